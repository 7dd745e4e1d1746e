using System.Globalization;
using System.Text.RegularExpressions;

namespace Rigwright.Measuring.Cases;

/// <summary>What a benchmark's author writes in the column for hardware besides the name: how many, how much memory, remarks.</summary>
/// <param name="Names">The name, then ever barer readings of it.</param>
/// <param name="Count">Devices stated in the name; null when it states none.</param>
/// <param name="MemoryGiB">A memory size stated in the name; null when it states none.</param>
internal sealed partial record HardwareText(IReadOnlyList<string> Names, int? Count, int? MemoryGiB)
{
    /// <summary>Reads a name such as <c>2x RTX 3090</c>, <c>RTX 4090 x2</c>, <c>Mac Studio M3 Ultra 512GB (80-core)</c>, <c>Framework Desktop (Ryzen AI Max+ 395, 128GB)</c>.</summary>
    public static HardwareText Parse(string text)
    {
        var (name, count) = WithoutCount(text.Trim());
        int? memory = Memory().Match(name) is { Success: true } size ? int.Parse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        var sizeless = Tidy(Memory().Replace(name, " "));
        var names = new List<string> { name, sizeless };
        // Outside the parentheses, then inside: "GMKtec EVO-X2 (Ryzen AI Max+ 395)".
        if (Remark().Match(sizeless) is { Success: true } remark)
        {
            names.Add(Tidy(Remark().Replace(sizeless, " ")));
            names.AddRange(remark.Groups[1].Value.Split(',').Select(Tidy));
        }
        names.Add(Tidy(Accessory().Replace(names[^1].Length > 3 ? sizeless : name, " ")));
        return new([.. names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)], count, memory);
    }

    private static (string Name, int? Count) WithoutCount(string text)
    {
        if (Leading().Match(text) is { Success: true } leading)
            return (text[leading.Length..].TrimStart(), int.Parse(leading.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        if (Trailing().Match(text) is { Success: true } trailing)
            return (text[..trailing.Index].TrimEnd(), int.Parse(trailing.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        foreach (var (word, count) in Words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return (text[word.Length..].TrimStart(), count);
        }
        return (text, null);
    }

    private static readonly (string Word, int Count)[] Words = [("dual ", 2), ("triple ", 3), ("quad ", 4)];

    private static string Tidy(string text) => string.Join(' ', text.Replace("()", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim(' ', ',', '-', '/');

    [GeneratedRegex(@"^(\d{1,3}) ?[x×*] ?(?=\D)", RegexOptions.IgnoreCase)]
    private static partial Regex Leading();

    // After a space, a digit or a parenthesis: "GX10" is a name.
    [GeneratedRegex(@"(?:(?<=[\d)])| |[(])[x×*] ?(\d{1,3})[)]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"\b(\d{1,4}) ?Gi?B\b", RegexOptions.IgnoreCase)]
    private static partial Regex Memory();

    [GeneratedRegex(@"[(]([^()]*)[)]")]
    private static partial Regex Remark();

    // How the device is fed and joined does not change which one it is.
    [GeneratedRegex(@"[(@]? ?\b(?:\d{2,4} ?W|NVLink|NV-Link|PCIe ?\d?(?:\.0)?(?: ?x\d+)?|eGPU|OC|Founders Edition|FE|w/|with|edition not stated)\b[)]?", RegexOptions.IgnoreCase)]
    private static partial Regex Accessory();
}
