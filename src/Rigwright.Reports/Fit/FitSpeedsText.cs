using Rigwright.App.Fit;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;
using Rigwright.Reports.Speeds;
using Spectre.Console;

namespace Rigwright.Reports.Fit;

/// <summary>The speeds of <c>rig fit</c>: of several roles at once, and how each is known.</summary>
internal static class FitSpeedsText
{
    /// <summary>Writes both parts.</summary>
    public static void Render(FitAnswer answer, FitVerdict verdict, IAnsiConsole console)
    {
        if (answer.Shared is { } shared)
            Together(shared, verdict, console);
        console.WriteLine();
        console.WriteLine("How do we know?");
        for (var r = 0; r < verdict.Roles.Count; r++)
        {
            if (answer.Speeds[r].Evidence is not { } evidence)
                continue;
            if (verdict.Roles.Count > 1)
                console.MarkupLineInterpolated($"[bold]{verdict.Roles[r].Load.Model.Id}[/]");
            foreach (var line in SpeedEvidenceText.Lines(evidence))
                console.WriteLine("  " + line);
        }
    }

    private static void Together(SharedSpeeds shared, FitVerdict verdict, IAnsiConsole console)
    {
        console.WriteLine();
        if (!shared.Rates.TryGet(out var rates))
        {
            console.WriteLine("Speeds together: unknown; missing: " + string.Join("; ", shared.Rates.Missing));
            return;
        }
        console.WriteLine("Decode of each stream in tok/s (90 % interval), other roles idle, at their duty cycles, and all decoding");
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("role").NoWrap());
        foreach (var column in new[] { "duty", "alone", "expected", "all active", "waits at most" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        for (var r = 0; r < rates.Count; r++)
        {
            table.AddRow(Markup.Escape(Text($"{verdict.Roles[r].Load.Model.Id} x{verdict.Roles[r].Load.Streams}")), Duty(shared.Duties[r]), Rate(rates[r].Alone), Rate(rates[r].Expected), Rate(rates[r].AllActive),
                rates[r].LongestStall is { } stall ? Text($"{stall.Seconds * 1e3:0} ms") : "unknown");
        }
        console.Write(table);
        console.WriteLine("Duty: share of the time in which a role decodes (after a slash: reads prompts)" + (shared.AreDutiesAssumed ? ", assumed; set it with --duty." : "."));
        console.WriteLine("Waits at most: a token's longest delay while others read a prompt, one chunk of 512 tokens each. Roles on devices of their own do not wait.");
    }

    private static string Duty(DutyCycle duty) => duty.Prefill > 0 ? Text($"{duty.Decode:0.##}/{duty.Prefill:0.##}") : Text($"{duty.Decode:0.##}");

    private static string Rate(Prediction p) => Text($"{p.Value.TokensPerSecond:0.#} ({p.Low.TokensPerSecond:0}-{p.High.TokensPerSecond:0})");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
