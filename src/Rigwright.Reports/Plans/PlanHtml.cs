using System.Net;
using System.Text;
using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>A plan as one self-contained page: no script, no network, readable on paper.</summary>
public sealed class PlanHtml
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
        table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.9rem}th,td{padding:.25rem .5rem;border-bottom:1px solid #d0d7de;text-align:left;vertical-align:top}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.buy{font-size:1.3rem;font-weight:600}
        .bar{display:flex;height:1.6rem;border:1px solid #57606a;margin:.25rem 0 1rem}.bar span{overflow:hidden;font-size:.75rem;padding:.2rem;white-space:nowrap;color:#000}
        .r0{background:#9ecae9}.r1{background:#f4b183}.r2{background:#a9d18e}.r3{background:#ffd966}.r4{background:#c9b3e6}.r5{background:#e6b8af}.free{background:#fff}.not{background:#d0d7de}
        code{font-size:.85rem}
        """;

    private readonly StringBuilder _html = new();
    private readonly PlanAnswer _answer;

    private PlanHtml(PlanAnswer answer) => _answer = answer;

    /// <summary>The whole plan.</summary>
    public static string Of(PlanAnswer answer, string command)
    {
        var page = new PlanHtml(answer);
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
        page.Foot(command);
        return page._html.ToString();
    }

    private void Head()
    {
        var r = _answer.Requirements;
        Add($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{E(r.Name)}</title><style>\n{Style}\n</style></head><body>\n<h1>{E(r.Name)}</h1>\n");
        Add($"<p>{E(Scope(_answer))}</p>\n");
    }

    private void Executive()
    {
        var best = _answer.Ranked[0];
        Add($"<p class=\"buy\">Buy: {E(best.Candidate.Name)} for {E(Money(best.Candidate.Total!.Value))}.</p>\n");
        foreach (var sentence in PlanReasons.Why(_answer))
            Add($"<p>{E(sentence)}</p>\n");
    }

    private void Ranked()
    {
        Add("<h2>Ranked</h2>\n<p>Decode in tok/s of each stream: alone &gt; with all roles decoding at once. Power at the wall with everything at its limit. Noise at full load, ~ where assumed.</p>\n");
        Table([">#", "rig", ">" + _answer.Query.Currency, ">GiB", .. _answer.Requirements.Roles.Select(r => ">" + r.Name), ">W", ">dBA", ">score"],
            _answer.Ranked.Select((a, i) => (string[])[Text($"{i + 1}"), a.Candidate.Name, Amount(a.Candidate.Total), Text($"{a.Candidate.Memory.GiB:0}"),
                .. a.Layout!.Roles.Select(r => $"{Rate(r.Alone.Value)} > {Rate(r.AllActive.Value)}"), Wall(a), Noise(a), Text($"{a.Score!.Value:0.0}")]));
    }

    private void Detail(int rank, Assessment a)
    {
        Add(Text($"<h2>{rank}. {E(a.Candidate.Name)}</h2>\n<table><tr><th>part</th><th>shop</th><th>seen</th><th class=\"n\">{_answer.Query.Currency}</th></tr>\n"));
        foreach (var line in a.Candidate.Rig.Lines)
        {
            var name = E((line.Quantity > 1 ? Text($"{line.Quantity} × ") : "") + line.Item);
            var shown = line.Offer?.Url is { } url && url.StartsWith("https://", StringComparison.Ordinal) ? $"<a href=\"{E(url)}\">{name}</a>" : name;
            Add($"<tr><td>{shown}</td><td>{E(Shop(line))}</td><td>{Seen(line)}</td><td class=\"n\">{Amount(line.Total)}</td></tr>\n");
        }
        Add($"<tr><th>together</th><th></th><th></th><th class=\"n\">{Amount(a.Candidate.Total)}</th></tr></table>\n");
        foreach (var device in a.Layout!.Devices)
            Bar(device);
        Table(["role", "model and engine", ">alone", ">expected", ">all active", ">min / target"], a.Layout.Roles.Select(role => (string[])
            [role.Serving.Role.Name, $"{Model(role.Serving)}, {EngineName(role.Serving.Engine)}, {Where(role, a.Layout)}", Interval(role.Alone), Interval(role.Expected), Interval(role.AllActive),
                $"{Rate(role.Serving.Role.DecodeMinimum)} / {Rate(role.Serving.Role.DecodeTarget)}"]));
        Add($"<p>{E(PlanReasons.Power(a, _answer.Requirements))}</p>\n<p>{E(PlanReasons.Noise(a, _answer.Requirements))}</p>\n");
        Table(["score term", ">value", ">weight", "from"], a.Score!.Terms.Select(t => (string[])[t.Name, Text($"{t.Value:0.00}"), Text($"{t.Weight:0.#}"), t.Basis]));
        Bullets("Mind", a.Warnings);
        Bullets("Verify before you buy", a.Verify);
    }

    private void Bar(DeviceFilling device)
    {
        Add($"<div>{E(device.Device.Name)}: {GiB(device.Usable.Installed)} GiB installed, {GiB(device.Usable.Usable)} usable, {GiB(device.Free)} free</div><div class=\"bar\">");
        foreach (var (index, share) in device.Shares.Index())
            Segment(Text($"r{index % 6}"), $"{share.Role} {GiB(share.Total)}", share.Total.Bytes, device);
        Segment("free", $"free {GiB(device.Free)}", device.Free.Bytes, device);
        Segment("not", "", device.Reserved.Bytes, device);
        Add("</div>\n");
    }

    private void Segment(string kind, string label, long bytes, DeviceFilling device) =>
        Add(Text($"<span class=\"{kind}\" style=\"flex:{100.0 * bytes / device.Usable.Installed.Bytes:0.##}\">{E(label)}</span>"));

    private void NothingFits()
    {
        Add("<p class=\"buy\">Nothing on offer meets these requirements.</p><p>The nearest misses and the smallest thing that each lacks:</p>\n");
        Bullets("Nearest misses", [.. _answer.NearestMisses.Select(m => $"{m.Candidate.Name} lacks {string.Join(" and ", m.Rejections.Select(r => r.Lacks))}.")]);
    }

    private void Rejected()
    {
        Add(Text($"<h2>Rejected ({_answer.Rejected.Count} candidates)</h2>\n"));
        foreach (var group in RejectedGroup.Of(_answer))
        {
            List<string> items = [.. group.Entries.Select(e => $"{RejectedGroup.NameOf(e.Assessment)}{RejectedGroup.MoreText(e)}: {e.Assessment.Rejections[0].Message}{RejectedGroup.AlsoText(e.Assessment)}")];
            if (group.MixedPairs > 0)
                items.Add(Text($"and {group.MixedPairs} pairs of different cards."));
            Bullets(group.Rule, items);
        }
    }

    private void Foot(string command)
    {
        Bullets("Vendors", [.. _answer.Vendors.Select(v => $"{v.Vendor.Name}: {(v.Reason is null ? "its models are among the candidates." : "drops out: " + v.Reason.TrimEnd('.') + ".")}")]);
        Bullets("What this rests on", [.. PlanReasons.Basis(_answer)]);
        Add($"<p>Reproduce: <code>{E(command)}</code></p>\n</body></html>\n");
    }

    // A heading that begins with > is that of a column of numbers.
    private void Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        var numeric = headings.Select(h => h.StartsWith('>')).ToList();
        Add("<table><tr>" + string.Concat(headings.Select((h, i) => numeric[i] ? $"<th class=\"n\">{E(h[1..])}</th>" : $"<th>{E(h)}</th>")) + "</tr>\n");
        foreach (var row in rows)
            Add("<tr>" + string.Concat(row.Select((c, i) => $"<td{(numeric[i] ? " class=\"n\"" : "")}>{E(c)}</td>")) + "</tr>\n");
        Add("</table>\n");
    }

    private void Bullets(string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        Add($"<h3>{E(title)}</h3><ul>\n{string.Concat(items.Select(i => $"<li>{E(i)}</li>\n"))}</ul>\n");
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private void Add(string html) => _html.Append(html);
}
