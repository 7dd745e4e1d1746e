using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Pricing;

/// <summary>Who buys when, and what they accept.</summary>
/// <param name="AsOf">The day whose prices count: later offers do not exist yet.</param>
/// <param name="Conditions">Conditions that are accepted.</param>
/// <param name="Region">Where the buyer lives: decides currency and import VAT.</param>
/// <param name="Currency">Currency that prices are wanted in.</param>
/// <param name="Rates">Exchange rates that the buyer supplies; without one an offer in another currency gives no price.</param>
public sealed record PriceQuery(
    DateOnly AsOf, IReadOnlyList<Condition> Conditions, Region Region, Currency Currency, IReadOnlyList<ExchangeRate> Rates)
{
    /// <summary>After how many days a price is called stale, by kind of item.</summary>
    public StalenessHorizon Horizon { get; init; } = StalenessHorizon.General;

    /// <summary>Days after which a price no longer counts at all. Assumed: a year; parts of that age are sold out, and money planned on them is not there.</summary>
    public int TooOldAfterDays { get; init; } = 365;

    /// <summary>What the buyer knows about a purchase abroad.</summary>
    public ImportTerms Terms { get; init; } = ImportTerms.None;

    /// <summary>VAT, duty and clearance tariffs by day.</summary>
    public ImportRules Rules { get; init; } = ImportRules.None;

    /// <summary>The newest rate from a currency that was known on the day, or null.</summary>
    public ExchangeRate? RateFrom(Currency from) => Rates
        .Where(r => r.From == from && r.To == Currency && r.Date <= AsOf)
        .OrderByDescending(r => r.Date).ThenBy(r => r.Rate).FirstOrDefault();
}
