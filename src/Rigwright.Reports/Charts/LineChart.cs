namespace Rigwright.Reports.Charts;

/// <summary>One or more quantities over one that grows: time, streams, years.</summary>
public sealed record LineChart : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The lines, at most eight.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Does a value hold until the next one (a price) rather than lie on the way to it?</summary>
    public bool Steps { get; init; }

    /// <summary>Horizontal lines to hold the values against.</summary>
    public IReadOnlyList<Tick> Lines { get; init; } = [];

    /// <inheritdoc/>
    public override Chart Map(Func<string, string> text, Func<string, string> numbers) => this with
    {
        X = X.Map(text, numbers),
        Y = Y.Map(text, numbers),
        Series = [.. Series.Select(s => s with { Name = text(s.Name) })],
        Lines = [.. Lines.Select(l => l with { Label = text(l.Label) })],
    };
}

/// <summary>A line.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">Places in ascending order of x.</param>
public sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
