using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rigwright.App.Calibrate;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig calibrate</c>: fits the speed calibration to the measurements beside the catalogue.</summary>
internal static class CalibrateCommand
{
    private const string Help = """
        Fit the speed calibration to calibration/measurements.csv of the data folder, and record what fits that had not seen a measurement predict
        for it. The same measurements give the same bytes. Writes calibration/speed.json, held-out.csv and evidence.tsv.

        Examples:
          rig calibrate
          rig calibrate --check        (writes nothing; exit code 1 when the files are not what the measurements give)
        """;

    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; say whether the files are what the measurements give" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder instead of the shipped one" };
        var command = new Command("calibrate", Help) { check, catalogue };
        command.SetAction(result => Run(result.GetValue(check), result.GetValue(catalogue)));
        return command;
    }

    private static int Run(bool checkOnly, string? catalogueFolder)
    {
        if (SpeedData.Open(catalogueFolder) is not { } data)
            return ExitCodes.BadInput;
        var watch = Stopwatch.StartNew();
        var fitted = CalibrateHandler.Fit(data.Folder, data.Catalogue);
        foreach (var diagnostic in fitted.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (fitted.Value is not { } response)
            return ExitCodes.BadInput;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fitted in {watch.Elapsed.TotalSeconds:0.0} s"));
        var calibration = response.Result.Calibration;
        Console.Out.WriteLine($"{response.Measurements.Measurements.Count} measurements up to {calibration.AsOf}; {response.Measurements.LeftOut.Count} left out:");
        foreach (var group in response.Measurements.LeftOut.GroupBy(l => l.Reason.StartsWith("flagged", StringComparison.Ordinal) ? "flagged by the collector" : l.Reason)
                     .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            Console.Out.WriteLine($"  {group.Count(),4}  {group.Key}");
        Console.Out.WriteLine($"coefficients: decode {calibration.Decode.Times.Values.Count}, prefill and first token {calibration.Prefill.Times.Values.Count}");
        if (checkOnly)
            return Check(data.Folder, response);
        CalibrateHandler.Write(data.Folder, response);
        Console.Out.WriteLine($"written: {Path.Combine(data.Folder, CalibrationFile.Name)}");
        return ExitCodes.Answered;
    }

    private static int Check(string folder, CalibrateResponse response)
    {
        var stale = CalibrateHandler.Stale(folder, response);
        foreach (var path in stale)
            Console.Out.WriteLine($"{path} is not what the measurements give; run 'rig calibrate'.");
        if (stale.Count == 0)
            Console.Out.WriteLine("The calibration is what the measurements give.");
        return stale.Count == 0 ? ExitCodes.Answered : ExitCodes.CheckFoundErrors;
    }
}
