using System.Globalization;
using System.Text;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Cases;

namespace Rigwright.Measuring.Evidence;

/// <summary>What the distance between two questions depends on.</summary>
internal readonly record struct EvidenceKey(
    string Device, string Chip, string Family, double BandwidthBytesPerSec, string Signature, string ModelFamily, double StepBytes, string Kind, string Engine, string Backend, string QuantClass,
    Parallelism Parallelism, int Streams, double Depth)
{
    public static EvidenceKey Of(SpeedQuery q) => new(q.Device.Id, q.Device.Chip, q.Device.Family, q.Device.BandwidthBytesPerSec, q.Model.Signature, q.Model.Family, q.Model.StepBytes(0, 1),
        DecodeTerms.Kind(q.Model), q.Engine, q.Backend, q.Model.QuantClass, q.Parallelism, q.Streams, q.Depth);

    /// <summary>How far a measurement is from a question, in the order in which a buyer looks: the very model on the very hardware; the model on another
    /// number of the same chip; another model of its kind on that hardware; the model on the chip's family; another there; then the rest. Each of these
    /// steps is larger than what engine, backend, weight type and context add together where they differ as usual: those decide among equals.</summary>
    public double DistanceTo(in EvidenceKey b) => HardwareTo(b) + ModelTo(b) + ConditionsTo(b);

    private double HardwareTo(in EvidenceKey b)
    {
        var ratio = Math.Min(1, Ratio(BandwidthBytesPerSec, b.BandwidthBytesPerSec) / 2);
        var chip = Device == b.Device ? 0 : Chip == b.Chip ? 0.1 : (Family == b.Family ? 2.5 : 4) + ratio;
        var devices = Ratio(Parallelism.Devices, b.Parallelism.Devices);
        return chip + (devices > 0 ? 0.9 + Math.Min(0.5, devices / 8) : Parallelism == b.Parallelism ? 0 : 0.4);
    }

    private double ModelTo(in EvidenceKey b)
    {
        var size = Ratio(StepBytes, b.StepBytes);
        return Signature == b.Signature ? Math.Min(0.2, size / 10)
            : 1.5 + (Kind == b.Kind ? 0 : 0.6) + (ModelFamily == b.ModelFamily && ModelFamily.Length > 0 ? 0 : 0.3) + Math.Min(0.6, size / 5);
    }

    private double ConditionsTo(in EvidenceKey b) =>
        (Engine == b.Engine ? 0 : EngineKey.ParentOf(Engine) == EngineKey.ParentOf(b.Engine) ? 0.1 : 0.2)
        + (Backend == b.Backend ? 0 : 0.2) + (QuantClass == b.QuantClass ? 0 : 0.15)
        + (Streams == b.Streams ? 0 : (Streams > 1 == b.Streams > 1 ? 0 : 0.5) + Math.Min(0.4, Ratio(Streams, b.Streams) / 8))
        + Math.Min(0.3, Ratio(Depth + 1000, b.Depth + 1000) / 10);

    private static double Ratio(double a, double b) => Math.Abs(Math.Log2(a / b));
}

/// <summary>A measurement with its key.</summary>
/// <param name="Measured">As it is shown; its title and address are those of the source's id until it is shown.</param>
/// <param name="SourceId">Source of the row.</param>
/// <param name="Author">The author whose rows it shares.</param>
/// <param name="Key">What its distance depends on.</param>
internal sealed record IndexedMeasurement(MeasuredSpeed Measured, string SourceId, string Author, EvidenceKey Key);

/// <summary>The measurements with their names resolved, so that a question finds its nearest without reading catalogue and measurements again.
/// Written by <c>rig calibrate</c>.</summary>
public static class EvidenceIndex
{
    /// <summary>Path below the data folder.</summary>
    public const string Name = "calibration/evidence.tsv";

    private const int Columns = 26;

    private const string Header = "id\tmetric\tvalue\thardware\tmodel\tquant\tengine\tstreams\tdepth_tokens\tdate\tsource\tauthor\tdevice\tfamily\tsignature\tstep_bytes\tkind"
        + "\tengine_key\tbackend\tquant_class\ttensor\tstages\treplicas\tbandwidth_gb_s\tmodel_family\tchip";

    /// <summary>The file's text, one measurement a line.</summary>
    public static string Write(MeasurementSet set)
    {
        var text = new StringBuilder(set.Rows.Count * 220).Append(Header).Append('\n');
        for (var i = 0; i < set.Rows.Count; i++)
            Line(text, set.Rows[i], set.Measurements[i]);
        return text.ToString();
    }

    private static void Line(StringBuilder text, SpeedCase row, SpeedMeasurement m)
    {
        var (q, key) = (m.Query, EvidenceKey.Of(m.Query));
        var hardware = q.Parallelism.Devices > 1 ? string.Create(CultureInfo.InvariantCulture, $"{q.Parallelism.Devices}x {row.Hardware}") : row.Hardware;
        string[] fields =
        [
            row.Id, row.Metric, Number(m.Value), hardware, row.Model, row.Quantisation, row.Engine + (row.Backend.Length > 0 ? "/" + row.Backend : ""),
            Number(q.Streams), Number(Math.Round(q.Depth)), row.Date, row.Source, m.Source, key.Device, key.Family, key.Signature, Number(Math.Round(key.StepBytes)), key.Kind,
            key.Engine, key.Backend, key.QuantClass, Number(q.Parallelism.Tensor), Number(q.Parallelism.Stages), Number(q.Parallelism.Replicas), Number(key.BandwidthBytesPerSec / 1e9), key.ModelFamily, key.Chip,
        ];
        text.AppendJoin('\t', fields.Select(f => f.Replace('\t', ' '))).Append('\n');
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads the index; empty when the folder has none.</summary>
    /// <exception cref="InvalidDataException">A line does not hold what it should.</exception>
    internal static IReadOnlyList<IndexedMeasurement> Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path))
            return [];
        var result = new List<IndexedMeasurement>(2600);
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var f = line.Split('\t');
            if (f.Length != Columns)
                throw new InvalidDataException($"{path} is not the evidence of the calibration; run 'rig calibrate'.");
            result.Add(Of(f));
        }
        return result;
    }

    private static IndexedMeasurement Of(string[] f)
    {
        var key = new EvidenceKey(f[12], f[25], f[13], Real(f[23]) * 1e9, f[14], f[24], Real(f[15]), f[16], f[17], f[18], f[19], new(Whole(f[20]), Whole(f[21]), Whole(f[22])), Whole(f[7]), Real(f[8]));
        return new(new()
        {
            Id = f[0],
            Metric = f[1],
            Value = Real(f[2]),
            Hardware = f[3],
            Model = f[4],
            Quantisation = f[5],
            Engine = f[6],
            Streams = key.Streams,
            DepthTokens = key.Depth,
            Date = f[9],
            Source = f[10],
            Address = "",
            Distance = 0,
        }, f[10], f[11], key);
    }

    private static double Real(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
