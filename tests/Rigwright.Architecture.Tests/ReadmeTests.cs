using System.Text;
using System.Text.RegularExpressions;
using Rigwright.TestKit;

namespace Rigwright.Architecture.Tests;

/// <summary>Answers shown in README.md and docs/ are what the command above them prints. RIGWRIGHT_UPDATE_SNAPSHOTS=1 rewrites them.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Pages()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"));
        return new(pages.Select(p => Path.GetRelativePath(Repository.Root, p)).Where(p => Block().IsMatch(File.ReadAllText(Repository.PathOf(p)))).Order());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_shown_answer_is_what_the_command_prints(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");

        var fresh = Block().Replace(text, match =>
        {
            var command = match.Groups["command"].Value;
            var lines = RigProcess.Run(Arguments(command)).Out.TrimEnd('\n').Split('\n');
            // A page may show the head of a long answer: "# … head -n N" after the command.
            var head = match.Groups["head"].Success ? int.Parse(match.Groups["head"].Value, System.Globalization.CultureInfo.InvariantCulture) : lines.Length;
            var shown = string.Join('\n', lines.Take(head).Select(l => l.TrimEnd()));
            return $"```console\n$ ./rig {command}{(match.Groups["head"].Success ? $" | head -n {head}" : "")}\n{shown}\n```";
        });

        Snapshot.MatchFile(fresh, Repository.PathOf(page));
    }

    private static string[] Arguments(string command)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var quoted = false;
        foreach (var c in command)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ' ' && !quoted)
            {
                arguments.Add(current.ToString());
                current.Clear();
            }
            else
                current.Append(c);
        }
        arguments.Add(current.ToString());
        return [.. arguments.Where(a => a.Length > 0)];
    }

    [GeneratedRegex(@"```console\n\$ \./rig (?<command>[^\n|]+?)(?: \| head -n (?<head>\d+))?\n(?<output>.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
