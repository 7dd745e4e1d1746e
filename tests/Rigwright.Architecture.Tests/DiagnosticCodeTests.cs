using System.Text.RegularExpressions;
using Rigwright.TestKit;

namespace Rigwright.Architecture.Tests;

/// <summary>Every diagnostic code that the sources raise is described and tested, and no page describes a code that nothing raises.</summary>
public sealed partial class DiagnosticCodeTests
{
    [Fact]
    public void Every_code_in_the_sources_has_a_section_in_the_documentation() =>
        CodesIn("src").Except(DocumentedCodes()).ShouldBeEmpty();

    [Fact]
    public void Every_documented_code_is_raised_somewhere() =>
        DocumentedCodes().Except(CodesIn("src")).ShouldBeEmpty();

    [Fact]
    public void Every_code_is_named_by_a_test() =>
        CodesIn("src").Except(CodesIn("tests")).ShouldBeEmpty();

    private static HashSet<string> CodesIn(string folder) =>
        [.. Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Value))];

    private static HashSet<string> DocumentedCodes()
    {
        var page = Repository.PathOf("docs", "diagnostics.md");
        return File.Exists(page) ? [.. Heading().Matches(File.ReadAllText(page)).Select(m => m.Groups[1].Value)] : [];
    }

    [GeneratedRegex(@"\bRW\d{4}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+\s+(RW\d{4})\b", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
