using System.CommandLine;
using Rigwright.App.Explain;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Plans;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig explain [REQUIREMENTS] PLAN</c>: the reasons of one plan down to the facts.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("plan") { Description = "Rank (1), id or name of a plan; a requirements file before it", Arity = ArgumentArity.OneOrMore };
        var requirements = RequirementsFile.Option();
        var against = new Option<string?>("--against") { Description = "Another plan to subtract; without it the first (or, for the first, the next on other devices)", HelpName = "PLAN" };
        var format = new Option<string>("--format") { Description = "text or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("explain", """
            Why does a plan stand where it stands? Its score, each criterion, each number behind it with source and day, and the plan less another one.
            Examples:
              rig explain examples/home-office.yaml 1
              rig explain 3 --requirements my-needs.yaml --against 1
              rig explain "2x gb10 asus" --format json
            Exit codes: 0 answered, 2 bad input (also a plan that is no candidate), 3 nothing meets the requirements.
            """)
        {
            words, requirements, against, format,
        };
        var input = new PlanInput();
        input.AddTo(command);
        command.SetAction(result => Run(result, input, result.GetValue(requirements), result.GetRequiredValue(words), result.GetValue(against), result.GetValue(format)!));
        return command;
    }

    private static int Run(ParseResult result, PlanInput input, string? file, string[] words, string? against, string format)
    {
        if (RequirementsFile.Find(file, words) is not var (requirements, rest) || input.Plan(result, requirements, null) is not { Answer: { } answer, Replanner: { } replanner })
            return ExitCodes.BadInput;
        if (answer.Ranked.Count == 0)
        {
            Console.Error.WriteLine("rig: nothing meets these requirements, so no plan has a score; ask 'rig why-not' about a candidate.");
            return ExitCodes.NoFeasibleAnswer;
        }
        var text = rest.Count == 0 ? "1" : string.Join(' ', rest);
        if (Named(answer, text) is not { } plan || against is not null && Named(answer, against) is null)
            return ExitCodes.BadInput;
        if (!plan.IsFeasible)
            return WhyNotCommand.Answer(answer, replanner, [plan], format);
        var other = against is not null ? Named(answer, against)!
            : !ReferenceEquals(plan, answer.Ranked[0]) ? answer.Ranked[0]
            : answer.Ranked.FirstOrDefault(a => a.Candidate.DeviceName != plan.Candidate.DeviceName);
        var explainer = new PlanExplainer(answer.Requirements);
        var explanation = explainer.Explain(plan, RankOf(answer, plan));
        var difference = other is not { IsFeasible: true } || ReferenceEquals(other, plan) ? null : PlanDifference.Of(explanation, explainer.Explain(other, RankOf(answer, other)));
        Console.Out.Write(ExplainOutput.Of(explanation, difference, replanner.Decide.Why(answer, plan), format));
        return ExitCodes.Answered;
    }

    private static int RankOf(PlanAnswer answer, Assessment plan) => answer.Ranked.Index().First(r => ReferenceEquals(r.Item, plan)).Index + 1;

    private static Assessment? Named(PlanAnswer answer, string text)
    {
        var found = CandidateNames.Find(answer, text);
        if (found.Count == 0)
            Console.Error.WriteLine(NoCandidate(answer, text));
        return found.OrderByDescending(a => a.IsFeasible).FirstOrDefault();
    }

    /// <summary>What is said when nothing fits a name.</summary>
    public static Diagnostic NoCandidate(PlanAnswer answer, string text) => new("RW7003", DiagnosticSeverity.Error, new("command line", 1, 1),
        $"'{text}' is no rank, id or name of a candidate on {answer.Query.AsOf:yyyy-MM-dd} (nothing of that name is on offer).", CandidateNames.Suggest(answer, text));
}
