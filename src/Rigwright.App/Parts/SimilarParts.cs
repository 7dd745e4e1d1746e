using System.Globalization;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;

namespace Rigwright.App.Parts;

/// <summary>What a name that means no part may stand for.</summary>
internal static class SimilarParts
{
    private const int MostShown = 5;

    /// <summary>Parts whose maker, name and numbers hold every word, the hand-checked ones first and short names before longer ones, with their ids; null when there is none.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="parts">The parts that may be meant.</param>
    /// <param name="handChecked">Ids of the hand-checked ones.</param>
    public static string? Of(string name, IEnumerable<Part> parts, IReadOnlySet<PartId> handChecked)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(AliasResolver.Fold).Where(w => w.Length > 0).ToList();
        if (words.Count == 0)
            return null;
        var like = parts.Where(p => AliasResolver.Fold($"{p.Manufacturer} {p.Name} {string.Join(' ', p.PartNumbers)}") is var text && words.TrueForAll(w => text.Contains(w, StringComparison.Ordinal)))
            .OrderBy(p => handChecked.Contains(p.Id) ? 0 : 1).ThenBy(p => p.Name.Length).ThenBy(p => p.Id.Value, StringComparer.Ordinal).ToList();
        return like.Count == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"It may be {string.Join(" or ", like.Take(MostShown).Select(Shown))}{(like.Count > MostShown ? $" ({like.Count} in all: ./rig parts find shows them)" : "")}.");
    }

    /// <summary>A part for people: the id of an open part alone says nothing.</summary>
    public static string Shown(Part part) => $"{part.Name} [{part.Id.Value}]";
}
