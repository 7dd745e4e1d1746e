// Writes random instances of the platform search as integer programs (LP files) with this project's answer and time beside them;
// compare.mjs gives the same files to HiGHS. Usage: dotnet run -c Release -- OUTPUT_FOLDER
// (How the search grows with the number of parts is measured by benchmarks/Rigwright.Benchmarks/SearchBenchmarks.cs.)
using System.Diagnostics;
using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;
using Rigwright.Engine.Tests.Search;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.SolverCompare;
using Rigwright.TestKit;

const int SmallInstances = 220;
const int LargeInstances = 24;
const int Rounds = 9;

var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : "instances").FullName;
var catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;
var open = OpenPartsReader.Read(Repository.PathOf("data"), catalogue).Value!;
string[] cards = ["rtx-5090", "rtx-4090", "rtx-3090", "rtx-pro-6000-blackwell-maxq", "rtx-a6000", "rtx-5080"];
using var results = new StreamWriter(Path.Combine(folder, "ours.csv")) { NewLine = "\n" };
results.WriteLine("instance,kind,priced_parts,combinations,cost,solve_milliseconds,answer_milliseconds");
for (var n = 0; n < SmallInstances + LargeInstances; n++)
{
    var isSmall = n < SmallInstances;
    var random = new Random(1000 + n);
    var perKind = isSmall ? random.Next(6, 40) : random.Next(90, 220);
    var parts = SyntheticPrices.Of(Sample(open.Parts, perKind, random), n);
    var request = new BuildRequest
    {
        Rig = new Rig { Name = "instance", Form = RigForm.Build, Devices = [new RigDevice { Accelerator = catalogue.Find(new AcceleratorId(cards[random.Next(cards.Length)]))!, Count = random.Next(1, 3) }] },
        Context = new CheckContext { Outlet = catalogue.FindRegion("CH")!.Outlets[0], ModelFiles = [ByteSize.FromGB(random.Next(20, 300))] },
        MinimumSystemMemory = ByteSize.FromGiB(random.Next(2) == 0 ? 32 : 64),
        // Half of the instances also weigh warnings and unknown facts.
        Findings = random.Next(2) == 0 ? new() : new() { Warning = random.Next(10, 100), Unknown = random.Next(5, 50) },
    };
    // Both sides are warm and answer the same question. "solve" is given the formulated problem (what every rule says of every combination of facts is
    // known, as it is to HiGHS in its rows); "answer" starts from the priced parts: classes, rules, solving.
    ExactSolution? solution = null;
    var problem = new CheapestBuild(parts, Currency.Chf).Pose(request);
    var (variables, relations) = problem.Formulate();
    var name = $"{(isSmall ? "small" : "large")}-{n:000}";
    using (var lp = new StreamWriter(Path.Combine(folder, name + ".lp")) { NewLine = "\n" })
        IntegerProgram.Write(lp, variables, relations);
    if (n == 0)
        WarmUp(() => { problem.Solver().Solve(); new CheapestBuild(parts, Currency.Chf).Find(request); });
    var solve = Median(() => solution = problem.Solver().Solve());
    var answer = Median(() => new CheapestBuild(parts, Currency.Chf).Find(request));
    results.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name},{(isSmall ? "small" : "large")},{parts.Count},{variables.Aggregate(1.0, (p, v) => p * v.Costs.Count):E2},{(solution!.IsFeasible ? (solution.Cost / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture) : "infeasible")},{solve:0.0000},{answer:0.000}"));
}

// The just-in-time compiler improves what runs often, in the background.
static void WarmUp(Action action)
{
    for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(5);)
        action();
}

static double Median(Action action)
{
    var times = new double[Rounds];
    for (var round = 0; round < Rounds; round++)
    {
        var clock = Stopwatch.StartNew();
        action();
        times[round] = clock.Elapsed.TotalMilliseconds;
    }
    Array.Sort(times);
    return times[Rounds / 2];
}

// So many parts of each kind; half of the processors and boards of current sockets, or hardly any instance has an answer.
static IEnumerable<Part> Sample(IReadOnlyList<Part> parts, int perKind, Random random) => parts
    .Where(p => p is not (GraphicsCard or Cable)).GroupBy(p => p.Category).OrderBy(g => g.Key)
    .SelectMany(g => g.Where(p => random.Next(2) == 0 || p switch { Cpu c => c.Socket?.Value is "AM5" or "LGA 1700" or "AM4", Motherboard b => b.Socket?.Value is "AM5" or "LGA 1700" or "AM4", _ => true })
        .Select(p => (Part: p, Order: random.Next())).OrderBy(p => p.Order).Take(perKind).Select(p => p.Part));
