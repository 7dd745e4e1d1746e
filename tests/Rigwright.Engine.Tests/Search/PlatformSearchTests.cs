using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Search;

/// <summary>The search around a plan's cards against plain enumeration of every set of the shipped parts.</summary>
public sealed class PlatformSearchTests
{
    private static readonly Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    private static readonly CheckContext Context = new() { Outlet = Shipped.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(63), ByteSize.FromGB(19)] };

    private static readonly PlatformParts Parts = new(PartPrices.On(Shipped, OfferBook.Of(Shipped, []), new PriceQuery(new(2026, 2, 17), [Condition.New], Shipped.FindRegion("CH")!, Currency.Chf, [])).Usable);

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
        var parts = Parts.For(platform);
        foreach (var options in new[] { PlatformOptions.Default, PlatformOptions.PriceOnly })
        {
            var search = new PlatformSearch(parts, Context, options);

            var found = search.Find(devices);

            var best = Enumerate(parts, devices, options);
            found.IsFeasible.ShouldBe(best is not null);
            if (best is { } least)
                (found.Cost + search.Premium(found.Findings)).ShouldBe(least);
            else
                found.Errors.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Remembered_findings_are_those_of_the_checker()
    {
        var cache = new FindingCache(Context);
        foreach (var devices in new[] { Devices("rtx-5090", 2), Devices("rtx-a6000", 3), Devices("rtx-pro-6000-blackwell-ws", 1) })
        {
            foreach (var rig in Rigs(Parts, devices).Where((_, i) => i % 7 == 0))
                cache.Check(rig).Select(f => (f.Rule, f.Severity, f.Message)).ShouldBe(CompatibilityChecker.Check(rig, Context).Select(f => (f.Rule, f.Severity, f.Message)));
        }
    }

    [Fact]
    public void A_dearer_part_never_makes_the_platform_cheaper()
    {
        var devices = Devices("rtx-pro-6000-blackwell-ws", 1);
        var before = new PlatformSearch(Parts.For("am5"), Context, PlatformOptions.Default).Find(devices);
        foreach (var chosen in before.Parts)
        {
            var dearer = All().Select(p => p.Part == chosen.Part ? p with { Quote = p.Quote with { Price = p.Quote.Price + Money.Chf(500) } } : p);

            new PlatformSearch(new PlatformParts(dearer).For("am5"), Context, PlatformOptions.PriceOnly).Find(devices).Cost
                .ShouldBeGreaterThanOrEqualTo(new PlatformSearch(Parts.For("am5"), Context, PlatformOptions.PriceOnly).Find(devices).Cost);
        }
    }

    private static IEnumerable<PricedPart> All() => Parts.Cpus.Concat(Parts.Boards).Concat(Parts.Memory).Concat(Parts.PowerSupplies).Concat(Parts.Cases).Concat(Parts.Coolers).Concat(Parts.Drives);

    private static decimal? Enumerate(PlatformParts parts, Rig devices, PlatformOptions options)
    {
        decimal? best = null;
        var cache = new FindingCache(Context);
        foreach (var rig in Rigs(parts, devices))
        {
            var findings = cache.Check(rig);
            if (findings.Any(f => f.Severity == FindingSeverity.Error))
                continue;
            var cost = CostOf(rig, parts) + findings.Count(f => f.Severity == FindingSeverity.Warning) * options.WarningPremium
                + findings.Count(f => f.Severity == FindingSeverity.Unknown) * options.UnknownPremium;
            best = best is null || cost < best ? cost : best;
        }
        return best;
    }

    private static decimal CostOf(Rig rig, PlatformParts parts) =>
        Of(parts.Cpus, rig.Cpu!) + Of(parts.Boards, rig.Board!) + Of(parts.Memory, rig.Memory[0].Part) + Of(parts.Coolers, rig.Cooler!)
        + Of(parts.Drives, rig.Drives[0].Part) + Of(parts.PowerSupplies, rig.PowerSupply!) + Of(parts.Cases, rig.Case!);

    private static decimal Of(IReadOnlyList<PricedPart> parts, Domain.Parts.Part part) => parts.First(p => ReferenceEquals(p.Part, part)).Cost;

    private static IEnumerable<Rig> Rigs(PlatformParts p, Rig devices) =>
        from cpu in p.Cpus
        from board in p.Boards
        from memory in p.Memory
        from cooler in p.Coolers
        from drive in p.Drives
        from supply in p.PowerSupplies
        from chassis in p.Cases
        select devices with
        {
            Cpu = (Domain.Parts.Cpu)cpu.Part,
            Board = (Domain.Parts.Motherboard)board.Part,
            Memory = [new((Domain.Parts.MemoryKit)memory.Part)],
            Cooler = (Domain.Parts.Cooler)cooler.Part,
            Drives = [new((Domain.Parts.Drive)drive.Part)],
            PowerSupply = (Domain.Parts.PowerSupply)supply.Part,
            Case = (Domain.Parts.Case)chassis.Part,
        };

    private static Rig Devices(string card, int count) => new()
    {
        Name = card,
        Form = RigForm.Build,
        Devices = [new() { Accelerator = Shipped.Find(new AcceleratorId(card))!, Count = count }],
    };
}
