using System.Text;
using Rigwright.Engine.Claims;
using Rigwright.Engine.Compatibility;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Compatibility;

/// <summary>docs/rules.md lists every rule as the sources state it.</summary>
public sealed class RulesPageTests
{
    [Fact]
    public void The_page_lists_every_rule()
    {
        var page = new StringBuilder();
        page.Append("""
            # Rules

            What `rig check` and `rig plan` ask, in the order in which findings are shown. A rule compares two numbers or words and names
            the source of both. It says error, warning or note when it is broken, and unknown ("verify before you buy") when a fact is
            missing: unknown is never a pass. A test keeps this page equal to the sources.

            ## Do the parts go together?


            """);
        Append(page, CompatibilityChecker.Rules);
        page.Append("\n## Is it as the plan says?\n\nA name that the catalogue does not hold is reported as `plan.reference`.\n\n");
        Append(page, ClaimChecker.Rules);

        Snapshot.MatchFile(page.ToString(), Repository.PathOf("docs", "rules.md"));
    }

    [Fact]
    public void No_two_rules_share_an_id() =>
        CompatibilityChecker.Rules.Concat<Rule>(ClaimChecker.Rules).Select(r => r.Id).ShouldBeUnique();

    private static void Append(StringBuilder page, IEnumerable<Rule> rules)
    {
        page.Append("| rule | must hold | source |\n|---|---|---|\n");
        foreach (var rule in rules)
            page.Append($"| `{rule.Id}` | {rule.Sentence} | {rule.Source} |\n");
    }
}
