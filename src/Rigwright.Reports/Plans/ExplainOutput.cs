using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Spectre.Console;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>Answers to questions about a plan, as text or JSON.</summary>
public static class ExplainOutput
{
    private const int MostMoves = 20, MostOrigins = 12;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>One plan's reasons, the plan less another, and what would change its place.</summary>
    public static string Of(PlanExplanation plan, PlanDifference? difference, WhyNot why, string format) => format == "json"
        ? Json(json =>
        {
            json.WriteStartObject();
            var writer = new DecisionJson(json);
            writer.Plan(plan);
            if (difference is null)
            {
                json.WriteNull("difference");
            }
            else
            {
                json.WriteStartObject("difference");
                writer.Difference(difference);
                json.WriteEndObject();
            }
            json.WriteStartObject("why_not");
            writer.Why(why);
            json.WriteEndObject();
            json.WriteEndObject();
        })
        : Text((console, width) => Tree(plan, difference, why, new(console, width), console));

    /// <summary>Why some candidates are not the answer.</summary>
    public static string Of(IReadOnlyList<WhyNot> whys, string format) => format == "json"
        ? Json(json =>
        {
            json.WriteStartArray();
            foreach (var why in whys)
            {
                json.WriteStartObject();
                new DecisionJson(json).Why(why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        })
        : Text((console, width) =>
        {
            foreach (var why in whys)
            {
                console.MarkupLine($"[bold]{Markup.Escape(why.Name)}[/]: {(why.Rank is { } rank ? rank == 1 ? "it is the answer." : PlanWords.Text($"rank {rank}.") : "rejected.")}");
                new DecisionText(console, width).Everything(why);
                console.WriteLine();
            }
        });

    /// <summary>What moved between two plans.</summary>
    public static string Of(PlanMoves moves, PlanAnswer before, PlanAnswer after, string format) => format == "json"
        ? Json(json => new DecisionJson(json).Moves(moves, before, after))
        : Text((console, width) => Moves(moves, before, after, console, width));

    private static void Tree(PlanExplanation plan, PlanDifference? difference, WhyNot why, DecisionText text, IAnsiConsole console)
    {
        console.MarkupLine($"[bold]{PlanWords.Text($"{plan.Rank}. ")}{Markup.Escape(plan.Name)}[/]{PlanWords.Text($": {plan.Score:0.0} of 100 points")}");
        foreach (var criterion in plan.Criteria)
        {
            console.MarkupLine($"[bold]{criterion.Name}[/]{PlanWords.Text($" {criterion.Value:0.00} x weight {criterion.Weight:0.##} = {criterion.Points:0.0} points")}");
            foreach (var item in criterion.Evidence)
                Item(item, text);
        }
        console.WriteLine();
        if (difference is not null)
        {
            console.MarkupLine($"[bold]This plan[/]");
            text.Subtraction(difference);
            console.WriteLine();
        }
        if (why.Rank != 1)
            text.Everything(why);
    }

    private static void Item(EvidenceItem item, DecisionText text)
    {
        var value = item.Value is { } number ? $"{DecisionWords.Number(number)}{(item.Unit.Length > 0 ? " " + item.Unit : "")}" : "not known";
        var interval = item.Low is { } low && item.High is { } high ? $" ({DecisionWords.Number(low)} to {DecisionWords.Number(high)})" : "";
        var against = item.Against is { } aim ? $", {item.AgainstName} {DecisionWords.Number(aim)}" : "";
        text.Line($"- {item.Label}: {value}{interval}{against}");
        foreach (var origin in item.Origins.Take(MostOrigins))
            text.Line($"    {origin.Statement}{(origin.Source is { } source ? $" [{source}{(origin.Day is { } day ? ", " + day : "")}]" : "")}");
        if (item.Origins.Count > MostOrigins)
            text.Line(PlanWords.Text($"    and {item.Origins.Count - MostOrigins} more"));
    }

    private static void Moves(PlanMoves moves, PlanAnswer before, PlanAnswer after, IAnsiConsole console, int width)
    {
        var text = new DecisionText(console, width);
        console.MarkupLine("[bold]Requirements that differ[/]");
        foreach (var requirement in moves.Requirements)
            text.Line($"- {requirement.Key}: {requirement.Before} -> {requirement.After}");
        if (moves.Requirements.Count == 0)
            text.Line("- none");
        console.WriteLine();
        text.Line($"First: {First(before)} -> {First(after)}");
        if (moves.Winners is { } winners)
            text.Subtraction(winners);
        console.WriteLine();
        console.MarkupLine(PlanWords.Text($"[bold]What moved[/] ({moves.Moves.Count} candidates; {moves.Unmoved} stay where they were)"));
        foreach (var move in moves.Moves.Take(MostMoves))
            text.Line($"- {move.Name}: {Place(move.RankBefore)} -> {Place(move.RankAfter)}{(move.ScoreBefore is { } a && move.ScoreAfter is { } b ? PlanWords.Text($" ({a:0.0} -> {b:0.0} points)") : "")}; {move.Why}");
        if (moves.Moves.Count > MostMoves)
            text.Line(PlanWords.Text($"- and {moves.Moves.Count - MostMoves} more: --format json"));
    }

    private static string First(PlanAnswer answer) => answer.Ranked.Count == 0 ? "nothing feasible"
        : $"{answer.Ranked[0].Candidate.Name} for {Money(answer.Ranked[0].Candidate.Total!.Value)}";

    private static string Place(int? rank) => rank is { } place ? PlanWords.Text($"{place}") : "out";

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Text(Action<IAnsiConsole, int> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        var width = Console.IsOutputRedirected ? PlanOutput.FileWidth : Math.Max(40, AnsiConsole.Profile.Width);
        console.Profile.Width = width;
        write(console, width);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
    }
}
