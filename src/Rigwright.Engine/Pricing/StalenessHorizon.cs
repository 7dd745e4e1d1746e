using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Pricing;

/// <summary>After how many days a price is called stale, by kind of item: the dated parameters <c>price.horizon.…</c> of the catalogue, in days.</summary>
/// <param name="catalogue">Where the parameters and the kinds of parts stand.</param>
public sealed class StalenessHorizon(Catalogue catalogue)
{
    /// <summary>What counts where the catalogue states nothing.</summary>
    public const int DefaultDays = 90;

    private readonly Dictionary<string, PartCategory> _kinds = catalogue.Parts.DistinctBy(p => p.Id.Value).ToDictionary(p => p.Id.Value, p => p.Category, StringComparer.Ordinal);

    /// <summary>The horizon of an item on a day.</summary>
    /// <param name="subject">Accelerator, part or prebuilt.</param>
    /// <param name="reference">Its id; the kind of a part that the catalogue does not hold is not known and takes the general horizon.</param>
    /// <param name="day">The day whose parameters count.</param>
    public int DaysOf(OfferSubject subject, string? reference, DateOnly day)
    {
        var kind = subject switch
        {
            OfferSubject.Accelerator => "accelerator",
            OfferSubject.Prebuilt => "prebuilt",
            _ => reference is not null && _kinds.TryGetValue(reference, out var category) ? Word(category) : "other",
        };
        return catalogue.Parameters.GetValueOrDefault("price.horizon." + kind)?.On(day) is { IsKnown: true, Value: { } days } ? (int)days.Value : DefaultDays;
    }

    private static string Word(PartCategory category) => category switch
    {
        PartCategory.Memory => "memory",
        PartCategory.Drive => "drive",
        PartCategory.GraphicsCard => "accelerator",
        PartCategory.Cpu => "cpu",
        PartCategory.Motherboard => "motherboard",
        _ => "other",
    };
}
