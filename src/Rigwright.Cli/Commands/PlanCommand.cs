using System.CommandLine;
using System.Globalization;
using Rigwright.Engine.Explaining;
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
        var command = new Command("plan", """
            Which rigs meet these requirements? Ranked, priced, with the models laid out on the devices, and why each other one is out.
            Examples:
              rig plan examples/home-office.yaml --as-of 2026-02-17
              rig plan examples/home-office.yaml --rate USD=0.90@2026-02-16 --format markdown --out plan.md
              rig plan my-needs.yaml --prices my-prices.csv --format json
              rig plan my-needs.yaml --set budget.max=12000CHF --set roles.main.context=200000
            Exit codes: 0 answered, 2 bad input, 3 nothing meets the requirements (the nearest misses are shown).
            """)
        {
            requirements, format, output,
        };
        var input = new PlanInput();
        input.AddTo(command);
        command.SetAction(result => Run(result, input, result.GetRequiredValue(requirements), result.GetValue(format)!, result.GetValue(output)));
        return command;
    }

    private static int Run(ParseResult result, PlanInput input, string requirements, string format, string? output)
    {
        if (input.Plan(result, requirements, format == "text" ? DecisionDepth.Summary : DecisionDepth.Full)?.Answer is not { } answer)
            return ExitCodes.BadInput;
        PlanOutput.Write(answer, format, output, $"./rig plan {requirements}{input.Shown(result, answer)}");
        if (answer.PriceList is { } list)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rig: {list.Matched} rows of the price list are used ({list.OpenParts} for open parts), {list.Unmatched.Count} match nothing"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rig: {answer.Ranked.Count + answer.Rejected.Count} candidates, {answer.Ranked.Count} feasible; {input.Loading.TotalSeconds:0.00} s loading, {(input.Elapsed - input.Loading).TotalSeconds:0.00} s planning"));
        return answer.Ranked.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }
}
