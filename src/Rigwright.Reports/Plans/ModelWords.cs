using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>The sentences about which models a rig can run; shared by every format.</summary>
internal static class ModelWords
{
    private const int Named = 4;

    /// <summary>What the scores mean, before any of them is read.</summary>
    public const string Caution = "A score holds for the published weights in its harness: 4-bit weights may score less, and scores of two harnesses or publishers cannot be compared.";

    /// <summary>What was tried in one role and what became of it.</summary>
    public static string Tried(RoleModels role, bool onlyScored)
    {
        var counts = Enum.GetValues<ModelVerdict>().Select(v => (Verdict: v, Count: role.Tried.Count(m => m.Verdict == v))).Where(c => c.Count > 0)
            .Select(c => Text($"{c.Count} {Of(c.Verdict, c.Count)}"));
        return Text($"Of {role.Tried.Count} models{(onlyScored ? " that have a published coding score or are asked for" : "")}: ") + string.Join(", ", counts) + ".";
    }

    /// <summary>The model that the requirements take, with its speed.</summary>
    public static string Asked(RoleModels role) => string.Join("; ", role.Tried.Where(m => m.IsAsked).Select(m =>
        $"{Name(m)}, {(m.Placement is null ? Of(m.Verdict, 1) : Speed(m))}{(m.Scores.Count == 0 ? ", no coding score known" : "")}"));

    /// <summary>The best model on a scale, with those after it.</summary>
    public static (string Scale, string Models) Best(ScaleRanking ranking, PlanAnswer answer)
    {
        var reach = ranking.Models.Where(m => m.Model.Verdict == ModelVerdict.ReachesTarget).ToList();
        var slower = ranking.Models.Except(reach).ToList();
        var text = reach.Count == 0 ? "none reaches the target" : "best at the target speed " + string.Join(", then ", reach.Take(Named).Select(Of));
        return (Scale(ranking.Scale, answer), text + (slower.Count == 0 ? "" : $"; below the target {string.Join(", ", slower.Take(Named).Select(Of))}"));
    }

    /// <summary>A scale for people.</summary>
    public static string Scale(ScoreScale scale, PlanAnswer answer) => $"{scale.Benchmark}, {scale.Harness ?? "harness not stated"} ({SourceName(scale.Source, answer)})";

    /// <summary>Who published a score.</summary>
    public static string SourceName(SourceId id, PlanAnswer answer) => answer.Sources.TryGetValue(id, out var source) ? source.Title : id.Value;

    /// <summary>Model and quantisation as it is served.</summary>
    public static string Name(ModelOption m) => m.Placement is { } p ? Model(p.Serving) : $"{ShortModel(m.Candidate.Model.Id.Value)} {Quantisation(m.Candidate.Quantisation)}";

    /// <summary>A verdict for a number of models.</summary>
    public static string Of(ModelVerdict verdict, int count) => verdict switch
    {
        ModelVerdict.ReachesTarget => count == 1 ? "reaches the target" : "reach the target",
        ModelVerdict.ReachesMinimum => count == 1 ? "keeps the minimum only" : "keep the minimum only",
        ModelVerdict.TooSlow => count == 1 ? "is too slow or slows others below their minimum" : "are too slow or slow others below their minimum",
        ModelVerdict.DoesNotFit => count == 1 ? "does not fit" : "do not fit",
        ModelVerdict.ContextTooShort => count == 1 ? "has too short a context" : "have too short a context",
        ModelVerdict.NoVision => count == 1 ? "cannot look at pictures" : "cannot look at pictures",
        _ => count == 1 ? "cannot be judged" : "cannot be judged",
    };

    /// <summary>Expected decode with its interval.</summary>
    public static string Speed(ModelOption m) => $"{Interval(m.Placement!.Expected)} tok/s";

    /// <summary>Longest context that the model was made for.</summary>
    public static string Context(ModelOption m) => m.ContextLimit is { } limit ? Text($"{limit:#,##0}") : "unknown";

    /// <summary>Licence as its publisher names it.</summary>
    public static string Licence(ModelOption m) => m.Candidate.Model.Licence?.Value ?? "unknown";

    /// <summary>A score with the release that was scored.</summary>
    public static string Score(Sourced<CapabilityScore> s) =>
        Text($"{s.Value.Percent:0.0} %") + (s.Value.ScoredAs is { } release ? $" as {release}" : "") + (s.Evidence == Evidence.Assumed ? ", unverified" : "");

    private static string Of(ScoredModel m) => $"{Name(m.Model)} {Score(m.Score)} at {Speed(m.Model)}";
}
