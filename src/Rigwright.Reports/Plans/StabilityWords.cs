using Rigwright.Engine.Explaining;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>The sentences about how sure a ranking is; shared by every format.</summary>
internal static class StabilityWords
{
    /// <summary>Chances, lead, and the fact that would settle the question.</summary>
    public static IEnumerable<string> Of(Stability s, int most)
    {
        yield return Text($"With speeds drawn from their intervals and prices from their spread ({s.Draws:#,##0} draws), the best is ") + string.Join("; ",
            s.Plans.Take(most).Where(p => p.Probability >= 0.005).Select(p => Text($"{p.Name} in {100 * p.Probability:0.0} % (standard error {100 * p.StandardError:0.0}; its score {p.MeanScore:0.0} with standard deviation {p.Deviation:0.0})"))) + ".";
        if (s.Rival is { } rival)
        {
            yield return Text($"{s.First} scores more than {rival} in {100 * s.FirstBeatsRival:0} % of the draws; its lead lies between {s.Lead.Low:+0.0;-0.0} and {s.Lead.High:+0.0;-0.0} points (90 %).")
                + (s.IsWithinNoise ? " The two are within noise: what is known today does not decide between them." : " That is more than noise.");
        }
        yield return s.Settling is { } fact
            ? Text($"What would settle it most: {(fact.Kind == UncertainKind.Speed ? "measure the " : "ask for the ")}{fact.Label} ({Value(fact, fact.Low)} to {Value(fact, fact.High)} {fact.Unit}, planned with {Value(fact, fact.Value)}). Knowing it raises the chance of choosing the best from {100 * s.ChanceNow:0} % to {100 * fact.ChanceWhenKnown:0} %: {string.Join("; ", fact.Outcomes.Select(o => Outcome(fact, o)))}.")
            : "No single measurement or price would change the choice much.";
    }

    /// <summary>Beside the answer itself: whether the lead is more than noise, and what to find out first where it is not.</summary>
    public static string Lead(Stability s) => s.IsWithinNoise
        ? Text($"{WithinNoise} {s.First} scores more than {s.Rival} in {100 * s.FirstBeatsRival:0} % of the draws of what is not known exactly (lead {s.Lead.Low:+0.0;-0.0} to {s.Lead.High:+0.0;-0.0} points): choose by what matters to you, or find out more first")
            + (s.Settling is { } fact ? $": {(fact.Kind == UncertainKind.Speed ? "a measured" : "the")} {fact.Label} would settle it most." : ".")
        : Text($"More than noise: {s.First} scores more than {s.Rival} in {100 * s.FirstBeatsRival:0} % of the draws of what is not known exactly (lead {s.Lead.Low:+0.0;-0.0} to {s.Lead.High:+0.0;-0.0} points).");

    /// <summary>How a sentence about two plans that cannot be told apart begins.</summary>
    public const string WithinNoise = "Within noise:";

    private static string Outcome(UncertainFact fact, FactOutcome outcome) => outcome switch
    {
        { Low: null, High: null } => $"{outcome.Name} in any case",
        { Low: null, High: { } high } => $"below {Value(fact, high)} {fact.Unit} {outcome.Name}",
        { Low: { } low } => $"from {Value(fact, low)} {fact.Unit} {outcome.Name}",
    };

    private static string Value(UncertainFact fact, double value) => fact.Kind == UncertainKind.Price ? Text($"{value:#,##0}") : DecisionWords.Number(value);
}
