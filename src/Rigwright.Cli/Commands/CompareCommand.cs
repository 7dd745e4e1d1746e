using System.CommandLine;
using Rigwright.Engine.Explaining;
using Rigwright.Reports.Plans;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig compare A.yaml B.yaml</c>: what moves between two plans, and why.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("a") { Description = "Requirements file" };
        var after = new Argument<string>("b") { Description = "Other requirements file" };
        var format = new Option<string>("--format") { Description = "text or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("compare", """
            What moves between the plans of two requirements files, and why: the requirements that differ, the first place, every candidate that changes its
            place with the criteria or the rule that move it. --set applies to both files.
            Examples:
              rig compare examples/home-office.yaml my-needs.yaml
              rig compare now.yaml later.yaml --as-of 2026-02-17 --format json
            Exit codes: 0 answered, 2 bad input, 3 neither plan has a feasible rig.
            """)
        {
            before, after, format,
        };
        var input = new PlanInput();
        input.AddTo(command);
        command.SetAction(result => Run(result, input, result.GetRequiredValue(before), result.GetRequiredValue(after), result.GetValue(format)!));
        return command;
    }

    private static int Run(ParseResult result, PlanInput input, string before, string after, string format)
    {
        // Both files are read before anything is said about the answer, so that the problems of both are listed.
        var (a, b) = (input.Plan(result, before, null)?.Answer, input.Plan(result, after, null)?.Answer);
        if (a is null || b is null)
            return ExitCodes.BadInput;
        Console.Out.Write(ExplainOutput.Of(PlanMoves.Between(a, b), a, b, format));
        return a.Ranked.Count + b.Ranked.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }
}
