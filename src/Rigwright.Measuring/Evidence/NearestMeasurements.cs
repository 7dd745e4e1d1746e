using Rigwright.Engine.Speed;
using Rigwright.Formats.Csv;
using Rigwright.Domain.Diagnostics;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Cases;

namespace Rigwright.Measuring.Evidence;

/// <summary>A measurement shown as evidence.</summary>
/// <param name="Row">As published.</param>
/// <param name="Measurement">Resolved.</param>
/// <param name="Title">Title of the source.</param>
/// <param name="Address">Address of the source; empty when none is known.</param>
/// <param name="Distance">0 for the same case; a different card, model or engine adds about 1 each.</param>
public sealed record Evidence(SpeedCase Row, SpeedMeasurement Measurement, string Title, string Address, double Distance);

/// <summary>Finds the published measurements that are nearest to a question, each with source and date.</summary>
public sealed class NearestMeasurements
{
    /// <summary>Path of the sources below a data folder.</summary>
    public const string SourcesName = "calibration/sources.csv";

    private readonly MeasurementSet _set;
    private readonly Dictionary<string, (string Title, string Address)> _sources = new(StringComparer.Ordinal);

    /// <summary>Reads the sources beside a set of measurements; a source without an entry is shown by its id.</summary>
    public NearestMeasurements(string dataFolder, MeasurementSet set)
    {
        _set = set;
        var path = Path.Combine(dataFolder, SourcesName);
        foreach (var record in CsvDocument.Load(path, path, new DiagnosticBag(), "RW6005")?.Records ?? [])
        {
            if (record.Length >= 4)
                _sources[record[0].Text] = (record[2].Text, record[3].Text);
        }
    }

    /// <summary>The nearest measurements of the same quantity, one a source at most, nearest first.</summary>
    public IReadOnlyList<Evidence> Find(SpeedQuery query, SpeedMetric metric, int count = 3)
    {
        var all = new List<Evidence>();
        for (var i = 0; i < _set.Measurements.Count; i++)
        {
            var measurement = _set.Measurements[i];
            if (Kind(measurement.Metric) != Kind(metric))
                continue;
            var row = _set.Rows[i];
            var (title, address) = _sources.GetValueOrDefault(row.Source, (row.Source, ""));
            all.Add(new(row, measurement, title, address, Distance(query, measurement.Query)));
        }
        return [.. all.OrderBy(e => e.Distance).ThenBy(e => e.Row.Id, StringComparer.Ordinal).DistinctBy(e => e.Measurement.Source).Take(count)];
    }

    // Weights say how much of the error each difference explains in the held-out residuals: card and model most, then engine, type and context.
    private static double Distance(SpeedQuery a, SpeedQuery b) =>
        (a.Device.Id == b.Device.Id ? 0 : a.Device.Family == b.Device.Family ? 1 : 2)
        + (a.Model.Signature == b.Model.Signature ? 0 : 1 + Math.Abs(Math.Log2(a.Model.StepBytes(0, 1) / b.Model.StepBytes(0, 1))) / 2)
        + (DecodeTerms.Kind(a.Model) == DecodeTerms.Kind(b.Model) ? 0 : 1)
        + (a.Engine == b.Engine ? 0 : EngineKey.ParentOf(a.Engine) == EngineKey.ParentOf(b.Engine) ? 0.5 : 1)
        + (a.Backend == b.Backend ? 0 : 0.7) + (a.Model.QuantClass == b.Model.QuantClass ? 0 : 0.5)
        + (a.Parallelism == b.Parallelism ? 0 : 1)
        + Math.Abs(Math.Log2((double)a.Streams / b.Streams)) / 2 + Math.Abs(Math.Log2((a.Depth + 1000) / (b.Depth + 1000))) / 4;

    private static SpeedMetric Kind(SpeedMetric metric) => metric == SpeedMetric.DecodeTotal ? SpeedMetric.DecodePerStream : metric;
}
