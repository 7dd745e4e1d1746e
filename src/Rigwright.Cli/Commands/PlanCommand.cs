using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rigwright.App.Plan;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Measuring.Calibration;
using Rigwright.Reports.Plans;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig plan REQUIREMENTS.yaml</c>: which rigs meet the requirements, ranked.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var requirements = new Argument<string>("requirements") { Description = "Requirements file (YAML); see examples/home-office.yaml" };
        var asOf = new Option<string?>("--as-of") { Description = "Day whose prices count, for example 2026-02-17; without it the newest facts", HelpName = "DAY" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder; without it the shipped one", HelpName = "DIR" };
        var prices = new Option<string?>("--prices") { Description = "Your own prices (CSV with item, price, currency); what it names is priced from it alone", HelpName = "FILE.csv" };
        var rate = new Option<string[]>("--rate") { Description = "Exchange rate, for example USD=0.90@2026-02-16; may be given several times", HelpName = "RATE", DefaultValueFactory = _ => [] };
        var format = new Option<string>("--format") { Description = "text, json, markdown or html", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown", "html");
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output", HelpName = "PATH" };
        var command = new Command("plan", """
            Which rigs meet these requirements? Ranked, priced, with the models laid out on the devices, and why each other one is out.
            Examples:
              rig plan examples/home-office.yaml --as-of 2026-02-17
              rig plan examples/home-office.yaml --rate USD=0.90@2026-02-16 --format markdown --out plan.md
              rig plan my-needs.yaml --prices my-prices.csv --format json
            Exit codes: 0 answered, 2 bad input, 3 nothing meets the requirements (the nearest misses are shown).
            """)
        {
            requirements, asOf, catalogue, prices, rate, format, output,
        };
        command.SetAction(result => Run(
            new(result.GetRequiredValue(requirements), null, result.GetValue(prices), result.GetValue(rate) ?? []),
            result.GetValue(asOf), result.GetValue(catalogue), result.GetValue(format)!, result.GetValue(output)));
        return command;
    }

    private static int Run(PlanRequest request, string? asOf, string? directory, string format, string? output)
    {
        var clock = Stopwatch.StartNew();
        var diagnostics = new List<Diagnostic>();
        DateOnly? day = null;
        if (asOf is not null)
        {
            if (DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
                day = given;
            else
                diagnostics.Add(new("RW7001", DiagnosticSeverity.Error, new("command line", 1, 1), $"--as-of is '{asOf}'; a day such as 2026-02-17 is expected."));
        }
        var folder = CatalogueLocation.Find(directory);
        if (folder is null)
            return Report([new("RW7002", DiagnosticSeverity.Error, new("command line", 1, 1), "No catalogue was found; name its folder with --catalogue.")]);
        var loaded = CatalogueReader.Read(folder);
        diagnostics.AddRange(loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        if (loaded.Value is not { } catalogue)
            return Report(diagnostics);
        var calibration = CalibrationFile.Load(File.Exists(Path.Combine(folder, CalibrationFile.Name)) ? folder : CatalogueLocation.Find(null)!);
        var loading = clock.Elapsed;
        var response = new PlanHandler(catalogue, date => new RoleEstimator(new SpeedPredictor(calibration), date)).Handle(request with { AsOf = day, Depth = format == "text" ? DecisionDepth.Summary : DecisionDepth.Full });
        diagnostics.AddRange(response.Diagnostics);
        var bad = Report(diagnostics);
        if (bad != ExitCodes.Answered || response.Answer is not { } answer)
            return ExitCodes.BadInput;
        PlanOutput.Write(answer, format, output, CommandText(request, directory, answer));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rig: {answer.Ranked.Count + answer.Rejected.Count} candidates, {answer.Ranked.Count} feasible; {loading.TotalSeconds:0.00} s loading, {(clock.Elapsed - loading).TotalSeconds:0.00} s planning"));
        return answer.Ranked.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }

    private static int Report(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        return diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCodes.BadInput : ExitCodes.Answered;
    }

    private static string CommandText(PlanRequest request, string? catalogue, PlanAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"./rig plan {request.Requirements} --as-of {answer.Query.AsOf:yyyy-MM-dd}")
        + (catalogue is null ? "" : $" --catalogue {catalogue}")
        + (request.Prices is null ? "" : $" --prices {request.Prices}") + string.Concat(request.Rates.Select(r => $" --rate {r}"));
}
