using System.Globalization;

namespace Rigwright.Formats.Gguf;

/// <summary>The keys of one architecture with their types and ranges checked; what is missing is collected, not guessed.</summary>
internal sealed class GgufKeys(GgufFile file, GgufFindings findings)
{
    /// <summary>No size of a real model reaches this (vocabularies have up to 300,000, widths up to 60,000).</summary>
    private const long MaxSize = 1 << 24;

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Needed keys that the file lacks.</summary>
    public List<string> Missing { get; } = [];

    public string Name(string key) => $"{file.Architecture}.{key}";

    public bool Has(string key) => file.Metadata.ContainsKey(Name(key));

    public bool IsArray(string key) => file.Metadata.TryGetValue(Name(key), out var value) && value.Type == GgufValueType.Array;

    /// <summary>A size that must be there and positive; 1 with an entry in <see cref="Missing"/> when it is not there.</summary>
    /// <param name="key">Key without the architecture.</param>
    /// <param name="most">Largest sensible value, so that products of sizes stay within 63 bits.</param>
    public int Size(string key, int most = (int)MaxSize)
    {
        if (SizeIfAny(key) is { } size)
        {
            if (size >= 1 && size <= most)
                return size;
            Wrong(key, file.Metadata[Name(key)], string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {most}"));
        }
        else if (!Has(key))
        {
            Missing.Add(Name(key));
        }
        return 1;
    }

    /// <summary>A size; null when the key is absent or was reported.</summary>
    public int? SizeIfAny(string key)
    {
        if (!file.Metadata.TryGetValue(Name(key), out var value))
            return null;
        if (value.Integer is >= 0 and <= MaxSize)
            return (int)value.Integer.Value;
        // Some converters write an array although all layers agree.
        if (value.Integers is { Count: > 0 } list && list[0] is >= 0 and <= MaxSize && list.All(v => v == list[0]))
            return (int)list[0];
        Wrong(key, value, "a whole number from 0 to 16777216");
        return null;
    }

    /// <summary>One size a layer: a number for all, or an array of at least so many; null when the key is absent or was reported.</summary>
    public IReadOnlyList<int>? PerLayer(string key, int layers)
    {
        if (!file.Metadata.TryGetValue(Name(key), out var value))
            return null;
        if (value.Integer is >= 0 and <= MaxSize)
            return [.. Enumerable.Repeat((int)value.Integer.Value, layers)];
        if (value.Integers is { } list && list.Count >= layers && list.All(v => v is >= 0 and <= MaxSize))
            return [.. list.Take(layers).Select(v => (int)v)];
        Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to 16777216, or one for each of the {layers} layers"));
        return null;
    }

    /// <summary>Reports metadata that contradict themselves or the tensors.</summary>
    public void Contradiction(string key, string message) =>
        Report("RW4027", file.Metadata.TryGetValue(Name(key), out var value) ? value.Offset : 0, message);

    private void Wrong(string key, GgufValue value, string expected)
    {
        var given = value.Integer is { } number ? number.ToString(CultureInfo.InvariantCulture)
            : value.Type == GgufValueType.Array ? string.Create(CultureInfo.InvariantCulture, $"an array of {value.Count} {value.ElementType}") : value.Type.ToString();
        Report("RW4026", value.Offset, $"{GgufFindings.Show(Name(key))} is {given}; expected {expected}.");
    }

    /// <summary>Every layer asks for the same keys: each problem is said once.</summary>
    private void Report(string code, long offset, string message)
    {
        if (_reported.Add(message))
            findings.Error(code, offset, message);
    }
}
