namespace Rigwright.Browser.Tests;

/// <summary>The pages under test, written by the program as a user does.</summary>
internal static class Reports
{
    private static readonly Lazy<string> ReferencePage = new(() => Write("reference", 0, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"))));

    private static readonly Lazy<string> HostilePage = new(() => Write("hostile", 0, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"))
        .Replace("name: Quiet home office", "name: \"</title><script>document.title='taken'</script><img src=x onerror=\\\"document.title='taken'\\\"> \\u202egnirts\"", StringComparison.Ordinal)
        .Replace("- name: main", "- name: \"<b onclick=x>main|with a very long name that nobody would give to a role</b>\"", StringComparison.Ordinal)));

    private static readonly Lazy<string> NothingPage = new(() => Write("nothing-fits", 3, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"))
        .Replace("min: 4000, max: 15000", "min: 500, max: 1500", StringComparison.Ordinal)));

    /// <summary>Path of a page by its name.</summary>
    public static string Path(string name) => name switch { "reference" => ReferencePage.Value, "hostile" => HostilePage.Value, _ => NothingPage.Value };

    private static string Write(string name, int exitCode, string requirements)
    {
        var folder = Directory.CreateTempSubdirectory("rigwright-browser-");
        var input = System.IO.Path.Combine(folder.FullName, "needs.yaml");
        var output = System.IO.Path.Combine(BrowserFixture.Artifacts, name + ".html");
        File.WriteAllText(input, requirements);
        try
        {
            Directory.CreateDirectory(BrowserFixture.Artifacts);
            var result = RigProcess.Run("plan", input, "--as-of", "2026-02-17", "--format", "html", "--out", output, "--force");
            result.ExitCode.ShouldBe(exitCode, result.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return output;
    }
}
