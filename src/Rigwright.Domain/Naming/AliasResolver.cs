
namespace Rigwright.Domain.Naming;

/// <summary>What a name stands for.</summary>
public sealed class Resolution
{
    private readonly Lazy<string?> _nearest;

    /// <summary>Made by <see cref="AliasResolver"/>.</summary>
    /// <param name="ids">No id: unknown; one: resolved; several: ambiguous.</param>
    /// <param name="nearest">Finds the nearest known name when somebody asks: a search through all names that most callers do not need.</param>
    public Resolution(IReadOnlyList<string> ids, Func<string?> nearest)
    {
        Ids = ids;
        _nearest = new(nearest);
    }

    /// <summary>With the nearest name already at hand.</summary>
    public Resolution(IReadOnlyList<string> ids, string? nearest)
        : this(ids, () => nearest)
    {
    }

    /// <summary>No id: unknown; one: resolved; several: ambiguous.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>For an unknown name the nearest known one, or null.</summary>
    public string? Nearest => _nearest.Value;

    /// <summary>Exactly one meaning.</summary>
    public bool IsResolved => Ids.Count == 1;

    /// <summary>More than one meaning: the user must choose.</summary>
    public bool IsAmbiguous => Ids.Count > 1;

    /// <summary>The one meaning.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown or ambiguous.</exception>
    public string Id => IsResolved ? Ids[0] : throw new InvalidOperationException("The name is unknown or ambiguous.");
}

/// <summary>The one place where names become ids. Case, spaces and punctuation do not matter; a name with two meanings is reported as ambiguous, never guessed.</summary>
/// <param name="variants">Other spellings to try, in order, for a name that is not known as written (without a quantisation suffix, for example); or null.</param>
public sealed class AliasResolver(Func<string, IEnumerable<string>>? variants = null)
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

    /// <summary>Every name that was added, each once.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Looks a name up: as written, then folded, then each variant folded.</summary>
    public Resolution Resolve(string name)
    {
        if (Lookup(name) is { } ids)
            return new(ids, (string?)null);
        foreach (var variant in variants?.Invoke(name) ?? [])
        {
            if (Lookup(variant) is { } found)
                return new(found, (string?)null);
        }
        return new([], () => NearestName.Find(name, _names));
    }

    /// <summary>Is the name known as written or folded (variants aside)?</summary>
    public bool Knows(string name) => Lookup(name) is not null;

    /// <summary>The meanings of a name as written or folded (variants aside), or null.</summary>
    public IReadOnlyList<string>? Find(string name) => Lookup(name);

    private List<string>? Lookup(string name) =>
        _exact.TryGetValue(name, out var ids) || _folded.TryGetValue(Fold(name), out ids) ? ids : null;

    /// <summary>Lower case, letters and digits only (a plus sign counts: "Max+" is not "Max").</summary>
    public static string Fold(string name)
    {
        // Called for every part number of the open parts: a buffer on the stack instead of a builder.
        Span<char> buffer = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        return new string(buffer[..Fold(name, buffer)]);
    }

    /// <summary>Folds into a buffer that is at least as long as the name, for callers who fold thousands of texts and keep none.</summary>
    /// <param name="name">The text.</param>
    /// <param name="target">Takes the folded characters; at least as long as <paramref name="name"/>.</param>
    /// <returns>The number of characters written.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> target)
    {
        var length = 0;
        var folded = FoldedAscii;
        foreach (var c in name)
        {
            if (c < folded.Length)
            {
                if (folded[c] != '.')
                    target[length++] = (char)folded[c];
            }
            else if (char.IsLetterOrDigit(c))
                target[length++] = char.ToLowerInvariant(c);
        }
        return length;
    }

    // What each of the 128 ASCII characters is folded to; a point for one that is left out.
    private static ReadOnlySpan<byte> FoldedAscii =>
        "................................"u8 + "...........+....0123456789......"u8 + ".abcdefghijklmnopqrstuvwxyz....."u8 + ".abcdefghijklmnopqrstuvwxyz....."u8;

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
