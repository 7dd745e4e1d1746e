using System.Diagnostics;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;

namespace Rigwright.Engine.Tests.Search;

public sealed class AllOpenPartsTests(ITestOutputHelper output)
{
    private static readonly Lazy<(Catalogue Catalogue, OpenPartsCatalogue Parts)> Data = new(() =>
    {
        var catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;
        return (catalogue, OpenPartsReader.Read(Repository.PathOf("data"), catalogue).Value!);
    });

    [Theory]
    [InlineData("rtx-5090", 1)]
    [InlineData("rtx-5090", 2)]
    [InlineData("rtx-pro-6000-blackwell-maxq", 2)]
    public void The_cheapest_build_among_all_priced_open_parts_is_proven_within_the_budget(string accelerator, int count)
    {
        var prices = SyntheticPrices.Of(Data.Value.Parts.Parts, 1);
        var request = Request(accelerator, count);
        var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var search = new CheapestBuild(prices, Currency.Chf);
        var prepared = Elapsed();
        var result = search.Find(request);

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
        output.WriteLine($"{accelerator} x{count}: {prepared.TotalMilliseconds:0} + {(Elapsed() - prepared).TotalMilliseconds:0} ms of processor time, {allocated:0} MB allocated, {result.Price}, {result.Combinations:E2} combinations, {result.Visited} visited, {result.RuleEvaluations} rules asked");
        foreach (var part in result.Parts)
            output.WriteLine($"  {part.Quantity}x {part.Part.Name} {part.Price}");
        result.IsFeasible.ShouldBeTrue();
        result.Combinations.ShouldBeGreaterThan(System.Numerics.BigInteger.Pow(10, 20));
        CompatibilityChecker.Check(result.Rig!, request.Context).ShouldNotContain(f => f.Severity == FindingSeverity.Error);
        // The target is 2 s; processor time, because other tests run beside this one.
        Elapsed().TotalSeconds.ShouldBeLessThan(8);

        TimeSpan Elapsed()
        {
            process.Refresh();
            return process.TotalProcessorTime - start;
        }
    }

    private static BuildRequest Request(string accelerator, int count) => new()
    {
        Rig = new Rig { Name = "test", Form = RigForm.Build, Devices = [new RigDevice { Accelerator = Data.Value.Catalogue.Find(new AcceleratorId(accelerator))!, Count = count }] },
        Context = new CheckContext { Outlet = Data.Value.Catalogue.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(60)] },
        MinimumSystemMemory = ByteSize.FromGiB(64),
        MinimumStorage = ByteSize.FromGB(1000),
    };
}
