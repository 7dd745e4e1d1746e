using System.Text;
using System.Text.RegularExpressions;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>
/// Finds items by the words of their names. A word weighs more the fewer names have it (log of their number over how often it occurs). The score of a
/// name is 0.7 × the share of its weight that the text has + 0.3 × the share of the text's known weight that the name has. A name whose model words
/// (those with a digit, and words such as Ti, Super, Max) are not all in the text is out, and so is one that lacks a model word of the text that
/// other names have: an RTX 5080 is never an RTX 5090, whatever else the lines share.
/// </summary>
internal sealed partial class NameIndex
{
    // The rarest words of a text decide; looking at the names of its common words too would only cost time.
    private const int RarestWords = 5;
    private const int MostNames = 4000;

    private static readonly HashSet<string> Variants = new(StringComparer.Ordinal)
    {
        "ti", "super", "xt", "xtx", "gre", "pro", "max", "ultra", "plus", "mini", "lite", "se", "elite", "carbon", "q", "workstation", "server", "edition", "d",
    };

    private readonly List<(PriceItem Item, string Name, PartCategory? Kind, string[] Tokens)> _entries = [];
    private readonly Dictionary<string, List<int>> _postings = new(StringComparer.Ordinal);

    public void Add(PriceItem item, string name, PartCategory? kind)
    {
        var tokens = Tokens(name);
        if (tokens.Length == 0)
            return;
        foreach (var token in tokens)
        {
            if (!_postings.TryGetValue(token, out var list))
                _postings[token] = list = [];
            list.Add(_entries.Count);
        }
        _entries.Add((item, name, kind, tokens));
    }

    /// <summary>The best items, each with the best of its names.</summary>
    public List<MatchCandidate> Find(string text, PartCategory? kind, int count)
    {
        var words = Tokens(text).ToHashSet(StringComparer.Ordinal);
        var known = words.Where(_postings.ContainsKey).OrderBy(w => _postings[w].Count).ThenBy(w => w, StringComparer.Ordinal).ToList();
        var model = known.Where(w => IsModel(w) && !Circumstance().IsMatch(w)).ToList();
        var weight = known.Sum(Weight);
        return [.. known.Take(RarestWords).Where(w => _postings[w].Count <= MostNames).SelectMany(w => _postings[w]).Distinct().Select(i => _entries[i])
            .Where(e => kind is null || kind == (e.Kind ?? PartCategory.GraphicsCard))
            .Where(e => e.Tokens.All(t => !IsModel(t) || words.Contains(t)) && model.TrueForAll(m => e.Tokens.Contains(m)))
            .Select(e => new MatchCandidate(e.Item, e.Name, Score(e.Tokens, words, weight)))
            .GroupBy(c => c.Item).Select(g => g.MaxBy(c => c.Score)!)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Item.Id, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>The words of a text, each once: lower case, a number and its unit are one word ("64 GB" is "64gb").</summary>
    public static string[] Tokens(string text)
    {
        text = Modules().Replace(text, "$1x$2 ");
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '+')
                word.Append(char.ToLowerInvariant(c));
            else if (c is '.' && word.Length > 0 && char.IsAsciiDigit(word[^1]))
                word.Append(c);
            else
                Take(tokens, word);
        }
        Take(tokens, word);
        return [.. tokens.Distinct(StringComparer.Ordinal)];
    }

    private static void Take(List<string> tokens, StringBuilder word)
    {
        if (word.Length == 0)
            return;
        var token = word.ToString().TrimEnd('.');
        word.Clear();
        if (token is "gb" or "gib" or "tb" or "w" or "ghz" or "mhz" or "mm" && tokens.Count > 0 && tokens[^1].All(c => char.IsAsciiDigit(c) || c == '.'))
            tokens[^1] += token;
        else
            tokens.Add(token);
    }

    private double Score(string[] tokens, HashSet<string> words, double textWeight)
    {
        double own = 0, shared = 0;
        foreach (var token in tokens)
        {
            var weight = Weight(token);
            own += weight;
            if (words.Contains(token))
                shared += weight;
        }
        return (0.7 * shared / own) + (0.3 * shared / textWeight);
    }

    private double Weight(string token) => Math.Log(1 + ((double)_entries.Count / _postings[token].Count));

    // "2 x 32 GB", "(2x32GB)" and "2x32" are one thing.
    [GeneratedRegex(@"\b(\d)\s?[x×]\s?(\d{1,3})(?:\s?GB)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Modules();

    // What sites add to a name: clock, cores, air flow, socket, board form, connector. A name without it is still the item's.
    [GeneratedRegex(@"^(?:\d{1,2}|[\d.]+(?:ghz|mhz|cfm|mm|w|k|dba)|\d{1,2}c|am[345]\+?|s?tr[45x]+|sp[356]|lga\d*|fclga\d+|1[12578]\d\d|ddr[345]|\d{3}pin|m2|pcie[\d.]*|gen\d|80\+|\d{4}mb|x\d{1,2})$")]
    private static partial Regex Circumstance();

    private static bool IsModel(string token) => Variants.Contains(token) || (token.Length > 1 && token.AsSpan().ContainsAnyInRange('0', '9'));
}
