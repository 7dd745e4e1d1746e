using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Regions;

namespace Rigwright.Engine.Pricing;

/// <summary>
/// After how many days a price is called stale, by kind of item: the dated parameters <c>price.horizon.…</c> of the catalogue, in days. Lists, histories, plans
/// and builds all ask here.
/// </summary>
public sealed class StalenessHorizon
{
    /// <summary>What counts where the catalogue states nothing.</summary>
    public const int DefaultDays = 90;

    private const string Prefix = "price.horizon.";

    private readonly IReadOnlyDictionary<string, DatedParameter> _parameters;
    private readonly Dictionary<string, PartCategory> _kinds = new(StringComparer.Ordinal);

    /// <summary>The horizons of a catalogue.</summary>
    /// <param name="catalogue">Where the parameters and the kinds of parts stand.</param>
    /// <param name="open">Further parts; the kind of a part that is in neither is not known and takes the general horizon.</param>
    public StalenessHorizon(Catalogue catalogue, IEnumerable<Part>? open = null)
        : this(catalogue.Parameters)
    {
        foreach (var part in catalogue.Parts.Concat(open ?? []))
            _kinds.TryAdd(part.Id.Value, part.Category);
    }

    private StalenessHorizon(IReadOnlyDictionary<string, DatedParameter> parameters) => _parameters = parameters;

    /// <summary>Without a catalogue: <see cref="DefaultDays"/> for everything.</summary>
    public static StalenessHorizon General { get; } = new(new Dictionary<string, DatedParameter>());

    /// <summary>The horizon of an item on a day.</summary>
    /// <param name="subject">Accelerator, part or prebuilt.</param>
    /// <param name="reference">Its id.</param>
    /// <param name="day">The day whose parameters count.</param>
    public int DaysOf(OfferSubject subject, string? reference, DateOnly day) => DaysOf(subject switch
    {
        OfferSubject.Accelerator => "accelerator",
        OfferSubject.Prebuilt => "prebuilt",
        _ => reference is not null && _kinds.TryGetValue(reference, out var category) ? Word(category) : "other",
    }, day);

    /// <summary>Days between an offer and a later day; null for an offer whose day nobody knows.</summary>
    public static int? AgeOf(Offer offer, DateOnly day) => offer.Seen is { } seen ? day.DayNumber - seen.DayNumber : null;

    /// <summary>Is an offer older than the horizon of its item? One whose day nobody knows is.</summary>
    public bool IsStale(Offer offer, DateOnly day) => AgeOf(offer, day) is not { } age || age > DaysOf(offer.Subject, offer.Reference, day);

    /// <summary>The kinds of items with their horizons on a day, the shortest first.</summary>
    public IReadOnlyList<(string Kind, int Days)> On(DateOnly day) =>
        [.. _parameters.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Select(k => k[Prefix.Length..]).Select(k => (Kind: k, Days: DaysOf(k, day)))
            .OrderBy(k => k.Days).ThenBy(k => k.Kind == "other").ThenBy(k => k.Kind, StringComparer.Ordinal)];

    private int DaysOf(string kind, DateOnly day) => _parameters.GetValueOrDefault(Prefix + kind)?.On(day) is { IsKnown: true, Value: { } days } ? (int)days.Value : DefaultDays;

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
