using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

public sealed class CheapestBuildTests
{
    [Fact]
    public void The_search_knows_what_every_rule_reads() =>
        CompatibilityChecker.Rules.Select(r => r.Id).Except(RuleScope.Of.Keys).ShouldBeEmpty("add the rule to RuleScope");

    [Fact]
    public void A_rule_sees_no_more_than_its_scope_says()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var parts = new RandomParts(seed, 0.2);
            var request = parts.Request(cards: 1 + (seed % 3));
            var (whole, choices) = Whole(request.Rig, parts);
            foreach (var rule in CompatibilityChecker.Rules.Where(r => r.Id != "build.parts-named"))
            {
                var seen = RuleScope.Of[rule.Id].Reads.Aggregate(request.Rig, (rig, read) => choices[read.Slot].PutInto(rig));

                rule.Check(seen, request.Context).Select(f => (f.Verdict, f.Severity)).ShouldBe(
                    rule.Check(whole, request.Context).Select(f => (f.Verdict, f.Severity)), $"{rule.Id}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Parts_with_equal_facts_get_equal_verdicts()
    {
        var compared = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var parts = new RandomParts(seed, 0.2);
            var request = parts.Request();
            var (a, x) = Whole(request.Rig, parts);
            foreach (var rule in CompatibilityChecker.Rules.Where(r => r.Id != "build.parts-named"))
            {
                // Every part of the rule is swapped for one with the same facts, found among random others.
                var rig = a;
                foreach (var (slot, facts) in RuleScope.Of[rule.Id].Reads)
                    rig = Twin(parts, slot, facts, facts(x[slot])).PutInto(rig);
                if (ReferenceEquals(rig, a))
                    continue;
                compared++;

                rule.Check(rig, request.Context).Select(f => (f.Verdict, f.Severity)).ShouldBe(
                    rule.Check(a, request.Context).Select(f => (f.Verdict, f.Severity)), $"{rule.Id}, seed {seed}");
            }
        }
        compared.ShouldBeGreaterThan(700);
    }

    [Fact]
    public void The_cheapest_build_is_that_of_brute_force_over_the_checker()
    {
        var feasible = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new RandomParts(seed, 0.05);
            var request = random.Request();
            var parts = random.Parts(2).Concat(random.Parts(2).Where(p => p.Part is Cpu or Motherboard or MemoryKit)).ToList();

            var result = new CheapestBuild(parts, Currency.Chf).Find(request);

            var best = BruteForce(request, parts);
            result.IsFeasible.ShouldBe(best is not null, $"seed {seed}");
            if (best is { } cost)
            {
                result.ProvenMinimum!.Value.Amount.ShouldBe(cost, $"seed {seed}");
                feasible++;
            }
        }
        feasible.ShouldBeInRange(3, 27, "both answers must occur");
    }

    [Fact]
    public void What_is_returned_passes_every_rule_and_costs_what_it_says()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new RandomParts(seed);
            var request = random.Request(cards: 1 + (seed % 2)) with { MinimumSystemMemory = ByteSize.FromGiB(64) };
            var result = new CheapestBuild(random.Parts(12), Currency.Chf).Find(request);
            if (result.Rig is not { } rig)
                continue;

            var findings = CompatibilityChecker.Check(rig, request.Context);

            findings.ShouldNotContain(f => f.Severity == FindingSeverity.Error || request.Findings.Refuses(f), $"seed {seed}");
            result.Price!.Value.ShouldBe(Money.Sum(result.Parts.Select(p => p.Total), Currency.Chf));
            result.ProvenMinimum!.Value.Amount.ShouldBe(result.Price.Value.Amount + findings.Sum(request.Findings.Of), $"seed {seed}");
            rig.SystemMemory!.Value.ShouldBeGreaterThanOrEqualTo(ByteSize.FromGiB(64));
        }
    }

    [Fact]
    public void Adding_parts_never_worsens_and_removing_a_chosen_part_never_improves()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new RandomParts(seed);
            var request = random.Request();
            var few = random.Parts(5);
            var many = few.Concat(random.Parts(4)).ToList();
            var (a, b) = (new CheapestBuild(few, Currency.Chf).Find(request), new CheapestBuild(many, Currency.Chf).Find(request));

            if (a.IsFeasible)
                b.ProvenMinimum!.Value.ShouldBeLessThanOrEqualTo(a.ProvenMinimum!.Value, $"seed {seed}");
            foreach (var chosen in b.Parts)
            {
                var without = new CheapestBuild(many.Where(p => p.Part.Id != chosen.Part.Id), Currency.Chf).Find(request);
                if (without.IsFeasible)
                    without.ProvenMinimum!.Value.ShouldBeGreaterThanOrEqualTo(b.ProvenMinimum!.Value, $"seed {seed}, without {chosen.Part.Id}");
            }
        }
    }

    [Fact]
    public void The_order_of_the_parts_does_not_matter()
    {
        var random = new RandomParts(5);
        var request = random.Request();
        var parts = random.Parts(10);
        var shuffled = parts.OrderBy(p => p.Part.Id.Value.GetHashCode(StringComparison.Ordinal) % 7).ThenByDescending(p => p.Part.Id.Value, StringComparer.Ordinal);

        new CheapestBuild(shuffled, Currency.Chf).Find(request).Parts.ShouldBe(new CheapestBuild(parts, Currency.Chf).Find(request).Parts);
    }

    [Fact]
    public void Named_parts_are_kept_and_cost_nothing_more()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomParts(seed);
            var request = random.Request();
            var parts = random.Parts(8);
            var free = new CheapestBuild(parts, Currency.Chf).Find(request);
            if (free.Rig is not { } rig)
                continue;

            var completed = new CheapestBuild(parts, Currency.Chf).Find(request with { Rig = request.Rig with { Case = rig.Case, Cpu = rig.Cpu } });

            completed.Rig!.Case.ShouldBe(rig.Case);
            completed.Rig.Cpu.ShouldBe(rig.Cpu);
            completed.Price!.Value.ShouldBeLessThanOrEqualTo(free.Price!.Value);
        }
    }

    [Fact]
    public void When_nothing_fits_the_rule_that_blocks_is_named()
    {
        var random = new RandomParts(3, 0);
        var request = random.Request();
        var device = request.Rig.Devices[0];
        request = request with { Rig = request.Rig with { Devices = [device with { Accelerator = device.Accelerator with { Length = device.Accelerator.Length! with { Value = Length.FromMillimetres(440) } } }] } };

        var search = new CheapestBuild(random.Parts(25), Currency.Chf);

        search.Find(request).IsFeasible.ShouldBeFalse();
        search.WhyNot(request).Select(b => b.Rule).ShouldBe(["case.card-length"]);
    }

    [Fact]
    public void Without_a_priced_part_of_a_kind_there_is_no_build()
    {
        var random = new RandomParts(4);

        new CheapestBuild(random.Parts(6).Where(p => p.Part is not PowerSupply), Currency.Chf).Find(random.Request()).IsFeasible.ShouldBeFalse();
    }

    private static decimal? BruteForce(BuildRequest request, List<PartPrice> parts)
    {
        decimal? best = null;
        foreach (var cpu in parts.Where(p => p.Part is Cpu))
        foreach (var board in parts.Where(p => p.Part is Motherboard))
        foreach (var kit in parts.Where(p => p.Part is MemoryKit))
        foreach (var count in Enumerable.Range(1, CheapestBuild.MaxKits))
        foreach (var supply in parts.Where(p => p.Part is PowerSupply))
        foreach (var chassis in parts.Where(p => p.Part is Domain.Parts.Case))
        foreach (var cooler in parts.Where(p => p.Part is Cooler).Append(null))
        foreach (var drive in parts.Where(p => p.Part is Drive))
        foreach (var drives in Enumerable.Range(1, CheapestBuild.MaxDrives))
        {
            var price = cpu.Price.Amount + board.Price.Amount + (kit.Price.Amount * count) + supply.Price.Amount + chassis.Price.Amount + (cooler?.Price.Amount ?? 0) + (drive.Price.Amount * drives);
            if (price >= best)
                continue;
            var rig = request.Rig with
            {
                Cpu = (Cpu)cpu.Part, Board = (Motherboard)board.Part, Memory = [new((MemoryKit)kit.Part, count)], PowerSupply = (PowerSupply)supply.Part,
                Case = (Domain.Parts.Case)chassis.Part, Cooler = (Cooler?)cooler?.Part, Drives = [new((Drive)drive.Part, drives)],
            };
            var findings = CompatibilityChecker.Check(rig, request.Context);
            if (findings.Any(request.Findings.Refuses))
                continue;
            var cost = price + findings.Sum(request.Findings.Of);
            best = best is { } known ? Math.Min(known, cost) : cost;
        }
        return best;
    }

    private static (Rig Rig, Dictionary<PlatformSlot, PlatformChoice> Choices) Whole(Rig devices, RandomParts parts)
    {
        var choices = Enum.GetValues<PlatformSlot>().ToDictionary(s => s, s => new PlatformChoice(RandomPart(parts, s), 1, 0));
        return (choices.Values.Aggregate(devices, (rig, c) => c.PutInto(rig)), choices);
    }

    private static PlatformChoice Twin(RandomParts parts, PlatformSlot slot, Func<PlatformChoice, string> facts, string wanted)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var choice = new PlatformChoice(RandomPart(parts, slot), 1, 0);
            if (facts(choice) == wanted)
                return choice;
        }
        return default;
    }

    private static Part RandomPart(RandomParts parts, PlatformSlot slot) => slot switch
    {
        PlatformSlot.Cpu => parts.Cpu(),
        PlatformSlot.Board => parts.Board(),
        PlatformSlot.Memory => parts.Kit(),
        PlatformSlot.Drive => parts.Drive(),
        PlatformSlot.Case => parts.Chassis(),
        PlatformSlot.PowerSupply => parts.Supply(),
        _ => parts.Cooler(),
    };
}
