using System.Diagnostics;
using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Search.Exact;
using Rigwright.Engine.Tests.Search;

namespace Rigwright.SolverCompare;

/// <summary>Time and memory of the search over 1/16 to all of the open parts with SYNTHETIC prices: the proven optimum for one device set, and
/// the front of price, memory, bandwidth and power over many device sets.</summary>
internal static class Growth
{
    private const int Rounds = 5;

    private static readonly string[] Cards =
        ["rtx-3090", "rtx-4090", "rtx-5090", "rtx-5080", "rtx-a6000", "rtx-pro-6000-blackwell-maxq", "rtx-pro-6000-blackwell-ws", "rtx-6000-ada", "rtx-4060-ti-16gb", "radeon-ai-pro-r9700"];

    public static void Write(TextWriter output, Catalogue catalogue, OpenPartsCatalogue open)
    {
        output.WriteLine("priced_parts,combinations,prepare_ms,one_device_set_ms,rules_asked,visited,device_sets,front_ms,front_size,allocated_mb,peak_working_set_mb");
        foreach (var share in (int[])[16, 8, 4, 2, 1])
        {
            var parts = SyntheticPrices.Of(open.Parts.Where((_, i) => i % share == 0), 1);
            var requests = Cards.SelectMany(c => Enumerable.Range(1, 3).Select(n => Request(catalogue, c, n))).ToList();
            double prepare = double.MaxValue, one = double.MaxValue, front = double.MaxValue;
            BuildResult? result = null;
            var size = 0;
            var allocated = 0L;
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetTotalAllocatedBytes();
                var clock = Stopwatch.StartNew();
                var search = new CheapestBuild(parts, Currency.Chf);
                prepare = Math.Min(prepare, clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                result = search.Find(requests[6]);
                one = Math.Min(one, clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                size = Front(search, requests).Count;
                front = Math.Min(front, clock.Elapsed.TotalMilliseconds);
                allocated = GC.GetTotalAllocatedBytes() - before;
            }
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{parts.Count},{result!.Combinations:E1},{prepare:0},{one:0.0},{result.RuleEvaluations},{result.Visited},{requests.Count},{front:0},{size},{allocated / 1e6:0},{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0}"));
            output.Flush();
        }
    }

    private static IReadOnlyList<BuildResult> Front(CheapestBuild search, List<BuildRequest> requests)
    {
        var results = new BuildResult[requests.Count];
        Parallel.For(0, results.Length, i => results[i] = search.Find(requests[i]));
        return ParetoFront.Of([.. results.Where(r => r.IsFeasible)],
            new Objective<BuildResult>("price", r => (double)r.Price!.Value.Amount, Better.Less),
            new Objective<BuildResult>("memory", r => r.Rig!.DeviceMemory.GiB, Better.More),
            new Objective<BuildResult>("bandwidth", r => r.Rig!.Devices[0].Accelerator.Bandwidth?.Value.GigabytesPerSecond, Better.More),
            new Objective<BuildResult>("power", r => PowerEstimator.Estimate(r.Rig!).TryGet(out var p) ? p.Dc.Watts : null, Better.Less));
    }

    private static BuildRequest Request(Catalogue catalogue, string card, int count) => new()
    {
        Rig = new Rig { Name = $"{count}x {card}", Form = RigForm.Build, Devices = [new RigDevice { Accelerator = catalogue.Find(new AcceleratorId(card))!, Count = count }] },
        Context = new CheckContext { Outlet = catalogue.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(60)] },
        MinimumSystemMemory = ByteSize.FromGiB(64),
        MinimumStorage = ByteSize.FromGB(1000),
    };
}
