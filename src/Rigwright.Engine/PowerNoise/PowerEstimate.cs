using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.PowerNoise;

/// <summary>One term of a power sum.</summary>
/// <param name="Label">What draws it.</param>
/// <param name="Power">How much at full load.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">Where it stands.</param>
public sealed record PowerTerm(string Label, Power Power, Evidence Evidence, string Source);

/// <summary>What a rig draws with every device at its limit: the figure to size a power supply and a circuit with, not a running cost.</summary>
/// <param name="Terms">The sum's terms.</param>
/// <param name="Dc">Load on the power supply's output; for a complete machine the same as <paramref name="Wall"/>.</param>
/// <param name="Wall">Load on the socket, or what is missing to know it.</param>
/// <param name="Evidence">The weakest evidence among the terms.</param>
public sealed record PowerEstimate(IReadOnlyList<PowerTerm> Terms, Power Dc, Answer<Power> Wall, Evidence Evidence)
{
    /// <summary>The sum written out: <c>600 + 350 + 100 W</c>.</summary>
    public string Sum => string.Join(" + ", Terms.Select(t => t.Power.Watts.ToString("0", System.Globalization.CultureInfo.InvariantCulture))) + " W";

    /// <summary>The sum with labels: <c>1× RTX 5090 575 W, Ryzen 9 9950X 230 W, …</c></summary>
    public PowerBreakdown Breakdown => new(Terms);
}

/// <summary>A power sum with labels, written out when it is read.</summary>
/// <param name="Terms">The sum's terms.</param>
public readonly record struct PowerBreakdown(IReadOnlyList<PowerTerm> Terms)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Terms.Select(t => $"{t.Label} {t.Power}"));
}

/// <summary>Power that was measured or published for a complete machine, over its loads.</summary>
/// <param name="Low">Lowest figure.</param>
/// <param name="High">Highest figure.</param>
/// <param name="Evidence">The weakest evidence.</param>
/// <param name="Source">Where the figures stand.</param>
public sealed record MeasuredPower(Power Low, Power High, Evidence Evidence, string Source);
