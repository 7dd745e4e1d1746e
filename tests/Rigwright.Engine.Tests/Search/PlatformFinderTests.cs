using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;
using Rigwright.Engine.Search.Exact;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Engine.Tests.Search;

/// <summary>The search around a plan's cards against plain enumeration of every set of the shipped parts.</summary>
public sealed class PlatformFinderTests
{
    private static readonly Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    private static readonly CheckContext Context = new() { Outlet = Shipped.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(63), ByteSize.FromGB(19)] };

    private static readonly IReadOnlyList<PricedPart> Priced =
        PartPrices.On(Shipped.Parts, OfferBook.Of(Shipped, []), new PriceQuery(new(2026, 2, 17), [Condition.New], Shipped.FindRegion("CH")!, Currency.Chf, [])).Usable;

    private static readonly CheapestBuild Build = new(Priced.Select(p => new PartPrice(p.Part, p.Quote.Price)), Currency.Chf);

    public static TheoryData<string, int, string> Cases() => new()
    {
        { "rtx-pro-6000-blackwell-ws", 1, "am5" },
        { "rtx-5090", 2, "am5" },
        { "rtx-5090", 2, "trx50" },
        { "rtx-a6000", 2, "trx50" },
        { "rtx-a6000", 4, "wrx90" },
        { "rtx-4090", 4, "am5" },
        { "rtx-4090", 4, "wrx90" },
        { "rtx-3090", 1, "am5" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_finds_what_enumeration_finds(string card, int count, string platform)
    {
        var devices = Devices(card, count);
        var group = new PlatformGroup(platform, new HashSet<string> { platform });
        foreach (var worth in new[] { Planner.Caution, new FindingPrices() })
        {
            var found = new PlatformFinder(Build, Context, worth).Find(devices, group);

            var (best, fewest) = Enumerate(devices, platform, worth);
            found.Best.IsFeasible.ShouldBe(best is not null);
            if (best is { } least)
                found.Best.ProvenMinimum!.Value.Amount.ShouldBe(least);
            else
                found.Nearest!.Findings.Count(worth.Refuses).ShouldBe(fewest);
        }
    }

    [Fact]
    public void Groups_asked_together_get_the_answers_of_groups_asked_alone()
    {
        var groups = PlatformGroup.Of(Priced.OrderBy(p => p.Cost).Select(p => p.Part).OfType<Motherboard>(), ["am5", "trx50"]);
        groups.Select(g => g.Id).ShouldContain("am5");
        groups[^1].Id.ShouldBe(PlatformGroup.Others);
        var together = new PlatformFinder(Build, Context, Planner.Caution);
        foreach (var devices in new[] { Devices("rtx-5090", 2), Devices("rtx-a6000", 3), Devices("rtx-pro-6000-blackwell-ws", 1) })
        {
            foreach (var group in groups)
            {
                var alone = new PlatformFinder(new CheapestBuild(Priced.Select(p => new PartPrice(p.Part, p.Quote.Price)), Currency.Chf), Context, Planner.Caution).Find(devices, group);
                var found = together.Find(devices, group);

                found.Best.Parts.ShouldBe(alone.Best.Parts);
                found.Findings.Select(f => f.Message).ShouldBe(alone.Findings.Select(f => f.Message));
                together.Find(devices, group).ShouldBeSameAs(found);
            }
        }
    }

    [Fact]
    public void A_dearer_part_never_makes_the_platform_cheaper()
    {
        var request = new BuildRequest { Rig = Devices("rtx-pro-6000-blackwell-ws", 1), Context = Context };
        var before = Build.Find(request);
        foreach (var chosen in before.Parts)
        {
            var dearer = Priced.Select(p => new PartPrice(p.Part, p.Part == chosen.Part ? p.Quote.Price + Money.Chf(500) : p.Quote.Price));

            new CheapestBuild(dearer, Currency.Chf).Find(request).Price!.Value.ShouldBeGreaterThanOrEqualTo(before.Price!.Value);
        }
    }

    // The least price with the worth of findings, and the fewest refused findings of any set.
    private static (decimal? Best, int Fewest) Enumerate(Rig devices, string platform, FindingPrices worth)
    {
        decimal? best = null;
        var fewest = int.MaxValue;
        foreach (var (rig, price) in Rigs(devices, platform))
        {
            if (price >= best)
                continue;
            var (cost, refused) = (price, 0);
            foreach (var finding in CompatibilityChecker.Check(rig, Context))
            {
                cost += worth.Of(finding);
                refused += worth.Refuses(finding) ? 1 : 0;
                if (refused > fewest || refused > 0 && best is not null)
                    break;
            }
            fewest = Math.Min(fewest, refused);
            if (refused == 0)
                best = best is null || cost < best ? cost : best;
        }
        return (best, fewest);
    }

    // Two kits and two drives at most, so that enumeration ends; no rule of the shipped parts is met by more of them only.
    private static IEnumerable<(Rig Rig, decimal Price)> Rigs(Rig devices, string platform) =>
        from board in Of<Motherboard>()
        where Platforms.Of(board.Part) == platform
        from cpu in Of<Cpu>()
        where cpu.Part.Socket?.Value == board.Part.Socket?.Value
        from memory in Of<MemoryKit>()
        from kits in new[] { 1, 2, 4 }
        from cooler in Of<Cooler>()
        where cooler.Part.Sockets?.Value.Contains(board.Part.Socket!.Value) != false
        from drive in Of<Drive>().Take(1)
        from supply in Of<PowerSupply>()
        from chassis in Of<Domain.Parts.Case>()
        select (devices with
        {
            Cpu = cpu.Part,
            Board = board.Part,
            Memory = [new(memory.Part, kits)],
            Cooler = cooler.Part,
            Drives = [new(drive.Part)],
            PowerSupply = supply.Part,
            Case = chassis.Part,
        }, cpu.Price + board.Price + memory.Price * kits + cooler.Price + drive.Price + supply.Price + chassis.Price);

    private static List<(TPart Part, decimal Price)> Of<TPart>() where TPart : Part =>
        [.. Priced.Where(p => p.Part is TPart).OrderBy(p => p.Cost).Select(p => ((TPart)p.Part, p.Cost))];

    private static Rig Devices(string card, int count) => new()
    {
        Name = card,
        Form = RigForm.Build,
        Devices = [new() { Accelerator = Shipped.Find(new AcceleratorId(card))!, Count = count }],
    };
}
