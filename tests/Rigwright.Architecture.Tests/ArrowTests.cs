using System.Xml.Linq;
using Rigwright.TestKit;

namespace Rigwright.Architecture.Tests;

/// <summary>Facts flow one way: a project may reference only what stands below it in the house.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Rigwright.Domain"] = [],
        ["Rigwright.Formats"] = ["Rigwright.Domain"],
        ["Rigwright.Engine"] = ["Rigwright.Domain"],
        ["Rigwright.Measuring"] = ["Rigwright.Domain", "Rigwright.Engine", "Rigwright.Formats"],
        ["Rigwright.App"] = ["Rigwright.Domain", "Rigwright.Engine", "Rigwright.Formats", "Rigwright.Measuring"],
        ["Rigwright.Reports"] = ["Rigwright.Domain", "Rigwright.Engine", "Rigwright.App"],
        ["Rigwright.Storage"] = ["Rigwright.Domain", "Rigwright.App"],
        ["Rigwright.Cli"] = ["Rigwright.Domain", "Rigwright.Engine", "Rigwright.Formats", "Rigwright.Measuring", "Rigwright.App", "Rigwright.Reports", "Rigwright.Storage"],
    };

    public static TheoryData<string> Projects() => new(Directory.GetDirectories(Repository.PathOf("src")).Select(d => Path.GetFileName(d)!).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_lower_floors(string project)
    {
        Allowed.ShouldContainKey(project, "A new project gets its arrows here and in docs/ARCHITECTURE.md.");

        References(project, "ProjectReference").ShouldBeSubsetOf(Allowed[project]);
    }

    [Theory]
    [InlineData("Rigwright.Domain")]
    [InlineData("Rigwright.Engine")]
    public void Domain_and_engine_have_no_packages(string project) =>
        References(project, "PackageReference").ShouldBeEmpty();

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Repository.PathOf("src", project, project + ".csproj")).Descendants(kind)
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^1] is var f && f.EndsWith(".csproj", StringComparison.Ordinal) ? f : f + ".x"));
}
