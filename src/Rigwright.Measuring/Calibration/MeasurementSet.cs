using System.Globalization;
using System.Security.Cryptography;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Measuring.Cases;

namespace Rigwright.Measuring.Calibration;

/// <summary>The shipped measurements, resolved: what a calibration is fitted on.</summary>
public sealed record MeasurementSet
{
    /// <summary>Path below the data folder.</summary>
    public const string Name = "calibration/measurements.csv";

    /// <summary>Measurements that may be fitted and scored, in file order.</summary>
    public required IReadOnlyList<SpeedMeasurement> Measurements { get; init; }

    /// <summary>Rows left out, with the reason: flagged by the collector, or not resolvable.</summary>
    public required IReadOnlyList<(SpeedCase Row, string Reason)> LeftOut { get; init; }

    /// <summary>The rows of <see cref="Measurements"/> as written, in the same order.</summary>
    public required IReadOnlyList<SpeedCase> Rows { get; init; }

    /// <summary>Month of the newest measurement, <c>2026-07</c>.</summary>
    public required string AsOf { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Hash { get; init; }

    /// <summary>Reads and resolves the measurements below a data folder.</summary>
    public static Loaded<MeasurementSet> Load(string dataFolder, Catalogue catalogue)
    {
        var path = Path.Combine(dataFolder, Name);
        var cases = SpeedCaseReader.Read(path);
        if (cases.Value is not { } rows || cases.HasErrors)
            return new(null, cases.Diagnostics);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        return new(Resolve(rows, new(catalogue), hash), cases.Diagnostics);
    }

    private static MeasurementSet Resolve(IReadOnlyList<SpeedCase> rows, SpeedCaseResolver resolver, string hash)
    {
        var measurements = new List<SpeedMeasurement>();
        var kept = new List<SpeedCase>();
        var leftOut = new List<(SpeedCase, string)>();
        foreach (var row in rows)
        {
            var resolved = resolver.Resolve(row);
            if (row.Flag.Length > 0)
                leftOut.Add((row, "flagged: " + row.Flag));
            else if (!resolved.IsKnown)
                leftOut.Add((row, string.Join("; ", resolved.Missing)));
            else if (resolved.Value!.Otherwise.Count > 0)
                leftOut.Add((row, $"which '{row.Hardware}' it was"));
            else if (!double.TryParse(row.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value <= 0 || !double.IsFinite(value))
                leftOut.Add((row, $"the value '{row.Value}' is not above 0"));
            else
            {
                measurements.Add(new(row.Id, GroupOf(row), resolved.Value.Metric, value, resolved.Value.Query, resolved.Value.Prefills));
                kept.Add(row);
            }
        }
        return WithoutCachedPrompts(measurements, kept, leftOut, hash);
    }

    private static MeasurementSet WithoutCachedPrompts(List<SpeedMeasurement> measurements, List<SpeedCase> rows, List<(SpeedCase, string)> leftOut, string hash)
    {
        var prompts = new CachedPrompts(measurements);
        var kept = new List<SpeedMeasurement>(measurements.Count);
        var keptRows = new List<SpeedCase>(rows.Count);
        for (var i = 0; i < measurements.Count; i++)
        {
            if (prompts.IsUseless(measurements[i]))
            {
                leftOut.Add((rows[i], "the prompt was cached: its first token came faster than any prefill measured on that device family"));
                continue;
            }
            kept.Add(prompts.Corrected(measurements[i]));
            keptRows.Add(rows[i]);
        }
        return new() { Measurements = kept, Rows = keptRows, LeftOut = leftOut, AsOf = AsOfDate(keptRows), Hash = hash };
    }

    // "geerling/3" is the third page of one author.
    private static string GroupOf(SpeedCase row) => row.Source.Split('/')[0];

    private static string AsOfDate(IEnumerable<SpeedCase> rows) =>
        rows.Select(r => r.Date).Where(d => d.Length >= 7 && d[4] == '-').Select(d => d[..7]).DefaultIfEmpty("unknown").Max(StringComparer.Ordinal)!;
}
