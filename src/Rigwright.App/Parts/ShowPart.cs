using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;

namespace Rigwright.App.Parts;

/// <summary>One part with everything that is known about how it is known.</summary>
/// <param name="Part">The part.</param>
/// <param name="Facts">Its facts, unknown ones included.</param>
/// <param name="Repairs">What was not taken as it stands in the source.</param>
/// <param name="Disputes">Where rows of the same product disagree.</param>
/// <param name="Accelerator">The accelerator that a card carries.</param>
public sealed record ShowPartResponse(Part Part, IReadOnlyList<PartFact> Facts, IReadOnlyList<PartRepair> Repairs, IReadOnlyList<Dispute> Disputes, Accelerator? Accelerator);

/// <summary>The real cards that carry a chip.</summary>
/// <param name="Accelerator">The chip.</param>
/// <param name="Cards">Its cards, shortest first; those of unknown length last.</param>
public sealed record ChipCardsResponse(Accelerator Accelerator, IReadOnlyList<GraphicsCard> Cards);

/// <summary>Shows a part by id, part number or name; a chip by accelerator id or name.</summary>
public static class ShowPartHandler
{
    /// <summary>No part, chip or part number has this name.</summary>
    public const string UnknownCode = "RW8020";

    /// <summary>Several parts have this name or number.</summary>
    public const string AmbiguousCode = "RW8021";

    // Eight hexadecimal digits are what people copy of an id; fewer are an accident.
    private const int ShortestPrefix = 6;

    /// <summary>The part or chip that a text names; otherwise what is wrong with the text.</summary>
    public static (ShowPartResponse? Part, ChipCardsResponse? Chip, Diagnostic? Problem) Handle(string text, LoadedParts loaded)
    {
        if (loaded.Catalogue.Find(new AcceleratorId(text)) is { } asked)
            return (null, Cards(asked, loaded), null);
        var found = Matches(text, loaded.Parts);
        if (found.Count == 1)
            return (Describe(found[0], loaded), null, null);
        if (found.Count == 0 && loaded.Catalogue.AcceleratorNames.Resolve(text) is { IsResolved: true } chip
            && loaded.Catalogue.Find(new AcceleratorId(chip.Id)) is { } accelerator)
            return (null, Cards(accelerator, loaded), null);
        var at = new Position("command line", 1, 1);
        return (null, null, found.Count == 0
            ? new(UnknownCode, DiagnosticSeverity.Error, at, $"no part has the id, part number or name '{text}'.", Nearest(text, loaded))
            : new(AmbiguousCode, DiagnosticSeverity.Error, at, $"'{text}' stands for {found.Count} parts: {string.Join("; ", found.Take(5).Select(p => $"{p.Id} ({p.Name})"))}{(found.Count > 5 ? "; …" : "")}.", "Give the id."));
    }

    private static ChipCardsResponse Cards(Accelerator accelerator, LoadedParts loaded) => new(accelerator,
        [.. loaded.Parts.CardsOf(accelerator.Id).OrderBy(c => c.Length?.Value.Millimetres ?? double.MaxValue).ThenBy(c => c.Name, StringComparer.Ordinal)]);

    private static List<Part> Matches(string text, OpenPartsCatalogue parts)
    {
        var key = AliasResolver.Fold(text);
        var prefix = text.Length >= ShortestPrefix ? text.ToLowerInvariant() : null;
        List<Part> byId = [], byNumber = [], byPrefix = [], byName = [];
        foreach (var part in parts.Parts)
        {
            if (part.Id.Value == text)
                byId.Add(part);
            if (part.PartNumbers.Any(n => AliasResolver.Fold(n) == key))
                byNumber.Add(part);
            if (prefix is not null && part.Id.Value.StartsWith(prefix, StringComparison.Ordinal))
                byPrefix.Add(part);
            if (AliasResolver.Fold(part.Name) == key)
                byName.Add(part);
        }
        return new[] { byId, byNumber, byPrefix, byName }.FirstOrDefault(l => l.Count > 0) ?? [];
    }

    private static string? Nearest(string text, LoadedParts loaded) =>
        NearestName.Suggest(text, loaded.Parts.Parts.SelectMany(p => p.PartNumbers).Concat(loaded.Catalogue.AcceleratorNames.Names).Distinct());

    private static ShowPartResponse Describe(Part part, LoadedParts loaded) => new(
        part,
        PartFact.Of(part),
        [.. loaded.Parts.Repairs.Where(r => r.Part == part.Id)],
        [.. loaded.Parts.Disputes.Where(d => d.Subject == $"part/{part.Id}")],
        part is GraphicsCard { Accelerator: { } id } ? loaded.Catalogue.Find(id) : null);
}
