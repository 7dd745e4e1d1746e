using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>Finds measurements whose prompts came out of a cache. A benchmark that repeats its prompt on a server with prefix caching (vLLM and
/// llama-server: on by default) does not read it again; its first token says nothing about prefill, and its rate over wall time holds none.</summary>
internal sealed class CachedPrompts
{
    // A first token this much faster than the best prefill measured on the device family cannot have read its prompt.
    private const double Margin = 1.25;

    // Share of the peak rate that tuned kernels reach on long prompts, whatever engine was measured on the family.
    private const double TunedShare = 0.6;

    // A prompt shorter than a micro-batch is not divided over the stages of a layer split.
    private const double MicroBatch = 512;

    private readonly Dictionary<string, double> _bestPrefill = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cached = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, Parallelism, string, int), double> _firstToken = [];

    /// <summary>Compares the measurements with each other.</summary>
    public CachedPrompts(IReadOnlyList<SpeedMeasurement> measurements)
    {
        foreach (var m in measurements.Where(m => m.Metric == SpeedMetric.Prefill))
            _bestPrefill[m.Query.Device.Family] = Math.Max(_bestPrefill.GetValueOrDefault(m.Query.Device.Family), ComputeShare(m));
        foreach (var m in measurements.Where(m => m.Metric == SpeedMetric.FirstToken && m.Query.Streams == 1))
        {
            if (_bestPrefill.TryGetValue(m.Query.Device.Family, out var best) && ComputeShare(m) > Margin * Math.Max(best, TunedShare))
                _cached.Add(SeriesOf(m));
            _firstToken[KeyOf(m)] = Math.Min(_firstToken.GetValueOrDefault(KeyOf(m), double.MaxValue), m.Seconds);
        }
    }

    /// <summary>Is it a time to the first token of a cached prompt?</summary>
    public bool IsUseless(SpeedMeasurement m) => m.Metric == SpeedMetric.FirstToken && _cached.Contains(SeriesOf(m));

    /// <summary>The measurement as what it is: a rate over wall time without a prefill is a decode rate.</summary>
    public SpeedMeasurement Corrected(SpeedMeasurement m)
    {
        if (m.Prefills != PrefillsIncluded.All)
            return m;
        var wallTime = m.Query.GeneratedTokens * m.Seconds;
        var isTooShort = m.Query.Streams == 1 && _firstToken.TryGetValue(KeyOf(m), out var first) && wallTime < first;
        return isTooShort || _cached.Contains(SeriesOf(m)) ? m with { Prefills = PrefillsIncluded.None } : m;
    }

    private static string SeriesOf(SpeedMeasurement m) => $"{m.Source}|{m.Query.Device.Id}|{m.Query.Model.Id}|{m.Query.Engine}";

    private static (string, Parallelism, string, int) KeyOf(SpeedMeasurement m) =>
        (SeriesOf(m), m.Query.Parallelism, m.Query.Model.QuantClass, m.Query.PromptTokens);

    private static double ComputeShare(SpeedMeasurement m)
    {
        var stages = Math.Min(m.Query.Parallelism.Stages, Math.Ceiling(m.Query.PromptTokens / MicroBatch));
        var peak = m.Query.Device.MatrixFlopsPerSec * m.Query.Parallelism.Tensor * stages ?? double.MaxValue;
        return (double)m.Query.PromptTokens * m.Query.Streams * 2 * m.Query.Model.MatmulParameters / m.Seconds / peak;
    }
}
