using System.Globalization;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>A key of the requirements that two plans answer differently to.</summary>
/// <param name="Key">The key as <c>--set</c> takes it.</param>
/// <param name="Before">Its value in the first.</param>
/// <param name="After">Its value in the second.</param>
public sealed record RequirementMove(string Key, string Before, string After);

/// <summary>A candidate that stands elsewhere in the second plan, and why.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="RankBefore">Its place in the first plan; null where it was rejected or not a candidate.</param>
/// <param name="RankAfter">Its place in the second plan; null likewise.</param>
/// <param name="ScoreBefore">Its score in the first plan.</param>
/// <param name="ScoreAfter">Its score in the second plan.</param>
/// <param name="Why">The rule that rejects it now or did before, or the criteria whose points changed most.</param>
public sealed record CandidateMove(string Id, string Name, int? RankBefore, int? RankAfter, double? ScoreBefore, double? ScoreAfter, string Why);

/// <summary>What moved between two plans, and why.</summary>
/// <param name="Requirements">The requirements that differ.</param>
/// <param name="Moves">The candidates that stand elsewhere, the highest places first.</param>
/// <param name="Unmoved">Candidates that stand where they stood.</param>
/// <param name="Winners">Under the second requirements: the new first plan less the old one; null where the first stays, or the old one is out.</param>
public sealed record PlanMoves(IReadOnlyList<RequirementMove> Requirements, IReadOnlyList<CandidateMove> Moves, int Unmoved, PlanDifference? Winners)
{
    /// <summary>Compares two plans.</summary>
    public static PlanMoves Between(PlanAnswer before, PlanAnswer after)
    {
        var (old, now) = (Index(before), Index(after));
        var moves = new List<CandidateMove>();
        var unmoved = 0;
        foreach (var id in old.Keys.Union(now.Keys))
        {
            var (a, b) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            // Cards that fail before a platform is searched have one entry for all platforms.
            a = a.Assessment is null ? (null, Devices(before, b.Assessment!)) : a;
            b = b.Assessment is null ? (null, Devices(after, a.Assessment!)) : b;
            if (a.Rank == b.Rank)
                unmoved++;
            else
                moves.Add(new(id, (b.Assessment ?? a.Assessment)!.Candidate.Name, a.Rank, b.Rank, a.Assessment?.Score?.Value, b.Assessment?.Score?.Value, Why(a, b)));
        }
        return new(
            [.. Differences(before.Requirements, after.Requirements)],
            [.. moves.OrderBy(m => Math.Min(m.RankAfter ?? int.MaxValue, m.RankBefore ?? int.MaxValue)).ThenBy(m => m.RankAfter ?? int.MaxValue).ThenBy(m => m.Id, StringComparer.Ordinal)],
            unmoved, WinnersOf(before, after));
    }

    private static Dictionary<string, (int? Rank, Assessment? Assessment)> Index(PlanAnswer answer)
    {
        var index = new Dictionary<string, (int? Rank, Assessment? Assessment)>(StringComparer.Ordinal);
        for (var i = 0; i < answer.Ranked.Count; i++)
            index[answer.Ranked[i].Candidate.Id] = (i + 1, answer.Ranked[i]);
        foreach (var rejected in answer.Rejected)
            index.TryAdd(rejected.Candidate.Id, (null, rejected));
        return index;
    }

    private static Assessment? Devices(PlanAnswer answer, Assessment same) =>
        answer.Rejected.FirstOrDefault(r => r.Candidate.DeviceName == same.Candidate.DeviceName && r.Candidate.Platform.Length == 0);

    private static string Why((int? Rank, Assessment? Assessment) a, (int? Rank, Assessment? Assessment) b)
    {
        if (b.Assessment is null)
            return "no candidate any more";
        if (b.Rank is null)
            return $"out: {b.Assessment.Rejections[0].Message} [{b.Assessment.Rejections[0].Rule}]";
        if (a.Rank is null)
            return a.Assessment is null ? "a new candidate" : $"in: before it {a.Assessment.Rejections[0].Message} [{a.Assessment.Rejections[0].Rule}]";
        var changed = Points(b.Assessment).Zip(Points(a.Assessment!), (x, y) => (x.Name, Change: x.Points - y.Points)).Where(c => Math.Abs(c.Change) >= 0.05)
            .OrderByDescending(c => Math.Abs(c.Change)).Take(3).Select(c => Text($"{c.Name} {c.Change:+0.0;-0.0}")).ToList();
        return changed.Count > 0 ? string.Join(", ", changed) : "others moved";
    }

    private static IEnumerable<(string Name, double Points)> Points(Assessment a)
    {
        var total = a.Score!.Terms.Sum(t => t.Weight);
        return a.Score.Terms.Select(t => (t.Name, 100 * t.Weight * t.Value / total));
    }

    private static PlanDifference? WinnersOf(PlanAnswer before, PlanAnswer after)
    {
        if (before.Ranked.Count == 0 || after.Ranked.Count == 0)
            return null;
        var old = after.Ranked.Index().FirstOrDefault(r => r.Item.Candidate.Id == before.Ranked[0].Candidate.Id);
        if (old.Item is null || old.Index == 0)
            return null;
        var explainer = new PlanExplainer(after.Requirements);
        return PlanDifference.Of(explainer.Explain(after.Ranked[0], 1), explainer.Explain(old.Item, old.Index + 1));
    }

    private static IEnumerable<RequirementMove> Differences(PurchaseRequirements a, PurchaseRequirements b)
    {
        var (x, y) = (Keys(a).ToDictionary(), Keys(b).ToDictionary());
        return x.Keys.Union(y.Keys).Where(k => x.GetValueOrDefault(k) != y.GetValueOrDefault(k)).Select(k => new RequirementMove(k, x.GetValueOrDefault(k) ?? "-", y.GetValueOrDefault(k) ?? "-"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Keys(PurchaseRequirements r)
    {
        yield return new("region", r.Region.Code);
        yield return new("budget.min", r.Budget.Min.ToString());
        yield return new("budget.max", r.Budget.Max.ToString());
        yield return new("memory.min", Text($"{r.Memory.Min.GB:0.#} GB"));
        yield return new("memory.target", Text($"{r.Memory.Target.GB:0.#} GB"));
        yield return new("noise", r.Noise.ToString());
        yield return new("outlet", r.Outlet.Id);
        yield return new("conditions", string.Join(',', r.Conditions));
        yield return new("purchase", r.Purchase.ToString());
        yield return new("headless", r.Headless ? "true" : "false");
        yield return new("platforms.allow", string.Join(',', r.Platforms.Allow));
        yield return new("platforms.deny", string.Join(',', r.Platforms.Deny));
        yield return new("engines", string.Join(',', r.Engines));
        yield return new("weights", r.Weights.ToString());
        yield return new("minimum_holds", r.MinimumHolds.ToString());
        foreach (var role in r.Roles)
        {
            yield return new($"roles.{role.Name}.models", string.Join(',', role.Candidates));
            yield return new($"roles.{role.Name}.context", Text($"{role.ContextPerStream}"));
            yield return new($"roles.{role.Name}.decode_depth", Text($"{role.DecodeDepth}"));
            yield return new($"roles.{role.Name}.streams", Text($"{role.Streams}"));
            yield return new($"roles.{role.Name}.decode.min", role.DecodeMinimum.ToString());
            yield return new($"roles.{role.Name}.decode.target", role.DecodeTarget.ToString());
            yield return new($"roles.{role.Name}.decode.ideal", role.DecodeIdeal.ToString());
            yield return new($"roles.{role.Name}.duty_cycle", Text($"{role.DutyCycle}"));
            yield return new($"roles.{role.Name}.vision", role.Vision ? "true" : "false");
            yield return new($"roles.{role.Name}.kv_type", role.KvType.ToString());
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
