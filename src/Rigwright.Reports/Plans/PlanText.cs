using Rigwright.Engine.Planning;
using Spectre.Console;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>A plan for a terminal: the answer first, then the ranking, the best rigs in detail, what was rejected, and what the answer rests on.</summary>
public sealed class PlanText
{
    /// <summary>Rigs shown with every part and byte.</summary>
    public const int Detailed = 3;

    /// <summary>Rigs in the ranked table.</summary>
    public const int Listed = 15;

    private readonly PlanAnswer _answer;
    private readonly IAnsiConsole _console;
    private readonly int _width;

    private PlanText(PlanAnswer answer, IAnsiConsole console)
    {
        (_answer, _console) = (answer, console);
        _width = Math.Max(60, console.Profile.Width);
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
            foreach (var (rank, rig) in DetailedRigs(answer))
                text.Detail(rank, rig);
        }
        else
        {
            text.NothingFits();
        }
        new DecisionText(console, text._width).Write(answer);
        text.Bullets("With a power cap", [.. PlanReasons.Capped(answer)]);
        text.Rejected();
        text.Vendors();
        text.Basis(command);
    }

    /// <summary>The rigs to show in full with their ranks: the best platform of each of the first sets of devices.</summary>
    internal static IEnumerable<(int Rank, Assessment Rig)> DetailedRigs(PlanAnswer answer) =>
        answer.Ranked.Select((a, i) => (Rank: i + 1, Rig: a)).DistinctBy(r => r.Rig.Candidate.DeviceName).Take(Detailed);

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
        var table = new Table().Border(TableBorder.None).Expand();
        table.AddColumn(Right("#"));
        table.AddColumn(new TableColumn("[bold]rig[/]") { Padding = new(1, 0, 1, 0) });
        table.AddColumn(Right(_answer.Query.Currency.Code));
        table.AddColumn(Right("GB"));
        var roles = _answer.Requirements.Roles.Take(RoleColumns).ToList();
        foreach (var role in roles)
            table.AddColumn(Right(role.Name));
        table.AddColumn(Right("W"));
        table.AddColumn(Right("dBA"));
        table.AddColumn(Right("score"));
        for (var i = 0; i < Math.Min(Listed, _answer.Ranked.Count); i++)
        {
            var a = _answer.Ranked[i];
            List<string> cells = [Text($"{i + 1}"), Markup.Escape(a.Candidate.Name), Amount(a.Candidate.Total), Text($"{a.Candidate.Memory.GiB:0}")];
            cells.AddRange(a.Layout!.Roles.Take(RoleColumns).Select(role => $"{Rate(role.Alone.Value)}>{Rate(role.AllActive.Value)}"));
            cells.AddRange([Wall(a), Noise(a), Text($"{a.Score!.Value:0.0}")]);
            table.AddRow([.. cells]);
        }
        Line("[bold]Ranked[/]");
        _console.Write(table);
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
        var table = new Table().Border(TableBorder.None).Expand();
        table.AddColumn(new TableColumn("[bold]part[/]"));
        table.AddColumn(new TableColumn("[bold]shop[/]"));
        table.AddColumn(new TableColumn("[bold]seen[/]"));
        table.AddColumn(Right(_answer.Query.Currency.Code));
        var links = new List<string>();
        foreach (var line in a.Candidate.Rig.Lines)
        {
            var mark = "";
            if (line.Offer?.Url is { } url)
            {
                links.Add(url);
                mark = Text($" [[{links.Count}]]");
            }
            table.AddRow(Markup.Escape((line.Quantity > 1 ? Text($"{line.Quantity} x ") : "") + line.Item) + mark, Markup.Escape(Shop(line)), Seen(line), Cents(line.Total));
        }
        table.AddRow("[bold]together[/]", "", "", $"[bold]{Cents(a.Candidate.Total)}[/]");
        _console.Write(table);
        for (var i = 0; i < links.Count; i++)
            _console.Profile.Out.Writer.WriteLine(Text($"  [{i + 1}] {links[i]}"));
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
        var table = new Table().Border(TableBorder.None).Expand();
        table.AddColumn(new TableColumn("[bold]role[/]"));
        table.AddColumn(Right("alone"));
        table.AddColumn(Right("expected"));
        table.AddColumn(Right("all active"));
        table.AddColumn(Right("min/target"));
        foreach (var role in a.Layout!.Roles)
        {
            var r = role.Serving.Role;
            table.AddRow(Markup.Escape(r.Streams > 1 ? Text($"{r.Name} ({r.Streams} streams)") : r.Name),
                Interval(role.Alone), Interval(role.Expected), Interval(role.AllActive), $"{Rate(r.DecodeMinimum)}/{Rate(r.DecodeTarget)}");
        }
        Line("[bold]Decode[/] (tok/s of each stream with 90 % interval)");
        _console.Write(table);
        foreach (var role in a.Layout.Roles)
            Wrapped($"  {role.Serving.Role.Name}: {Model(role.Serving)} with {EngineName(role.Serving.Engine)} on {Where(role, a.Layout)}");
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

    private static TableColumn Right(string title) => new TableColumn($"[bold]{Markup.Escape(title)}[/]").RightAligned().NoWrap();

    private void Line(string markup) => _console.MarkupLine(markup);

    private void Blank() => _console.WriteLine();

    // Spectre wraps without keeping an indent; bullets and continuation lines read better with one.
    private void Wrapped(string text)
    {
        foreach (var line in WrappedText.Lines(text, _width))
            _console.WriteLine(line);
    }
}
