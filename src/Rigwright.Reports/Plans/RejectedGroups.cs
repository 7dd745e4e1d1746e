using Rigwright.Engine.Planning;

namespace Rigwright.Reports.Plans;

/// <summary>One line of the rejected list.</summary>
/// <param name="Assessment">The candidate.</param>
/// <param name="More">Larger counts of the same device that fail the same rule by more, or platforms that fail it too.</param>
internal sealed record RejectedEntry(Assessment Assessment, IReadOnlyList<Assessment> More);

/// <summary>What was rejected by one rule.</summary>
/// <param name="Rule">Id of the first rule that failed.</param>
/// <param name="Entries">The nearest to passing first.</param>
/// <param name="MixedPairs">Pairs of different cards that fail it by far and are only counted.</param>
internal sealed record RejectedGroup(string Rule, IReadOnlyList<RejectedEntry> Entries, int MixedPairs)
{
    // The order in which a reader asks: can it be bought, is it large enough, affordable, buildable, bearable, fast enough.
    private static readonly string[] Order = ["plan.memory", "plan.budget", "plan.price", "plan.availability", "plan.purchase", "plan.platform"];

    // A pair of different cards is worth a line of its own when one small change would save it.
    private const double NearMiss = 0.15;

    /// <summary>One group a rule. A set of devices that was tried on several platforms stands once, where it came nearest.</summary>
    public static IReadOnlyList<RejectedGroup> Of(PlanAnswer answer)
    {
        var feasible = answer.Ranked.Select(a => a.Candidate.DeviceName).ToHashSet(StringComparer.Ordinal);
        var nearest = answer.Rejected.GroupBy(a => feasible.Contains(a.Candidate.DeviceName) ? a.Candidate.Name : a.Candidate.DeviceName, StringComparer.Ordinal)
            .Select(g => g.OrderBy(a => a.Rejections.Count).ThenBy(a => a.Gap).ThenBy(a => a.Candidate.Id, StringComparer.Ordinal).First()).ToList();
        return [.. nearest.GroupBy(a => a.Rejections[0].Rule)
            .OrderBy(g => Array.IndexOf(Order, g.Key) is var i && i < 0 ? Order.Length : i).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new RejectedGroup(g.Key, EntriesOf(g.Where(a => !Counted(a))), g.Count(Counted)))];
    }

    private static bool Counted(Assessment assessment) =>
        assessment.Candidate.IsMixed && (assessment.Rejections.Count > 1 || assessment.Rejections[0].Gap > NearMiss);

    private static List<RejectedEntry> EntriesOf(IEnumerable<Assessment> assessments) =>
        [.. assessments.GroupBy(a => a.Candidate.IsMixed || a.Candidate.Prebuilt is not null ? a.Candidate.Id : $"{a.Candidate.Devices[0].Device.Id}/{string.Join(',', a.Rejections.Select(r => r.Rule).Distinct())}")
            .Select(g => g.OrderBy(a => a.Gap).ThenBy(a => a.Candidate.Id, StringComparer.Ordinal).ToList())
            .Select(l => new RejectedEntry(l[0], l[1..]))
            .OrderBy(e => e.Assessment.Rejections.Count).ThenBy(e => e.Assessment.Gap).ThenBy(e => e.Assessment.Candidate.Id, StringComparer.Ordinal)];

    /// <summary>The further entries in a few words: <c>3×, 4×</c>.</summary>
    public static string MoreText(RejectedEntry entry) => entry.More.Count == 0 ? ""
        : $" (also {string.Join(", ", entry.More.Select(a => a.Candidate.Rig.DeviceCount).Distinct().Order().Select(n => $"{n}×"))})";

    /// <summary>The name that says enough: with the platform where one was found.</summary>
    public static string NameOf(Assessment a) => a.Candidate.Platform.Length > 0 && a.Candidate.Total is not null ? a.Candidate.Name : a.Candidate.DeviceName;

    /// <summary>Further rules that it fails.</summary>
    public static string AlsoText(Assessment a) => a.Rejections.Skip(1).Select(r => r.Rule).Where(r => r != a.Rejections[0].Rule).Distinct().ToList() is { Count: > 0 } others
        ? $" Also: {string.Join(", ", others)}." : "";
}
