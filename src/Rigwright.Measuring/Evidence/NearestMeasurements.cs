using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Csv;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Evidence;

/// <summary>Finds the published measurements that are nearest to a question, each with source and date.</summary>
public sealed class NearestMeasurements
{
    /// <summary>Path of the sources below a data folder.</summary>
    public const string SourcesName = "calibration/sources.csv";

    private readonly IReadOnlyList<IndexedMeasurement> _index;
    private readonly Lazy<Dictionary<string, (string Title, string Address)>> _sources;

    /// <summary>Reads the evidence below a data folder; a source without an entry is shown by its id.</summary>
    public NearestMeasurements(string dataFolder)
    {
        _index = EvidenceIndex.Read(dataFolder);
        _sources = new(() => Sources(Path.Combine(dataFolder, SourcesName)));
    }

    private static Dictionary<string, (string, string)> Sources(string path)
    {
        var sources = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var record in CsvDocument.Load(path, path, new DiagnosticBag(), "RW6005")?.Records ?? [])
        {
            if (record.Length >= 4)
                sources[record[0].Text] = (record[2].Text, record[3].Text);
        }
        return sources;
    }

    /// <summary>The nearest measurements of the same quantity, one an author at most, nearest first.</summary>
    public IReadOnlyList<MeasuredSpeed> Find(SpeedQuery query, SpeedMetric metric, int count = 3)
    {
        var key = EvidenceKey.Of(query);
        var best = new Dictionary<string, (double Distance, IndexedMeasurement Measurement)>(StringComparer.Ordinal);
        foreach (var m in _index)
        {
            if (!IsOf(metric, m.Measured.Metric))
                continue;
            var distance = key.DistanceTo(m.Key);
            if (!best.TryGetValue(m.Author, out var so) || distance < so.Distance)
                best[m.Author] = (distance, m);
        }
        return [.. best.Values.OrderBy(b => b.Distance).ThenBy(b => b.Measurement.Measured.Id, StringComparer.Ordinal).Take(count).Select(b => Shown(b.Measurement, b.Distance))];
    }

    /// <summary>How far a measured question is from another (<see cref="MeasuredSpeed.Distance"/>).</summary>
    public static double Distance(SpeedQuery query, SpeedQuery measured) => EvidenceKey.Of(query).DistanceTo(EvidenceKey.Of(measured));

    private MeasuredSpeed Shown(IndexedMeasurement m, double distance)
    {
        var (title, address) = _sources.Value.GetValueOrDefault(m.SourceId, (m.SourceId, ""));
        return m.Measured with { Source = title, Address = address, Distance = distance };
    }

    private static bool IsOf(SpeedMetric metric, string name) => metric switch
    {
        SpeedMetric.Prefill => name == "prefill_tps",
        SpeedMetric.FirstToken => name == "ttft_s",
        _ => name.StartsWith("decode", StringComparison.Ordinal),
    };
}

/// <summary>Answers "how do we know?" for the speeds of a question.</summary>
public sealed class SpeedEvidenceFinder(SpeedPredictor predictor, NearestMeasurements measurements)
{
    /// <summary>The evidence; unknown when the speed is.</summary>
    public Domain.Provenance.Answer<SpeedEvidence> Of(SpeedQuery query) => predictor.Explain(query).Map(decode => new SpeedEvidence(
        decode, predictor.ExplainPrefill(query).TryGet(out var prefill) ? prefill : null,
        measurements.Find(query, SpeedMetric.DecodePerStream), measurements.Find(query with { Depth = 0, Streams = 1 }, SpeedMetric.Prefill)));
}
