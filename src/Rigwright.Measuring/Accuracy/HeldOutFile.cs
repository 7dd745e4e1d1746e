using System.Globalization;
using System.Text;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Csv;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Accuracy;

/// <summary>What fits that had not seen a measurement predicted for it: the evidence behind <c>rig accuracy</c>, written by <c>rig calibrate</c>.</summary>
public static class HeldOutFile
{
    /// <summary>Path below the data folder.</summary>
    public const string Name = "calibration/held-out.csv";

    /// <summary>The ways of holding out, in column order.</summary>
    public static IReadOnlyList<string> Holdings { get; } = ["none", "cell", "hardware", "model", "source"];

    /// <summary>The file's text: by measurement and holding ln(predicted seconds ÷ measured seconds).</summary>
    public static string Write(SpeedCalibrator.Result result)
    {
        var text = new StringBuilder("id,").AppendJoin(',', Holdings).Append('\n');
        foreach (var fit in new[] { result.Decode, result.Prefill, result.FirstToken })
        {
            for (var i = 0; i < fit.Rows.Count; i++)
            {
                text.Append(fit.Rows[i].Id);
                foreach (var holding in Holdings)
                    text.Append(',').Append(fit.LogErrors[holding][i].ToString("0.####", CultureInfo.InvariantCulture));
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>Log errors by measurement id and holding.</summary>
    public static Loaded<IReadOnlyDictionary<string, double[]>> Read(string dataFolder)
    {
        var bag = new DiagnosticBag();
        var path = Path.Combine(dataFolder, Name);
        var document = CsvDocument.Load(path, path, bag, "RW6005");
        if (document is null || bag.HasErrors)
            return new(null, bag.Items);
        var result = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var record in document.Records)
        {
            var values = new double[Holdings.Count];
            for (var i = 0; i < values.Length; i++)
            {
                if (record.Length <= i + 1 || !double.TryParse(record[i + 1].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                    bag.Error("RW6005", new(path, record[0].Line, record[0].Column), "The record does not hold one number for each way of holding out; run 'rig calibrate'.");
            }
            result[record[0].Text] = values;
        }
        return new(bag.HasErrors ? null : result, bag.Items);
    }
}
