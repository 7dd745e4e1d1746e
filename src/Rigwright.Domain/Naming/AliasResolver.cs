using System.Globalization;
using System.Text;

namespace Rigwright.Domain.Naming;

/// <summary>What a name stands for.</summary>
/// <param name="Ids">No id: unknown; one: resolved; several: ambiguous.</param>
/// <param name="Nearest">For an unknown name the nearest known one, or null.</param>
public sealed record Resolution(IReadOnlyList<string> Ids, string? Nearest)
{
    /// <summary>Exactly one meaning.</summary>
    public bool IsResolved => Ids.Count == 1;

    /// <summary>More than one meaning: the user must choose.</summary>
    public bool IsAmbiguous => Ids.Count > 1;

    /// <summary>The one meaning.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown or ambiguous.</exception>
    public string Id => IsResolved ? Ids[0] : throw new InvalidOperationException("The name is unknown or ambiguous.");
}

/// <summary>The one place where names become ids. Case, spaces and punctuation do not matter; a name with two meanings is reported as ambiguous, never guessed.</summary>
public sealed class AliasResolver
{
    private readonly Dictionary<string, List<string>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _folded = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>Makes a name stand for an id. The same pair twice is no conflict.</summary>
    public void Add(string name, string id)
    {
        if (AddTo(_exact, name, id))
            _names.Add(name);
        AddTo(_folded, Fold(name), id);
    }

    /// <summary>Looks a name up: first as written, then folded.</summary>
    public Resolution Resolve(string name)
    {
        if (_exact.TryGetValue(name, out var ids) || _folded.TryGetValue(Fold(name), out ids))
            return new(ids, null);
        return new([], NearestName.Find(name, _names));
    }

    /// <summary>Lower case, letters and digits only (a plus sign counts: "Max+" is not "Max").</summary>
    public static string Fold(string name)
    {
        var builder = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c) || c == '+')
                builder.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }
        return builder.ToString();
    }

    private static bool AddTo(Dictionary<string, List<string>> map, string key, string id)
    {
        if (!map.TryGetValue(key, out var ids))
        {
            map[key] = [id];
            return true;
        }
        if (!ids.Contains(id))
            ids.Add(id);
        return false;
    }
}
