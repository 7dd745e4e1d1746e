using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>What is known of a measurement's hardware, model and engine from the other sources, when its own is held out.</summary>
public sealed class OtherSources
{
    private readonly Dictionary<string, HashSet<string>> _sources = new(StringComparer.Ordinal);

    /// <summary>Indexes the measurements of one quantity.</summary>
    public OtherSources(IEnumerable<SpeedMeasurement> rows)
    {
        foreach (var row in rows)
        {
            foreach (var key in Keys(row))
            {
                if (!_sources.TryGetValue(key, out var sources))
                    _sources[key] = sources = new(StringComparer.Ordinal);
                sources.Add(row.Source);
            }
        }
    }

    /// <summary>The novelty of a measurement to a fit without its source, and whether its engine was measured by others.</summary>
    public (Novelty Novelty, bool EngineKnown) NoveltyOf(SpeedMeasurement row)
    {
        var known = Keys(row).Select(k => _sources[k].Count > 1).ToArray();
        var novelty = (known[0], known[1]) switch
        {
            (true, true) => Novelty.Known,
            (false, true) => Novelty.NewHardware,
            (true, false) => Novelty.NewModel,
            _ => Novelty.NewBoth,
        };
        return (novelty, known[2]);
    }

    private static string[] Keys(SpeedMeasurement row) => ["h:" + row.Query.Device.Chip, "m:" + row.Query.Model.Signature, "e:" + row.Query.Engine];
}
