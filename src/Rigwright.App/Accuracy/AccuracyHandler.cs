using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Accuracy;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Cases;

namespace Rigwright.App.Accuracy;

/// <summary>Errors of one regime by what was held out.</summary>
/// <param name="Quantity">single-stream decode, batched decode, prefill or time to first token.</param>
/// <param name="Regime">all, dense, cuda, depth above 4k …</param>
/// <param name="ByHolding">Errors by holding (none = the fit's own data).</param>
public sealed record RegimeErrors(string Quantity, string Regime, IReadOnlyDictionary<string, ErrorSummary> ByHolding);

/// <summary>Errors of a formula on the single-stream decode rows that it can answer, beside ours on the same rows.</summary>
/// <param name="Name">Tool.</param>
/// <param name="Errors">Its errors.</param>
/// <param name="Ours">Ours on the same rows, hardware held out.</param>
public sealed record PeerErrors(string Name, ErrorSummary Errors, ErrorSummary Ours);

/// <summary>The accuracy of the shipped predictor.</summary>
/// <param name="AsOf">Month of the newest measurement.</param>
/// <param name="Measurements">Measurements scored.</param>
/// <param name="LeftOut">Rows left out: flagged, CPU offload, beyond a model's context.</param>
/// <param name="Regimes">Errors by regime.</param>
/// <param name="Peers">The peers.</param>
public sealed record AccuracyReport(string AsOf, int Measurements, int LeftOut, IReadOnlyList<RegimeErrors> Regimes, IReadOnlyList<PeerErrors> Peers);

/// <summary>Scores the held-out predictions that <c>rig calibrate</c> recorded, and the peers' formulas, on the same measurements.</summary>
public static class AccuracyHandler
{
    /// <summary>Computes the report from the files of a data folder.</summary>
    public static Loaded<AccuracyReport> Handle(string dataFolder, Catalogue catalogue)
    {
        var set = MeasurementSet.Load(dataFolder, catalogue);
        var heldOut = HeldOutFile.Read(dataFolder);
        IReadOnlyList<Diagnostic> diagnostics = [.. set.Diagnostics, .. heldOut.Diagnostics];
        if (set.Value is null || heldOut.Value is null)
            return new(null, diagnostics);
        var calibration = CalibrationFile.Load(dataFolder);
        if (calibration.InputHash != set.Value.Hash)
            return new(null, [.. diagnostics, new("RW6006", DiagnosticSeverity.Error, new(Path.Combine(dataFolder, CalibrationFile.Name), 0, 0),
                "The calibration was fitted on other measurements than those beside it; run 'rig calibrate'.")]);
        return new(Report(set.Value, heldOut.Value, calibration, catalogue), diagnostics);
    }

    private static AccuracyReport Report(MeasurementSet set, IReadOnlyDictionary<string, double[]> heldOut, SpeedCalibration calibration, Catalogue catalogue)
    {
        var rows = set.Measurements.Where(m => heldOut.ContainsKey(m.Id)).ToList();
        var cells = rows.GroupBy(r => (r.Cell, Quantity(r))).ToDictionary(g => g.Key, g => g.Count());
        var others = rows.GroupBy(Family).ToDictionary(g => g.Key, g => new OtherSources(g));
        var scored = rows.Select(r => new Scored(r, heldOut[r.Id], 1.0 / cells[(r.Cell, Quantity(r))], FittedOf(calibration, r), others[Family(r)].NoveltyOf(r))).ToList();
        var regimes = new List<RegimeErrors>();
        foreach (var quantity in Quantities)
        {
            foreach (var (name, belongs) in Regimes)
            {
                var members = scored.Where(s => Quantity(s.Row) == quantity && belongs(s.Row.Query)).ToList();
                if (members.Count >= 5)
                    regimes.Add(new(quantity, name, Summaries(members)));
            }
        }
        return new(set.AsOf, rows.Count, set.LeftOut.Count, regimes, Peers(set, scored, catalogue));
    }

    private static readonly string[] Quantities = ["decode, one stream", "decode, several streams", "prefill", "time to first token"];

    private static readonly (string Name, Func<SpeedQuery, bool> Belongs)[] Regimes =
    [
        ("all", _ => true),
        ("dense", q => !q.Model.IsMoe),
        ("mixture of experts", q => q.Model.IsMoe),
        ("hybrid (recurrent layers)", q => q.Model.IsHybrid),
        ("latent attention", q => q.Model.IsLatent),
        ("CUDA", q => q.Backend == "cuda"),
        ("Metal", q => q.Backend == "metal"),
        ("Vulkan", q => q.Backend == "vulkan"),
        ("ROCm", q => q.Backend == "rocm"),
        ("Vulkan or ROCm, not said which", q => q.Backend == "vulkan/rocm"),
        ("context up to 4k", q => q.Depth <= 4096),
        ("context above 4k", q => q.Depth > 4096),
        ("2 to 8 streams", q => q.Streams is > 1 and <= 8),
        ("more than 8 streams", q => q.Streams > 8),
        ("layer split", q => q.Parallelism.Stages > 1),
        ("tensor parallel", q => q.Parallelism.Tensor > 1),
    ];

    private sealed record Scored(SpeedMeasurement Row, double[] LogErrors, double Weight, FittedQuantity Fitted, (Novelty Novelty, bool EngineKnown) ToOthers)
    {
        public double Error(string holding)
        {
            var log = LogErrors[Index(holding)];
            // A rate is the inverse of a time: predicted ÷ measured rate = measured ÷ predicted seconds.
            return Math.Abs(Math.Exp(Row.Metric == SpeedMetric.FirstToken ? log : -log) - 1);
        }

        public bool Covered(string holding)
        {
            var (novelty, engineKnown) = holding switch
            {
                "hardware" => (Novelty.NewHardware, true),
                "model" => (Novelty.NewModel, true),
                "source" => ToOthers,
                _ => (Novelty.Known, true),
            };
            var (down, up) = Fitted.Spread.Interval(Row.Query, novelty, engineKnown);
            var log = LogErrors[Index(holding)];
            return log >= -down && log <= up;
        }

        private static int Index(string holding) => HeldOutFile.Holdings.ToList().IndexOf(holding);
    }

    private static SortedDictionary<string, ErrorSummary> Summaries(List<Scored> members)
    {
        var result = new SortedDictionary<string, ErrorSummary>(StringComparer.Ordinal);
        foreach (var holding in HeldOutFile.Holdings)
            result[holding] = Summary(members, holding)!;
        // Known: hardware, model and engine measured by others than the row's author, who is held out.
        if (Summary([.. members.Where(m => m.ToOthers is (Novelty.Known, true))], "source") is { } known)
            result["known"] = known;
        return result;
    }

    private static ErrorSummary? Summary(List<Scored> members, string holding) =>
        ErrorSummary.Of([.. members.Select(m => (m.Error(holding), m.Weight, (bool?)m.Covered(holding)))]);

    private static SpeedMetric Family(SpeedMeasurement row) => row.Metric == SpeedMetric.DecodeTotal ? SpeedMetric.DecodePerStream : row.Metric;

    private static List<PeerErrors> Peers(MeasurementSet set, List<Scored> scored, Catalogue catalogue)
    {
        var byId = Enumerable.Range(0, set.Rows.Count).ToDictionary(i => set.Measurements[i].Id, i => set.Rows[i], StringComparer.Ordinal);
        var cases = scored.Where(s => Quantity(s.Row) == Quantities[0] && s.Row.Prefills == PrefillsIncluded.None).Select(s => (Scored: s, Case: CaseOf(s.Row, byId[s.Row.Id], catalogue)))
            .Where(c => c.Case is not null).ToList();
        var result = new List<PeerErrors>();
        foreach (var (name, formula) in PeerFormulas.All)
        {
            var answered = cases.Select(c => (c.Scored, Rate: formula(c.Case!))).Where(c => c.Rate is > 0).ToList();
            var errors = answered.Select(c => (Math.Abs(c.Rate!.Value / c.Scored.Row.Value - 1), c.Scored.Weight, (bool?)null)).ToList();
            var ours = answered.Select(c => (c.Scored.Error("hardware"), c.Scored.Weight, (bool?)c.Scored.Covered("hardware"))).ToList();
            if (ErrorSummary.Of(errors) is { } theirs)
                result.Add(new(name, theirs, ErrorSummary.Of(ours)!));
        }
        return result;
    }

    private static PeerCase? CaseOf(SpeedMeasurement measurement, SpeedCase row, Catalogue catalogue)
    {
        var model = catalogue.Find(new ModelId(measurement.Query.Model.Id));
        var memory = catalogue.Find(new Domain.Hardware.AcceleratorId(measurement.Query.Device.Id));
        return model?.TotalParametersB is not { } total ? null : new(
            measurement.Query, total.Value, model.ActiveParametersB?.Value ?? total.Value, row.Quantisation, measurement.Query.Model.FileBytes,
            model.Architecture, memory is { MemoryOptions.Count: > 0 } ? memory.LargestMemory.Value.Bytes : 0);
    }

    private static FittedQuantity FittedOf(SpeedCalibration calibration, SpeedMeasurement row) => row.Metric switch
    {
        SpeedMetric.Prefill => calibration.Prefill,
        SpeedMetric.FirstToken => calibration.FirstToken,
        _ => calibration.Decode,
    };

    private static string Quantity(SpeedMeasurement row) => row.Metric switch
    {
        SpeedMetric.Prefill => Quantities[2],
        SpeedMetric.FirstToken => Quantities[3],
        _ => row.Query.Streams > 1 ? Quantities[1] : Quantities[0],
    };
}
