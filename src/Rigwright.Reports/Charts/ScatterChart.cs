namespace Rigwright.Reports.Charts;

/// <summary>Points in a plane, some of them on a front that no other point beats in both directions.</summary>
public sealed record ScatterChart : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The points.</summary>
    public required IReadOnlyList<ScatterPoint> Points { get; init; }

    /// <summary>Horizontal lines to hold the points against.</summary>
    public IReadOnlyList<Tick> Lines { get; init; } = [];

    /// <summary>What the line through the marked points is called; empty when no line is drawn.</summary>
    public string FrontName { get; init; } = "";

    /// <summary>What a point with an emphasis is called.</summary>
    public string EmphasisName { get; init; } = "";

    /// <inheritdoc/>
    public override Chart Map(Func<string, string> text, Func<string, string> numbers) => this with
    {
        X = X.Map(text, numbers),
        Y = Y.Map(text, numbers),
        Points = [.. Points.Select(p => p with { Name = text(p.Name), Label = text(p.Label) })],
        Lines = [.. Lines.Select(l => l with { Label = text(l.Label) })],
    };
}

/// <summary>A point.</summary>
/// <param name="X">Value on the horizontal axis.</param>
/// <param name="Y">Value on the vertical axis.</param>
/// <param name="Name">What it is, for a pointer's hint and for screen readers.</param>
/// <param name="Label">One to three characters drawn in the point; empty draws a dot.</param>
public sealed record ScatterPoint(double X, double Y, string Name, string Label = "")
{
    /// <summary>Does it lie on the front?</summary>
    public bool OnFront { get; init; }

    /// <summary>Is it the one that is talked about?</summary>
    public bool Emphasis { get; init; }

    /// <summary>Interval of <see cref="Y"/>, drawn as a whisker.</summary>
    public (double Low, double High)? Interval { get; init; }
}
