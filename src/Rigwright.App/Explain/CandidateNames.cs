using System.Globalization;
using Rigwright.Domain.Naming;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Explain;

/// <summary>Finds the candidates that somebody means: by rank, by id, or by name.</summary>
public static class CandidateNames
{
    /// <summary>Most candidates that one name may stand for.</summary>
    public const int Most = 8;

    /// <summary>A rank (<c>2</c>), an id, or every candidate whose name or id holds all words of the text; ranked ones first, each set of devices once. Empty when nothing fits.</summary>
    public static IReadOnlyList<Assessment> Find(PlanAnswer answer, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) && rank >= 1 && rank <= answer.Ranked.Count)
            return [answer.Ranked[rank - 1]];
        var all = answer.Ranked.Concat(answer.Rejected).ToList();
        if (all.Find(a => string.Equals(a.Candidate.Id, text, StringComparison.OrdinalIgnoreCase)) is { } exact)
            return [exact];
        var named = all.Where(a => AliasResolver.Fold(a.Candidate.Name) == AliasResolver.Fold(text) || AliasResolver.Fold(a.Candidate.DeviceName) == AliasResolver.Fold(text)).ToList();
        if (named.Count == 0)
        {
            var words = text.Split([' ', '-', '+', '/'], StringSplitOptions.RemoveEmptyEntries).Select(AliasResolver.Fold).Where(w => w.Length > 0).ToList();
            named = words.Count == 0 ? [] : all.FindAll(a => words.TrueForAll(w => Words(a).Any(x => x.StartsWith(w, StringComparison.Ordinal))));
        }
        // What does not carry the models is built on one platform only: who names another means the same devices.
        if (named.Count == 0 && text.LastIndexOf('/') is var platform and > 0)
            return Find(answer, text[..platform]);
        return [.. named.DistinctBy(a => a.Candidate.DeviceName).OrderBy(a => a.Candidate.Devices.Count).ThenByDescending(a => a.IsFeasible).Take(Most)];
    }

    /// <summary>The names nearest to one that nothing fits.</summary>
    public static string? Suggest(PlanAnswer answer, string text) =>
        NearestName.Suggest(text, answer.Ranked.Concat(answer.Rejected).SelectMany(a => new[] { a.Candidate.DeviceName, a.Candidate.Id }).Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> Words(Assessment a) =>
        a.Candidate.Name.Split([' ', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Concat(a.Candidate.Id.Split('-', '+', '/')).Select(AliasResolver.Fold);
}
