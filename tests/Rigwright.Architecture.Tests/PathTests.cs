using System.Text.RegularExpressions;
using Rigwright.TestKit;

namespace Rigwright.Architecture.Tests;

/// <summary>A recipe that sends its reader to a file that does not exist is worse than none.</summary>
public sealed partial class PathTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/ARCHITECTURE.md")]
    [InlineData("docs/data.md")]
    public void Every_path_that_a_page_names_exists(string page) =>
        Named().Matches(File.ReadAllText(Repository.PathOf(page))).Select(m => m.Groups[1].Value.TrimEnd('/'))
            .Where(p => !Path.Exists(Repository.PathOf(p))).ShouldBeEmpty();

    [GeneratedRegex(@"`((?:src|tests|data|docs|eng|examples|schemas|benchmarks)/[\w./\-]*[\w/])`")]
    private static partial Regex Named();
}
