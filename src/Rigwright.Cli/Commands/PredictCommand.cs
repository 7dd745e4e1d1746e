using System.CommandLine;
using System.Diagnostics;
using Rigwright.App.Predict;
using Rigwright.Engine.Speed;
using Rigwright.Reports.Accuracy;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig predict CASES.csv --out OUT.csv</c>: speeds for a table of cases.</summary>
internal static class PredictCommand
{
    private const string Help = """
        Predict decode, prefill and time to first token for a table of cases, each with a 90 % interval and its basis.
        Columns: id, hardware, model, quant, metric (decode_tps_per_stream, decode_tps_total, prefill_tps or ttft_s); also hw_count, engine, backend,
        file_size_gib, params_b, parallelism, concurrency, prompt_tokens, gen_tokens, depth_tokens, date, notes. A case that cannot be answered is
        'unknown' with the reason in 'basis'.

        Examples:
          rig predict cases.csv --out answers.csv
          rig predict data/calibration/measurements.csv --out answers.csv
          rig predict cases.csv --explain          (how do we know? bytes read, ceiling, efficiency, nearest measurements with source and date)
        """;

    public static Command Create()
    {
        var cases = new Argument<string>("cases") { Description = "CSV file with the cases" };
        var output = new Option<string?>("--out") { Description = "CSV file for the answers: id,status,predicted,low,high,basis" };
        var explain = new Option<bool>("--explain") { Description = "Print how each answer is known, with the nearest measurements and their sources" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder instead of the shipped one" };
        var command = new Command("predict", Help) { cases, output, explain, catalogue };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && !result.GetValue(explain))
                result.AddError("Name a file for the answers with --out, or ask for --explain.");
        });
        command.SetAction(result => Run(result.GetValue(cases)!, result.GetValue(output), result.GetValue(explain), result.GetValue(catalogue)));
        return command;
    }

    private static int Run(string cases, string? output, bool explain, string? catalogueFolder)
    {
        if (SpeedData.Open(catalogueFolder) is not { } data || data.Calibration() is not { } calibration)
            return ExitCodes.BadInput;
        var predictor = new SpeedPredictor(calibration);
        if (output is not null)
        {
            var exit = Answer(new(cases, output), new PredictHandler(data.Catalogue, predictor));
            if (exit != ExitCodes.Answered || !explain)
                return exit;
        }
        var explained = ExplainHandler.Handle(cases, data.Folder, data.Catalogue, predictor);
        foreach (var diagnostic in explained.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (explained.Value is not { } value)
            return ExitCodes.BadInput;
        Console.Out.Write(SpeedExplanationText.Render(value));
        return ExitCodes.Answered;
    }

    private static int Answer(PredictRequest request, PredictHandler handler)
    {
        var watch = Stopwatch.StartNew();
        var response = handler.Handle(request);
        foreach (var diagnostic in response.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (response.Value is not { } done)
            return ExitCodes.BadInput;
        Console.Error.WriteLine($"{done.Answers.Count} cases in {watch.ElapsedMilliseconds} ms");
        Console.Out.WriteLine($"{done.Answered} answered, {done.Answers.Count - done.Answered} unknown: {request.OutPath}");
        return ExitCodes.Answered;
    }
}
