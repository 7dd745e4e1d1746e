using System.CommandLine;
using Rigwright.App.Accuracy;
using Rigwright.Reports.Accuracy;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig accuracy</c>: how wrong the predictor is on measurements that it has not seen.</summary>
internal static class AccuracyCommand
{
    private const string Help = """
        Show the error of the shipped predictor on measurements held out by hardware, by model and by source, by regime, with the share inside the
        90 % interval, beside the naive rule and the formulas that other tools publish. 'rig calibrate' records the held-out predictions.

        Examples:
          rig accuracy
          rig accuracy --format json
          rig accuracy --format svg > accuracy.svg
        """;

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "text (Markdown tables and bars), json or svg (a chart)", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "svg");
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder instead of the shipped one" };
        var command = new Command("accuracy", Help) { format, catalogue };
        command.SetAction(result => Run(result.GetValue(format)!, result.GetValue(catalogue)));
        return command;
    }

    private static int Run(string format, string? catalogueFolder)
    {
        if (SpeedData.Open(catalogueFolder) is not { } data || data.Calibration() is null)
            return ExitCodes.BadInput;
        var report = AccuracyHandler.Handle(data.Folder, data.Catalogue);
        foreach (var diagnostic in report.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (report.Value is not { } value)
            return ExitCodes.BadInput;
        Console.Out.Write(format switch
        {
            "json" => AccuracyJson.Render(value),
            "svg" => AccuracySvg.Render(value),
            _ => AccuracyMarkdown.Render(value),
        });
        return ExitCodes.Answered;
    }
}
