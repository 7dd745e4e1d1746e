using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;
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
    public void A_rule_that_is_said_not_to_read_the_devices_says_the_same_whatever_they_are()
    {
        var rules = CompatibilityChecker.Rules.Where(r => !RuleScope.ReadsDevices(r.Id)).ToList();
        rules.Count.ShouldBeGreaterThan(10);
        for (var seed = 0; seed < 300; seed++)
        {
            var parts = new RandomParts(seed, 0.2);
            var request = parts.Request(cards: 1);
            var (whole, _) = Whole(request.Rig, parts);
            var other = whole with { Devices = parts.Request(cards: 3).Rig.Devices };
            foreach (var rule in rules)
            {
                rule.Check(other, request.Context).Select(f => (f.Verdict, f.Severity)).ShouldBe(
                    rule.Check(whole, request.Context).Select(f => (f.Verdict, f.Severity)), $"{rule.Id}, seed {seed}");
            }
        }
    }

    [Fact]
    public void A_rule_says_the_same_about_device_sets_that_are_equal_in_what_it_is_said_to_read()
    {
        var compared = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 1500; seed++)
        {
            var parts = new RandomParts(seed, 0.15);
            var request = parts.Request(1 + (seed % 3));
            var (whole, _) = Whole(request.Rig, parts);
            var other = whole with { Devices = parts.Request(1 + (seed % 2)).Rig.Devices };
            foreach (var rule in CompatibilityChecker.Rules.Where(r => RuleScope.ReadsDevices(r.Id) && RuleScope.Of[r.Id].Reads.Count > 0))
            {
                if (RuleScope.DeviceFacts(rule.Id, whole, request.Context) is not { } facts || facts != RuleScope.DeviceFacts(rule.Id, other, request.Context))
                    continue;
                compared[rule.Id] = compared.GetValueOrDefault(rule.Id) + 1;
                rule.Check(other, request.Context).Select(f => (f.Verdict, f.Severity)).ShouldBe(
                    rule.Check(whole, request.Context).Select(f => (f.Verdict, f.Severity)), $"{rule.Id}, seed {seed}");
            }
        }
        compared.Count.ShouldBeGreaterThan(18);
        compared.Values.Min().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_rule_that_reads_the_load_says_the_same_however_devices_and_processor_share_it()
    {
        var rules = CompatibilityChecker.Rules.Where(r => RuleScope.ReadsLoad(r.Id)).ToList();
        rules.Count.ShouldBe(3);
        for (var seed = 0; seed < 500; seed++)
        {
            var parts = new RandomParts(seed, 0);
            var request = parts.Request();
            var (whole, _) = Whole(request.Rig, parts);
            var moved = 10 * (seed % 6);
            var device = whole.Devices[0];
            var card = device.Accelerator with { PowerLimit = device.Accelerator.PowerLimit! with { Value = device.Accelerator.PowerLimit!.Value + Power.FromWatts(moved) } };
            var cpu = whole.Cpu! with { PackagePowerLimit = PowerEstimator.PackageLimit(whole.Cpu)! with { Value = Power.FromWatts(PowerEstimator.PackageLimit(whole.Cpu)!.Value.Watts - moved) } };
            var other = whole with { Devices = [device with { Accelerator = card }], Cpu = cpu };
            PowerEstimator.LoadBefore(other).ShouldBe(PowerEstimator.LoadBefore(whole));
            foreach (var rule in rules)
            {
                rule.Check(other, request.Context).Select(f => (f.Verdict, f.Severity)).ShouldBe(
                    rule.Check(whole, request.Context).Select(f => (f.Verdict, f.Severity)), $"{rule.Id}, seed {seed}");
            }
        }
    }

    [Fact]
    public void One_search_gives_the_answers_of_fresh_ones_whatever_was_asked_before()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new RandomParts(seed);
            var parts = random.Parts(8);
            var search = new CheapestBuild(parts, Currency.Chf);
            var first = random.Request();
            foreach (var request in (BuildRequest[])[first, first with { Rig = random.Request(2).Rig }, random.Request(), first])
            {
                var (known, fresh) = (search.Find(request), new CheapestBuild(parts, Currency.Chf).Find(request));

                known.Parts.ShouldBe(fresh.Parts, $"seed {seed}");
                known.ProvenMinimum.ShouldBe(fresh.ProvenMinimum, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Without_an_answer_the_nearest_build_breaks_the_fewest_rules()
    {
        var compared = 0;
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new RandomParts(seed, 0.05);
            var request = random.Request();
            var parts = random.Parts(2);
            var problem = new CheapestBuild(parts, Currency.Chf).Pose(request);
            if (problem.Cheapest().IsFeasible)
                continue;
            compared++;

            problem.Nearest()!.Findings.Count(request.Findings.Refuses).ShouldBe(FewestRefused(request, parts), $"seed {seed}");
        }
        compared.ShouldBeGreaterThan(5);
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
        foreach (var (rig, price) in Everything(request, parts))
        {
            if (price >= best)
                continue;
            var findings = CompatibilityChecker.Check(rig, request.Context);
            if (findings.Any(request.Findings.Refuses))
                continue;
            var cost = price + findings.Sum(request.Findings.Of);
            best = best is { } known ? Math.Min(known, cost) : cost;
        }
        return best;
    }

    private static int FewestRefused(BuildRequest request, List<PartPrice> parts) =>
        Everything(request, parts).Min(b => CompatibilityChecker.Check(b.Rig, request.Context).Count(request.Findings.Refuses));

    private static IEnumerable<(Rig Rig, decimal Price)> Everything(BuildRequest request, List<PartPrice> parts) =>
        from cpu in parts
        where cpu.Part is Cpu
        from board in parts
        where board.Part is Motherboard
        from kit in parts
        where kit.Part is MemoryKit
        from kits in Enumerable.Range(1, CheapestBuild.MaxKits)
        from supply in parts
        where supply.Part is PowerSupply
        from chassis in parts
        where chassis.Part is Domain.Parts.Case
        from cooler in parts.Where(p => p.Part is Cooler).Append(null)
        from drive in parts
        where drive.Part is Drive
        from drives in Enumerable.Range(1, CheapestBuild.MaxDrives)
        select (request.Rig with
        {
            Cpu = (Cpu)cpu.Part,
            Board = (Motherboard)board.Part,
            Memory = [new((MemoryKit)kit.Part, kits)],
            PowerSupply = (PowerSupply)supply.Part,
            Case = (Domain.Parts.Case)chassis.Part,
            Cooler = (Cooler?)cooler?.Part,
            Drives = [new((Drive)drive.Part, drives)],
        }, cpu.Price.Amount + board.Price.Amount + (kit.Price.Amount * kits) + supply.Price.Amount + chassis.Price.Amount + (cooler?.Price.Amount ?? 0) + (drive.Price.Amount * drives));

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
