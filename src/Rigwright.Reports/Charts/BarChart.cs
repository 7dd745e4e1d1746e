namespace Rigwright.Reports.Charts;

/// <summary>Horizontal bars, one or more a group, with intervals and marks to hold them against: speeds of roles, errors of methods.</summary>
public sealed record BarChart : Chart
{
    /// <summary>The groups.</summary>
    public required IReadOnlyList<BarGroup> Groups { get; init; }

    /// <summary>The scale, from zero.</summary>
    public required Axis X { get; init; }

    /// <summary>What the bars of a group stand for, in order.</summary>
    public required IReadOnlyList<string> Hues { get; init; }

    /// <summary>What a mark stands for; empty without marks.</summary>
    public string MarkName { get; init; } = "";

    /// <inheritdoc/>
    public override Chart Map(Func<string, string> text, Func<string, string> numbers) => this with
    {
        X = X.Map(text, numbers),
        Groups = [.. Groups.Select(g => g with { Label = text(g.Label), Bars = [.. g.Bars.Select(b => b with { Label = numbers(b.Label) })] })],
        Hues = [.. Hues.Select(text)],
        MarkName = text(MarkName),
    };
}

/// <summary>Bars that belong together.</summary>
/// <param name="Label">Above them.</param>
/// <param name="Bars">In the order of the hues.</param>
public sealed record BarGroup(string Label, IReadOnlyList<Bar> Bars)
{
    /// <summary>Marks across the group's bars: a target, a minimum.</summary>
    public IReadOnlyList<double> Marks { get; init; } = [];
}

/// <summary>A bar.</summary>
/// <param name="Value">Its length.</param>
/// <param name="Label">The number as it is read.</param>
public sealed record Bar(double Value, string Label)
{
    /// <summary>Interval, drawn as a whisker.</summary>
    public (double Low, double High)? Interval { get; init; }
}
