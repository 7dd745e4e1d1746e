using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>
/// Where the price of an item goes. Of every day the lowest price counts; the slope is the median of ln(p_j / p_i) / (d_j − d_i) over all pairs of days
/// (Theil–Sen; Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63, 1968), because one mistyped price must not make a trend.
/// Shown as the change over 30 days, e^(30 · slope) − 1.
/// </summary>
public sealed record PriceTrend
{
    /// <summary>Fewest days with a price: two always lie on a line.</summary>
    public const int FewestDays = 3;

    /// <summary>Shortest span between the first and the last day: below it the noise between shops is larger than any trend. Assumed.</summary>
    public const int ShortestSpan = 14;

    /// <summary>How far back offers count, in days.</summary>
    public const int Window = 365;

    /// <summary>Change over 30 days in percent; negative when it gets cheaper.</summary>
    public required double PercentPerMonth { get; init; }

    /// <summary>Days with a price.</summary>
    public required int Days { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly First { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>The lowest price of any day.</summary>
    public required Money Lowest { get; init; }

    /// <summary>The highest of the days' lowest prices.</summary>
    public required Money Highest { get; init; }

    /// <summary>The trend of one item in one condition and currency over the year before a day; unknown with fewer than three days or less than two weeks of prices.</summary>
    /// <param name="offers">Offers of one item in one condition and currency.</param>
    /// <param name="day">The last day that counts.</param>
    /// <exception cref="InvalidOperationException">Two currencies are mixed.</exception>
    public static Answer<PriceTrend> Of(IEnumerable<Offer> offers, DateOnly day)
    {
        var days = offers.Where(o => o is { Seen: not null, Precision: DatePrecision.Day } && o.Seen <= day && o.Seen > day.AddDays(-Window))
            .GroupBy(o => o.Seen!.Value).Select(g => (Day: g.Key, Price: g.Min(o => o.PlanningPrice))).OrderBy(d => d.Day).ToList();
        if (days.Count < FewestDays || days[^1].Day.DayNumber - days[0].Day.DayNumber < ShortestSpan)
            return Answer<PriceTrend>.Unknown($"prices of at least {FewestDays} days over {ShortestSpan} days within a year");
        var slopes = new List<double>(days.Count * (days.Count - 1) / 2);
        for (var i = 0; i < days.Count; i++)
        {
            for (var j = i + 1; j < days.Count; j++)
                slopes.Add(Math.Log((double)(days[j].Price.Amount / days[i].Price.Amount)) / (days[j].Day.DayNumber - days[i].Day.DayNumber));
        }
        slopes.Sort();
        var median = slopes.Count % 2 == 1 ? slopes[slopes.Count / 2] : (slopes[(slopes.Count / 2) - 1] + slopes[slopes.Count / 2]) / 2;
        return Answer<PriceTrend>.Known(new()
        {
            PercentPerMonth = 100 * Math.Exp(30 * median) - 100,
            Days = days.Count,
            First = days[0].Day,
            Last = days[^1].Day,
            Lowest = days.Min(d => d.Price),
            Highest = days.Max(d => d.Price),
        });
    }
}
