using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Search.Exact;
using Rigwright.Engine.Tests.Search;
using Rigwright.Formats.OpenParts;

namespace Rigwright.Benchmarks;

/// <summary>
/// The proven optimum and the front over 1/16 to all of the open parts, every one with a SYNTHETIC price (log-normal around a typical one of its
/// kind, seed 1): does the time grow with the number of parts and not with the number of combinations? Target with all parts: front and
/// optimum under 2 s and 500 MB on two cores. Nothing is remembered between two runs: each prepares the parts and asks the rules anew.
/// </summary>
public class SearchBenchmarks
{
    private static readonly string[] Cards =
        ["rtx-3090", "rtx-4090", "rtx-5090", "rtx-5080", "rtx-a6000", "rtx-pro-6000-blackwell-maxq", "rtx-pro-6000-blackwell-ws", "rtx-6000-ada", "rtx-4060-ti-16gb", "radeon-ai-pro-r9700"];

    private List<PartPrice> _parts = [];
    private List<BuildRequest> _requests = [];

    /// <summary>Share of the open parts that have a price; the small ones come first, so that the compiler is warm for the large ones.</summary>
    [Params(1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1.0)]
    public double Share { get; set; }

    /// <summary>Reads the parts, gives them prices, and poses 30 device sets: one to three of ten cards.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var open = OpenPartsReader.Read(ShippedData.Folder, ShippedData.Catalogue).Value!;
        _parts = SyntheticPrices.Of(open.Parts.Where((_, i) => i % (int)(1 / Share) == 0), 1);
        _requests = [.. Cards.SelectMany(card => Enumerable.Range(1, 3).Select(count => Request(card, count)))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// {_parts.Count} priced parts, {Optimum().Combinations:E1} combinations around one device set"));
    }

    /// <summary>How much the process took at most (all of the open parts and the catalogue are in it), and what one front costs in processor time, which says
    /// more than the clock where other programs run.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        using var process = Process.GetCurrentProcess();
        var least = TimeSpan.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            Front();
            process.Refresh();
            least = TimeSpan.FromTicks(Math.Min(least.Ticks, (process.TotalProcessorTime - before).Ticks));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// share {Share}: {least.TotalMilliseconds:0} ms of processor time for a front; peak working set {process.PeakWorkingSet64 / 1e6:0} MB"));
    }

    /// <summary>Sorting and classes of interchangeable parts.</summary>
    [Benchmark(Baseline = true)]
    public CheapestBuild Prepare() => new(_parts, Currency.Chf);

    /// <summary>The proven cheapest platform around one RTX 5090, from the priced parts.</summary>
    [Benchmark]
    public BuildResult Optimum() => Prepare().Find(_requests[6]);

    /// <summary>The proven cheapest platforms around 30 device sets and the front of price, memory, bandwidth, power and noise, from the priced parts.</summary>
    [Benchmark]
    public IReadOnlyList<BuildResult> Front()
    {
        var search = Prepare();
        var results = new BuildResult[_requests.Count];
        Parallel.For(0, results.Length, i => results[i] = search.Find(_requests[i]));
        return ParetoFront.Of([.. results.Where(r => r.IsFeasible)],
            new Objective<BuildResult>("price", r => (double)r.Price!.Value.Amount, Better.Less),
            new Objective<BuildResult>("memory", r => r.Rig!.DeviceMemory.GiB, Better.More),
            new Objective<BuildResult>("bandwidth", r => r.Rig!.Devices[0].Accelerator.Bandwidth?.Value.GigabytesPerSecond, Better.More),
            new Objective<BuildResult>("power", r => PowerEstimator.Estimate(r.Rig!).TryGet(out var p) ? p.Dc.Watts : null, Better.Less),
            new Objective<BuildResult>("noise", r => NoiseEstimator.Estimate(r.Rig!, ShippedData.Catalogue.NoiseFacts).TryGet(out var n) ? n.Level.DecibelA : null, Better.Less));
    }

    private static BuildRequest Request(string card, int count) => new()
    {
        Rig = new Rig { Name = $"{count}x {card}", Form = RigForm.Build, Devices = [new RigDevice { Accelerator = ShippedData.Accelerator(card), Count = count }] },
        Context = new CheckContext { Outlet = ShippedData.Catalogue.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(60)] },
        MinimumSystemMemory = ByteSize.FromGiB(64),
        MinimumStorage = ByteSize.FromGB(1000),
    };
}
