using System.Text;
using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>A plan as a Markdown document.</summary>
public sealed class PlanMarkdown
{
    private readonly StringBuilder _text = new();
    private readonly PlanAnswer _answer;

    private PlanMarkdown(PlanAnswer answer) => _answer = answer;

    /// <summary>The whole plan.</summary>
    public static string Of(PlanAnswer answer, string command)
    {
        var page = new PlanMarkdown(answer);
        page.Head();
        if (answer.Ranked.Count > 0)
        {
            page.Executive();
            page.Ranked();
            foreach (var (rank, rig) in PlanText.DetailedRigs(answer))
                page.Detail(rank, rig);
        }
        else
        {
            page.NothingFits();
        }
        page.Rejected();
        page.Vendors();
        page.Basis(command);
        return page._text.ToString();
    }

    private void Head()
    {
        var r = _answer.Requirements;
        Line($"# {r.Name}");
        Line();
        Line(Scope(_answer));
        Line();
    }

    private void Executive()
    {
        var best = _answer.Ranked[0];
        Line($"**Buy: {best.Candidate.Name} for {Money(best.Candidate.Total!.Value)}.**");
        foreach (var sentence in PlanReasons.Why(_answer))
            Line(sentence);
        Line();
    }

    private void Ranked()
    {
        var roles = _answer.Requirements.Roles;
        Line("## Ranked");
        Line();
        Line("Decode in tok/s of each stream: alone > with all roles decoding at once. Power at the wall with everything at its limit. Noise at full load, ~ where assumed.");
        Line();
        Line($"| # | rig | {_answer.Query.Currency} | GiB |{string.Concat(roles.Select(r => $" {r.Name} |"))} W | dBA | score |");
        Line($"|---:|---|---:|---:|{string.Concat(roles.Select(_ => "---:|"))}---:|---:|---:|");
        foreach (var (index, a) in _answer.Ranked.Index())
        {
            Line(Text($"| {index + 1} | {Cell(a.Candidate.Name)} | {Amount(a.Candidate.Total)} | {a.Candidate.Memory.GiB:0} |")
                + string.Concat(a.Layout!.Roles.Select(r => $" {Rate(r.Alone.Value)} > {Rate(r.AllActive.Value)} |")) + Text($" {Wall(a)} | {Noise(a)} | {a.Score!.Value:0.0} |"));
        }
        Line();
    }

    private void Detail(int rank, Assessment a)
    {
        Line($"## {rank}. {a.Candidate.Name}");
        Line();
        Line($"| part | shop | seen | {_answer.Query.Currency} |");
        Line("|---|---|---|---:|");
        foreach (var line in a.Candidate.Rig.Lines)
        {
            var name = Cell((line.Quantity > 1 ? Text($"{line.Quantity} × ") : "") + line.Item);
            Line($"| {(line.Offer?.Url is { } url ? $"[{name}]({url})" : name)} | {Cell(Shop(line))} | {Seen(line)} | {Amount(line.Total)} |");
        }
        Line($"| **together** | | | **{Amount(a.Candidate.Total)}** |");
        Line();
        Line("| device | role | weights | cache | buffers | overhead | GiB |");
        Line("|---|---|---:|---:|---:|---:|---:|");
        foreach (var device in a.Layout!.Devices)
        {
            foreach (var s in device.Shares)
                Line($"| {Cell(device.Device.Name)} | {Cell(s.Role)} | {GiB(s.Weights)} | {GiB(s.Cache)} | {GiB(s.Buffers)} | {GiB(s.Overhead)} | {GiB(s.Total)} |");
            Line($"| {Cell(device.Device.Name)} | free of {GiB(device.Usable.Usable)} usable ({GiB(device.Usable.Installed)} installed) | | | | | {GiB(device.Free)} |");
        }
        Line();
        Line("| role | model and engine | alone | expected | all active | min / target |");
        Line("|---|---|---:|---:|---:|---:|");
        foreach (var role in a.Layout.Roles)
        {
            var r = role.Serving.Role;
            Line($"| {Cell(r.Streams > 1 ? Text($"{r.Name} ({r.Streams} streams)") : r.Name)} | {Cell($"{Model(role.Serving)}, {EngineName(role.Serving.Engine)}, {Where(role, a.Layout)}")} | {Interval(role.Alone)} | {Interval(role.Expected)} | {Interval(role.AllActive)} | {Rate(r.DecodeMinimum)} / {Rate(r.DecodeTarget)} |");
        }
        Line();
        Line(PlanReasons.Power(a, _answer.Requirements));
        Line();
        Line(PlanReasons.Noise(a, _answer.Requirements));
        Line();
        Line("| score term | value | weight | from |");
        Line("|---|---:|---:|---|");
        foreach (var t in a.Score!.Terms)
            Line(Text($"| {t.Name} | {t.Value:0.00} | {t.Weight:0.#} | {Cell(t.Basis)} |"));
        Line();
        Bullets("Mind", a.Warnings);
        Bullets("Verify before you buy", a.Verify);
    }

    private void NothingFits()
    {
        Line("**Nothing on offer meets these requirements.** The nearest misses and the smallest thing that each lacks:");
        Line();
        foreach (var miss in _answer.NearestMisses)
        {
            Line($"- {miss.Candidate.Name}{(miss.Candidate.Total is { } total ? $" ({Money(total)})" : "")} lacks {string.Join(" and ", miss.Rejections.Select(r => r.Lacks))}.");
            foreach (var rejection in miss.Rejections)
                Line($"  - {rejection.Message} `{rejection.Rule}`");
        }
        Line();
    }

    private void Rejected()
    {
        Line(Text($"## Rejected ({_answer.Rejected.Count} candidates)"));
        Line();
        foreach (var group in RejectedGroup.Of(_answer))
        {
            Line($"**{group.Rule}**");
            Line();
            foreach (var entry in group.Entries)
                Line($"- {RejectedGroup.NameOf(entry.Assessment)}{RejectedGroup.MoreText(entry)}: {entry.Assessment.Rejections[0].Message}{RejectedGroup.AlsoText(entry.Assessment)}");
            if (group.MixedPairs > 0)
                Line(Text($"- and {group.MixedPairs} pairs of different cards."));
            Line();
        }
    }

    private void Vendors()
    {
        Line("## Vendors");
        Line();
        foreach (var vendor in _answer.Vendors)
            Line($"- {vendor.Vendor.Name}: {(vendor.Reason is null ? "its models are among the candidates." : "drops out: " + vendor.Reason.TrimEnd('.') + ".")}");
        Line();
    }

    private void Basis(string command)
    {
        Line("## What this rests on");
        Line();
        foreach (var sentence in PlanReasons.Basis(_answer))
            Line("- " + sentence);
        Line();
        Line($"Reproduce: `{command}`");
    }

    private void Bullets(string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        Line($"**{title}**");
        Line();
        foreach (var item in items)
            Line("- " + item);
        Line();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
