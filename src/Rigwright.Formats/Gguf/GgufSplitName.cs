using System.Globalization;

namespace Rigwright.Formats.Gguf;

/// <summary>Names of the parts of a split model: <c>PREFIX-00001-of-00009.gguf</c>, counted from 1.</summary>
/// <remarks>Pattern of llama.cpp (<c>llama_split_path</c>, f728adab).</remarks>
public static class GgufSplitName
{
    /// <summary>The path of every part, or null when the path is not that of the first of so many parts.</summary>
    public static IReadOnlyList<string>? Parts(string firstPath, int count)
    {
        var suffix = Suffix(1, count);
        if (!firstPath.EndsWith(suffix, StringComparison.Ordinal))
            return null;
        var prefix = firstPath[..^suffix.Length];
        return [.. Enumerable.Range(1, count).Select(i => prefix + Suffix(i, count))];
    }

    /// <summary>The end of a part's name.</summary>
    public static string Suffix(int number, int count) => string.Create(CultureInfo.InvariantCulture, $"-{number:00000}-of-{count:00000}.gguf");
}
