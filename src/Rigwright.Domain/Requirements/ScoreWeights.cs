namespace Rigwright.Domain.Requirements;

/// <summary>How much each term of a rig's score counts. The terms are described in docs/scoring.md; only the ratios matter.</summary>
/// <param name="Targets">How likely the roles reach their decode targets.</param>
/// <param name="Speed">How far the decode of every role lies between its minimum, target and ideal.</param>
/// <param name="Memory">Memory against its target.</param>
/// <param name="Price">Money left of the budget.</param>
/// <param name="Noise">Distance to the noise limit.</param>
/// <param name="Power">Wall power against the outlet.</param>
/// <param name="Headroom">Memory left free on the devices.</param>
/// <param name="Evidence">How much of the answer is known rather than unknown or estimated.</param>
/// <param name="Simplicity">Few devices, ready to switch on, with a warranty.</param>
public sealed record ScoreWeights(double Targets, double Speed, double Memory, double Price, double Noise, double Power, double Headroom, double Evidence, double Simplicity)
{
    /// <summary>The named priorities. Assumed: they express taste, and every one of them can be overridden per term.</summary>
    public static IReadOnlyDictionary<string, ScoreWeights> Priorities { get; } = new Dictionary<string, ScoreWeights>(StringComparer.Ordinal)
    {
        ["balanced"] = new(Targets: 30, Speed: 20, Memory: 4, Price: 16, Noise: 10, Power: 4, Headroom: 3, Evidence: 9, Simplicity: 4),
        ["speed"] = new(Targets: 40, Speed: 40, Memory: 5, Price: 5, Noise: 5, Power: 0, Headroom: 5, Evidence: 10, Simplicity: 3),
        ["silence"] = new(Targets: 10, Speed: 15, Memory: 5, Price: 10, Noise: 45, Power: 10, Headroom: 5, Evidence: 10, Simplicity: 3),
        ["budget"] = new(Targets: 10, Speed: 15, Memory: 5, Price: 55, Noise: 5, Power: 5, Headroom: 0, Evidence: 10, Simplicity: 3),
        ["memory"] = new(Targets: 15, Speed: 15, Memory: 35, Price: 10, Noise: 5, Power: 5, Headroom: 15, Evidence: 10, Simplicity: 3),
    };

    /// <summary>The priority that counts when none is named.</summary>
    public const string DefaultPriority = "balanced";

    /// <summary>Sum of the weights.</summary>
    public double Total => Targets + Speed + Memory + Price + Noise + Power + Headroom + Evidence + Simplicity;
}
