using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Tests.Compatibility;

/// <summary>Each rule alone: passing, failing and unknown.</summary>
public sealed class RuleTests
{
    // A part that is not named makes the other rules silent; whether it exists is not known.
    private static readonly HashSet<(string, Verdict)> CannotSay = [("build.parts-named", Verdict.Fail)];

    public static TheoryData<string> Names() => new(RuleCases.All.Select(c => $"{c.Rule}: {c.Expected}, {c.Why}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_says_what_its_case_expects(string name)
    {
        var given = RuleCases.All.Single(c => $"{c.Rule}: {c.Expected}, {c.Why}" == name);
        var rule = CompatibilityChecker.Rules.Single(r => r.Id == given.Rule);

        var findings = rule.Check(given.Rig, given.Context).ToList();

        findings.Select(f => f.Verdict).ShouldContain(given.Expected, string.Join("; ", findings.Select(f => f.Message)));
        if (given.Expected == Verdict.Pass)
            findings.ShouldAllBe(f => f.Verdict == Verdict.Pass);
    }

    [Fact]
    public void Every_rule_has_a_case_of_shipped_parts_for_each_verdict()
    {
        var cases = RuleCases.All.Where(c => c.Lacks is null).Select(c => (c.Rule, c.Expected)).ToHashSet();

        var missing = CompatibilityChecker.Rules.SelectMany(r => Enum.GetValues<Verdict>().Select(v => (r.Id, v)))
            .Where(c => !cases.Contains(c) && !CannotSay.Contains(c));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_part_of_a_case_is_shipped_as_it_is_or_the_case_says_what_is_lacking()
    {
        var shipped = CatalogueRigs.Shipped.ToHashSet<object>(ReferenceEqualityComparer.Instance);
        shipped.UnionWith(CatalogueRigs.Facts.Accelerators);

        foreach (var given in RuleCases.All)
            PartsOf(given.Rig).All(shipped.Contains).ShouldBe(given.Lacks is null, $"{given.Rule}: {given.Why}");
    }

    [Fact]
    public void What_a_case_calls_lacking_no_shipped_part_has()
    {
        foreach (var lacking in RuleCases.All.Select(c => c.Lacks).OfType<LackingFact>().Distinct())
            CatalogueRigs.Shipped.Where(lacking.IsGivenBy).Select(p => p.Id.Value).ShouldBeEmpty(lacking.What);
        RuleCases.All.Where(c => c.Lacks is { } lacking && !PartsOf(c.Rig).OfType<Part>().Any(lacking.IsGivenBy)).ShouldBeEmpty();
    }

    private static IEnumerable<object> PartsOf(Rig rig) =>
        new object?[] { rig.Cpu, rig.Board, rig.PowerSupply, rig.Case, rig.Cooler }.OfType<object>()
            .Concat(rig.Memory.Select(m => m.Part)).Concat(rig.Drives.Select(d => d.Part)).Concat(rig.Cables.Select(c => c.Part))
            .Concat(rig.Devices.Select(d => d.Accelerator));

    [Fact]
    public void Unknown_is_never_a_pass_and_says_verify()
    {
        foreach (var given in RuleCases.All)
        {
            foreach (var finding in CompatibilityChecker.Examine(given.Rig, given.Context))
            {
                (finding.Verdict == Verdict.Unknown).ShouldBe(finding.Severity == FindingSeverity.Unknown);
                finding.Message.StartsWith("verify before you buy: ", StringComparison.Ordinal).ShouldBe(finding.Verdict == Verdict.Unknown);
                finding.Source.ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void Rules_have_ids_sentences_and_sources_of_their_own()
    {
        CompatibilityChecker.Rules.Select(r => r.Id).ShouldBeUnique();
        CompatibilityChecker.Rules.Select(r => r.Sentence).ShouldBeUnique();
        CompatibilityChecker.Rules.ShouldAllBe(r => r.Sentence.EndsWith('.') && r.Source.Length > 0);
    }
}
