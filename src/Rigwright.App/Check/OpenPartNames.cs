using Rigwright.App.Parts;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Engine.Claims;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Check;

/// <summary>The open parts under the ids, part numbers and names by which a plan may call them.</summary>
internal sealed class OpenPartNames(Catalogue catalogue, OpenPartsCatalogue open) : IMoreParts
{
    private readonly PriceItems _items = new(catalogue, open);
    private readonly Dictionary<string, Part> _byId = open.Parts.ToDictionary(p => p.Id.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<Part> Find(string name) =>
        [.. _items.Resolve(name).Where(i => i.Subject == OfferSubject.Part).Select(i => _byId.GetValueOrDefault(i.Id)).OfType<Part>()];

    /// <inheritdoc/>
    public string? Like(string name) => SimilarParts.Of(name, _byId.Values, catalogue.Parts.Select(p => p.Id).ToHashSet());
}
