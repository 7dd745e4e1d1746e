using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Speeds;
using Spectre.Console;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>A plan for a terminal: the answer first, then the ranking, the best rigs in detail, what was rejected, and what the answer rests on.</summary>
public sealed class PlanText
{
    /// <summary>Rigs in the ranked table.</summary>
    public const int Listed = 15;

    // Narrower than this nobody reads a plan; lines are cut by the terminal then.
    private const int Narrowest = 30;

    private readonly PlanAnswer _answer;
    private readonly IAnsiConsole _console;
    private readonly int _width;

    private PlanText(PlanAnswer answer, IAnsiConsole console)
    {
        (_answer, _console) = (answer, console);
        _width = Math.Max(Narrowest, console.Profile.Width);
    }

    /// <summary>Writes a plan.</summary>
    /// <param name="answer">The plan.</param>
    /// <param name="console">Where to; its width and colours are used.</param>
    /// <param name="command">The command that reproduces the answer.</param>
    public static void Write(PlanAnswer answer, IAnsiConsole console, string command)
    {
        var text = new PlanText(answer, console);
        text.Head();
        if (answer.Ranked.Count > 0)
        {
            text.Executive();
            text.RankedTable();
            foreach (var (rank, rig) in answer.Shortlist)
                text.Detail(rank, rig);
        }
        else
        {
            text.NothingFits();
        }
        new DecisionText(console, text._width).Write(answer);
        text.Bullets(VariantWords.Title, [.. VariantWords.Lines(answer)]);
        text.Bullets(VariantWords.CappedTitle, [.. VariantWords.CappedLines(answer)]);
        text.Rejected();
        text.Vendors();
        text.Basis(command);
    }

    private void Head()
    {
        var r = _answer.Requirements;
        Line($"[bold]{Markup.Escape(r.Name)}[/]");
        Wrapped(Scope(_answer));
        Blank();
    }

    private void Executive()
    {
        var best = _answer.Ranked[0];
        Line($"[bold green]Buy: {Markup.Escape(best.Candidate.Name)} for {Money(best.Candidate.Total!.Value)}.[/]");
        foreach (var sentence in PlanReasons.Why(_answer))
            Wrapped(sentence);
        Blank();
    }

    private void RankedTable()
    {
        var roles = _answer.Requirements.Roles.Take(RoleColumns).ToList();
        var table = new TextTable(1, [("#", true), ("rig", false), (_answer.Query.Currency.Code, true), ("GB", true), .. roles.Select(r => (Markup.Escape(r.Name), true)), ("W", true), ("dBA", true), ("score", true)]);
        for (var i = 0; i < Math.Min(Listed, _answer.Ranked.Count); i++)
        {
            var a = _answer.Ranked[i];
            List<string> cells = [Text($"{i + 1}"), Markup.Escape(a.Candidate.Name), Amount(a.Candidate.Total), Text($"{a.Candidate.Memory.GiB:0}")];
            cells.AddRange(a.Layout!.Roles.Take(RoleColumns).Select(role => $"{Rate(role.Alone.Value)}>{Rate(role.AllActive.Value)}"));
            cells.AddRange([Wall(a), Noise(a), Text($"{a.Score!.Value:0.0}")]);
            table.Add([.. cells]);
        }
        Line("[bold]Ranked[/]");
        table.Write(_console, _width);
        var more = _answer.Ranked.Count - Listed;
        Wrapped("GB: memory for models (GiB). Role columns: decode tok/s of each stream, alone > with all roles decoding at once. W: at the wall, everything at its limit. "
            + "dBA: at full load, ~ where assumed." + (more > 0 ? Text($" {more} more feasible rigs: --format json.") : ""));
        Blank();
    }

    private int RoleColumns => _width >= 100 ? 4 : 3;

    private void Detail(int rank, Assessment a)
    {
        _console.Write(new Rule($"[bold]{rank}. {Markup.Escape(a.Candidate.Name)}[/]") { Justification = Justify.Left, Border = BoxBorder.Ascii });
        Parts(a);
        Memory(a.Layout!);
        Speeds(a);
        Wrapped(PlanReasons.Power(a, _answer.Requirements));
        Wrapped(PlanReasons.Noise(a, _answer.Requirements));
        foreach (var sentence in CostSentences.Running(a))
            Wrapped(sentence);
        Wrapped("Score " + string.Join(", ", a.Score!.Terms.Select(t => Text($"{t.Name} {t.Value:0.00} x {t.Weight:0}"))) + Text($" = {a.Score.Value:0.0}."));
        Bullets("Mind", a.Warnings);
        Bullets("Verify before you buy", a.Verify);
        Blank();
    }

    private void Parts(Assessment a)
    {
        var table = new TextTable(0, ("part", false), ("shop", false), ("seen", false), (_answer.Query.Currency.Code, true));
        var links = new List<string>();
        foreach (var line in a.Candidate.Rig.Lines)
        {
            var mark = "";
            if (line.Offer?.Url is { } url)
            {
                links.Add(url);
                mark = Text($" [[{links.Count}]]");
            }
            table.Add(Markup.Escape((line.Quantity > 1 ? Text($"{line.Quantity} x ") : "") + line.Item) + mark, Markup.Escape(Shop(line)), Seen(line), Cents(line.Total));
        }
        table.Add("[bold]together[/]", "", "", $"[bold]{Cents(a.Candidate.Total)}[/]");
        table.Write(_console, _width);
        for (var i = 0; i < links.Count; i++)
            _console.Profile.Out.Writer.WriteLine(Text($"  [{i + 1}] {SafeText.OneLine(links[i])}"));
        foreach (var sentence in CostSentences.Bill(a.Candidate))
            Wrapped(sentence);
        Blank();
    }

    private void Memory(Engine.Planning.Layout layout)
    {
        Line("[bold]Memory[/] (GiB)");
        foreach (var device in layout.Devices)
        {
            Wrapped($"{device.Device.Name}: {GiB(device.Usable.Installed)} installed, {GiB(device.Usable.Usable)} usable, {GiB(device.Free)} free");
            Line(Markup.Escape("  " + MemoryBar.Of(device, Math.Min(_width, 100) - 4)));
            foreach (var share in device.Shares)
            {
                Wrapped($"  {share.Role}: weights {GiB(share.Weights)} + cache {GiB(share.Cache)} + buffers {GiB(share.Buffers)} + overhead {GiB(share.Overhead)} = {GiB(share.Total)}");
            }
        }
        Blank();
    }

    private void Speeds(Assessment a)
    {
        var table = new TextTable(0, ("role", false), ("alone", true), ("expected", true), ("all active", true), ("min/target", true));
        foreach (var role in a.Layout!.Roles)
        {
            var r = role.Serving.Role;
            table.Add(Markup.Escape(r.Streams > 1 ? Text($"{r.Name} ({r.Streams} streams)") : r.Name),
                Interval(role.Alone), Interval(role.Expected), Interval(role.AllActive), $"{Rate(r.DecodeMinimum)}/{Rate(r.DecodeTarget)}");
        }
        Line("[bold]Decode[/] (tok/s of each stream with 90 % interval)");
        table.Write(_console, _width);
        foreach (var role in a.Layout.Roles)
        {
            Wrapped($"  {role.Serving.Role.Name}: {Model(role.Serving)} with {EngineName(role.Serving.Engine)} on {Where(role, a.Layout)}");
            if (role.Evidence is { } evidence)
                Wrapped($"    How known: {SpeedEvidenceText.Compact(evidence)}.");
        }
        foreach (var room in StudyWords.Room(_answer, a))
            Wrapped(room);
        Blank();
    }

    private void NothingFits()
    {
        Line("[bold red]Nothing on offer meets these requirements.[/] The nearest misses and the smallest thing that each lacks:");
        foreach (var miss in _answer.NearestMisses)
        {
            Wrapped($"- {miss.Candidate.Name}{(miss.Candidate.Total is { } total ? $" ({Money(total)})" : "")}: lacks {string.Join(" and ", miss.Rejections.Select(r => r.Lacks))}.");
            foreach (var rejection in miss.Rejections)
                Wrapped($"    {rejection.Message} [{rejection.Rule}]");
        }
        Blank();
    }

    private void Rejected()
    {
        Line(Text($"[bold]Rejected[/] ({_answer.Rejected.Count} candidates)"));
        foreach (var group in RejectedGroup.Of(_answer))
        {
            Line($"[bold]{group.Rule}[/]");
            foreach (var entry in group.Entries)
                Wrapped($"- {RejectedGroup.NameOf(entry.Assessment)}{RejectedGroup.MoreText(entry)}: {entry.Assessment.Rejections[0].Message}{RejectedGroup.AlsoText(entry.Assessment)}");
            if (group.MixedPairs > 0)
                Wrapped(Text($"- and {group.MixedPairs} pairs of different cards."));
        }
        Blank();
    }

    private void Vendors()
    {
        Line("[bold]Vendors[/]");
        foreach (var vendor in _answer.Vendors)
            Wrapped($"- {vendor.Vendor.Name}: {(vendor.Reason is null ? "its models are among the candidates above." : "drops out: " + vendor.Reason.TrimEnd('.') + ".")}");
        Blank();
    }

    private void Basis(string command)
    {
        Line("[bold]What this rests on[/]");
        foreach (var sentence in PlanReasons.Basis(_answer))
            Wrapped("- " + sentence);
        Wrapped($"Reproduce: {command}");
    }

    private void Bullets(string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        Line($"[bold]{title}[/]");
        foreach (var item in items)
            Wrapped("- " + item);
    }

    private void Line(string markup) => _console.MarkupLine(markup);

    private void Blank() => _console.WriteLine();

    // Spectre wraps without keeping an indent; bullets and continuation lines read better with one.
    private void Wrapped(string text)
    {
        foreach (var line in WrappedText.Lines(text, _width))
            _console.WriteLine(line);
    }
}
