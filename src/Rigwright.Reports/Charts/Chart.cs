using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Charts;

/// <summary>
/// A chart as data: what is drawn, a title, a sentence that says what it shows, and the same numbers as a table for those who do not see it. A chart draws given numbers;
/// it computes nothing but places on the page.
/// </summary>
public abstract record Chart
{
    /// <summary>Unique within the document; anchors and ids follow from it.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart is of, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>What a reader should see in it, one or two sentences.</summary>
    public required string Description { get; init; }

    /// <summary>The numbers as a table: the text alternative, and the whole figure where nothing can be drawn.</summary>
    public required Table Data { get; init; }

    /// <summary>Rewrites labels (<paramref name="text"/>) and numbers (<paramref name="numbers"/>).</summary>
    public abstract Chart Map(Func<string, string> text, Func<string, string> numbers);
}

/// <summary>A place on an axis with its label.</summary>
/// <param name="At">Value.</param>
/// <param name="Label">Text beside it.</param>
public sealed record Tick(double At, string Label);

/// <summary>A linear axis.</summary>
/// <param name="Title">Quantity with its unit.</param>
/// <param name="Min">Value at the start.</param>
/// <param name="Max">Value at the end, greater than <paramref name="Min"/>.</param>
/// <param name="Ticks">Labelled places between the two.</param>
public sealed record Axis(string Title, double Min, double Max, IReadOnlyList<Tick> Ticks)
{
    /// <summary>An axis from zero (or a round number below the least value) to a round number, with about <paramref name="count"/> ticks.</summary>
    /// <param name="title">Quantity with its unit.</param>
    /// <param name="values">What has to fit.</param>
    /// <param name="fromZero">Start at zero? Bars must; a scatter of prices need not.</param>
    /// <param name="count">Wanted number of ticks.</param>
    public static Axis Over(string title, IEnumerable<double> values, bool fromZero = true, int count = 5)
    {
        var known = values.Where(double.IsFinite).DefaultIfEmpty(1).ToList();
        var (low, high) = (fromZero ? Math.Min(0, known.Min()) : known.Min(), known.Max());
        if (high <= low)
            high = low + 1;
        var step = RoundStep((high - low) / Math.Max(1, count - 1));
        var (start, end) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        var ticks = new List<Tick>();
        for (var i = 0; start + i * step <= end + step / 2; i++)
            ticks.Add(new(start + i * step, Label(start + i * step, step)));
        return new(title, start, end, ticks);
    }

    /// <summary>An axis over the days from the first to the last, ticks at the starts of months.</summary>
    public static Axis OverDays(string title, DateOnly first, DateOnly last)
    {
        var months = (last.Year - first.Year) * 12 + last.Month - first.Month;
        var every = months switch { <= 6 => 1, <= 18 => 3, <= 36 => 6, _ => 12 };
        var ticks = new List<Tick>();
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
        {
            if (month >= first && (month.Month - 1) % every == 0)
                ticks.Add(new(month.DayNumber, Written($"{month:yyyy-MM}")));
        }
        return new(title, first.DayNumber, Math.Max(last.DayNumber, first.DayNumber + 1), ticks);
    }

    /// <summary>Where a value lies between start (0) and end (1).</summary>
    public double Share(double value) => Math.Clamp((value - Min) / (Max - Min), 0, 1);

    internal Axis Map(Func<string, string> text, Func<string, string> numbers) =>
        this with { Title = text(Title), Ticks = [.. Ticks.Select(t => t with { Label = numbers(t.Label) })] };

    // 1, 2 or 5 times a power of ten: the steps that people count in.
    private static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }

    private static string Label(double value, double step) => step >= 1 ? Written($"{value:#,##0}") : Written($"{value:0.##}");

    private static string Written(FormattableString text) => FormattableString.Invariant(text);
}
