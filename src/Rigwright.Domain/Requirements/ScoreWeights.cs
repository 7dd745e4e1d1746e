namespace Rigwright.Domain.Requirements;

/// <summary>How much each term of a rig's score counts. The terms are described in docs/scoring.md; only the ratios matter.</summary>
/// <param name="Speed">Decode of every role against its target.</param>
/// <param name="Memory">Memory against its target.</param>
/// <param name="Price">Money left of the budget.</param>
/// <param name="Noise">Distance to the noise limit.</param>
/// <param name="Power">Wall power against the outlet.</param>
/// <param name="Headroom">Memory left free on the devices.</param>
/// <param name="Evidence">How much of the answer is known rather than unknown or estimated.</param>
public sealed record ScoreWeights(double Speed, double Memory, double Price, double Noise, double Power, double Headroom, double Evidence)
{
    /// <summary>The named priorities. Assumed: they express taste, and every one of them can be overridden per term.</summary>
    public static IReadOnlyDictionary<string, ScoreWeights> Priorities { get; } = new Dictionary<string, ScoreWeights>(StringComparer.Ordinal)
    {
        ["balanced"] = new(Speed: 35, Memory: 10, Price: 20, Noise: 10, Power: 5, Headroom: 5, Evidence: 15),
        ["speed"] = new(Speed: 60, Memory: 5, Price: 10, Noise: 5, Power: 0, Headroom: 5, Evidence: 15),
        ["silence"] = new(Speed: 20, Memory: 5, Price: 10, Noise: 40, Power: 5, Headroom: 5, Evidence: 15),
        ["budget"] = new(Speed: 20, Memory: 5, Price: 50, Noise: 5, Power: 5, Headroom: 0, Evidence: 15),
        ["memory"] = new(Speed: 20, Memory: 35, Price: 10, Noise: 5, Power: 5, Headroom: 15, Evidence: 10),
    };

    /// <summary>The priority that counts when none is named.</summary>
    public const string DefaultPriority = "balanced";

    /// <summary>Sum of the weights.</summary>
    public double Total => Speed + Memory + Price + Noise + Power + Headroom + Evidence;
}
