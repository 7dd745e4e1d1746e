namespace Rigwright.Reports.Charts;

/// <summary>Wholes with their shares: memory of devices, parts of a cost.</summary>
public sealed record StackedBarChart : Chart
{
    /// <summary>The bars, all on one scale.</summary>
    public required IReadOnlyList<StackedBar> Bars { get; init; }

    /// <summary>The scale.</summary>
    public required Axis X { get; init; }

    /// <summary>What each hue stands for, in the order of <see cref="Segment.Hue"/>.</summary>
    public required IReadOnlyList<string> Hues { get; init; }

    /// <summary>What each shade of a hue stands for, in the order of <see cref="Segment.Shade"/>; empty when there is only one.</summary>
    public IReadOnlyList<string> Shades { get; init; } = [];

    /// <inheritdoc/>
    public override Chart Map(Func<string, string> text, Func<string, string> numbers) => this with
    {
        X = X.Map(text, numbers),
        Bars = [.. Bars.Select(b => b with { Label = text(b.Label), Detail = text(b.Detail), Segments = [.. b.Segments.Select(s => s with { Name = text(s.Name), Label = text(s.Label) })] })],
        Hues = [.. Hues.Select(text)],
        Shades = [.. Shades.Select(text)],
    };
}

/// <summary>A bar.</summary>
/// <param name="Label">Above the bar.</param>
/// <param name="Segments">From the left.</param>
public sealed record StackedBar(string Label, IReadOnlyList<Segment> Segments)
{
    /// <summary>A second line above the bar; may be empty.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>A share of a bar.</summary>
/// <param name="Name">What it is with its number, for a pointer's hint.</param>
/// <param name="Label">Drawn in it where it is wide enough.</param>
/// <param name="Value">Length on the scale, at least 0.</param>
/// <param name="Hue">Which hue; <see cref="Free"/> and <see cref="Unusable"/> are drawn empty and hatched.</param>
/// <param name="Shade">Which shade of the hue, from 0.</param>
public sealed record Segment(string Name, string Label, double Value, int Hue, int Shade = 0)
{
    /// <summary>Room that is left.</summary>
    public const int Free = -1;

    /// <summary>Room that cannot be had.</summary>
    public const int Unusable = -2;
}
