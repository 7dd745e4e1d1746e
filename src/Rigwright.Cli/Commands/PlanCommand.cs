using System.CommandLine;
using System.Globalization;
using Rigwright.Engine.Explaining;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Plans;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig plan REQUIREMENTS.yaml</c>: which rigs meet the requirements, ranked.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var requirements = new Argument<string>("requirements") { Description = "Requirements file (YAML); see examples/home-office.yaml" };
        var format = new Option<string>("--format") { Description = "text, json, markdown or html", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown", "html");
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output", HelpName = "PATH" };
        var force = new Option<bool>("--force") { Description = "Replace the file that --out names where there is one already" };
        var numbers = new Option<string>("--numbers") { Description = "How Markdown and HTML write numbers: en 1,234.5, ch 1’234.5, de 1.234,5, fr 1 234,5 or si 1 234.5", HelpName = "STYLE", DefaultValueFactory = _ => NumberStyle.English.Code };
        numbers.AcceptOnlyFromAmong([.. NumberStyle.All.Select(s => s.Code)]);
        var command = new Command("plan", """
            Which rigs meet these requirements? Ranked, priced, with the models laid out on the devices, and why each other one is out.
            Examples:
              rig plan examples/home-office.yaml --as-of 2026-02-17
              rig plan examples/home-office.yaml --rate USD=0.90@2026-02-16 --format markdown --out plan.md
              rig plan examples/home-office.yaml --format html --numbers ch --out plan.html
              rig plan my-needs.yaml --prices my-prices.csv --format json
              rig plan my-needs.yaml --set budget.max=12000CHF --set roles.main.context=200000
            Exit codes: 0 answered, 2 bad input, 3 nothing meets the requirements (the nearest misses are shown).
            """)
        {
            requirements, format, output, force, numbers,
        };
        var input = new PlanInput();
        input.AddTo(command);
        command.SetAction(result => Run(result, input, result.GetRequiredValue(requirements), result.GetValue(format)!, new(result.GetValue(output), result.GetValue(force)), NumberStyle.Of(result.GetValue(numbers)!)));
        return command;
    }

    private static int Run(ParseResult result, PlanInput input, string requirements, string format, ReportFile output, NumberStyle numbers)
    {
        if (output.Refusal() is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return ExitCodes.BadInput;
        }
        if (input.Plan(result, requirements, format == "text" ? DecisionDepth.Summary : DecisionDepth.Full)?.Answer is not { } answer)
            return ExitCodes.BadInput;
        var options = new ReportOptions($"./rig plan {requirements}{input.Shown(result, answer)}", numbers, File.ReadAllText(requirements));
        if (output.Path is null)
            PlanOutput.Print(answer, format, options);
        else
            output.Write(PlanOutput.Render(answer, format, PlanOutput.FileWidth, options));
        if (answer.PriceList is { } list)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rig: {list.Matched} rows of the price list are used ({list.OpenParts} for open parts), {list.Unmatched.Count} match nothing"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rig: {answer.Ranked.Count + answer.Rejected.Count} candidates, {answer.Ranked.Count} feasible; {input.Loading.TotalSeconds:0.00} s loading, {(input.Elapsed - input.Loading).TotalSeconds:0.00} s planning"));
        return answer.Ranked.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }
}
