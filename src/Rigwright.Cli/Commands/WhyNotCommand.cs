using System.CommandLine;
using Rigwright.App.Explain;
using Rigwright.App.Plan;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Plans;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig why-not [REQUIREMENTS] CANDIDATE</c>: why something is not the answer, and what would have to change.</summary>
internal static class WhyNotCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("candidate") { Description = "Name, id or rank of a candidate; a requirements file before it", Arity = ArgumentArity.OneOrMore };
        var requirements = RequirementsFile.Option();
        var format = new Option<string>("--format") { Description = "text or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("why-not", """
            Why is this not the answer? The rules that reject it or the plans before it, and the smallest change of a price, a limit or a requirement
            (each alone, and the smallest pair) after which it would qualify or be the first. Every change was tried.
            Examples:
              rig why-not "Mac Studio M3 Ultra"
              rig why-not examples/home-office.yaml "2x RTX 5090"
              rig why-not 4x-rtx-3090-used --requirements my-needs.yaml --format json
            Exit codes: 0 answered, 2 bad input (also a name that is no candidate).
            """)
        {
            words, requirements, format,
        };
        var input = new PlanInput();
        input.AddTo(command);
        command.SetAction(result => Run(result, input, result.GetValue(requirements), result.GetRequiredValue(words), result.GetValue(format)!));
        return command;
    }

    private static int Run(ParseResult result, PlanInput input, string? file, string[] words, string format)
    {
        if (RequirementsFile.Find(file, words) is not var (requirements, rest) || input.Plan(result, requirements, null) is not { Answer: { } answer, Replanner: { } replanner })
            return ExitCodes.BadInput;
        var text = string.Join(' ', rest);
        var found = CandidateNames.Find(answer, text);
        if (found.Count > 0)
            return Answer(answer, replanner, found, format);
        Console.Error.WriteLine(ExplainCommand.NoCandidate(answer, text));
        return ExitCodes.BadInput;
    }

    /// <summary>Answers about some candidates.</summary>
    public static int Answer(PlanAnswer answer, Replanner replanner, IReadOnlyList<Assessment> candidates, string format)
    {
        Console.Out.Write(ExplainOutput.Of([.. candidates.Select(c => replanner.Decide.Why(answer, c))], format));
        return ExitCodes.Answered;
    }
}
