using System.Globalization;
using System.Text;
using Rigwright.App.Accuracy;

namespace Rigwright.Reports.Accuracy;

/// <summary>The accuracy report as Markdown: the tables and bars of docs/accuracy.md, and of the terminal, which shows the same text.</summary>
public static class AccuracyMarkdown
{
    private static readonly (string Key, string Title)[] Columns =
        [("known", "known"), ("hardware", "new hardware"), ("model", "new model"), ("source", "new source")];

    /// <summary>The page docs/accuracy.md.</summary>
    public static string Page(AccuracyReport report) => """
        # How accurate are the speeds?

        This page is what `rig accuracy` prints; a test holds them together. `rig calibrate` makes the held-out predictions behind it
        (`data/calibration/held-out.csv`). How the numbers come about: [decode](formulas/decode.md), [prefill](formulas/prefill.md).

        ![Error of single-stream decode by regime, beside other tools' formulas](accuracy.svg)


        """.ReplaceLineEndings("\n") + Render(report);

    /// <summary>The whole report.</summary>
    public static string Render(AccuracyReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Scored on {report.Measurements} measurements up to {report.AsOf}; {report.LeftOut} rows are left out (flagged by the collector, CPU offload, cached prompts, a context beyond the model's).\n");
        text.Append("Error: |predicted ÷ measured − 1|, every cell of (machine, model, source) weighing the same. *Known*: the author was held out, and others\n");
        text.Append("measured the hardware, the model and the engine. *New hardware*, *new model*, *new source*: every row of the card, of the architecture, of the\n");
        text.Append("author was held out; a held-out author often takes an engine, a card or a model with them.\n");
        foreach (var quantity in report.Regimes.GroupBy(r => r.Quantity))
            Table(text, quantity.Key, [.. quantity]);
        Chart(text, report);
        Peers(text, report);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string quantity, List<RegimeErrors> rows)
    {
        text.Append("\n## ").Append(char.ToUpperInvariant(quantity[0])).Append(quantity.AsSpan(1)).Append("\n\n");
        text.Append("Median / 90th percentile / worst error, and the share of measurements inside the 90 % interval.\n\n");
        text.Append("| regime | rows | cells |");
        foreach (var (_, title) in Columns)
            text.Append(' ').Append(title).Append(" | inside |");
        text.Append("\n|---|---:|---:|");
        foreach (var _ in Columns)
            text.Append("---:|---:|");
        text.Append('\n');
        foreach (var row in rows)
        {
            var any = row.ByHolding["cell"];
            text.Append(CultureInfo.InvariantCulture, $"| {row.Regime} | {any.Rows} | {any.Cells:0} |");
            foreach (var (key, _) in Columns)
            {
                if (!row.ByHolding.TryGetValue(key, out var e))
                {
                    text.Append(" – | – |");
                    continue;
                }
                text.Append(CultureInfo.InvariantCulture, $" {Percent(e.Median)} / {Percent(e.P90)} / {Percent(e.Worst)} | {Percent(e.Coverage ?? 0)} |");
            }
            text.Append('\n');
        }
    }

    private static void Chart(StringBuilder text, AccuracyReport report)
    {
        text.Append("\n## Median error of single-stream decode, as bars\n\n```text\n");
        var first = report.Regimes.Where(r => r.Quantity == report.Regimes[0].Quantity).ToList();
        foreach (var row in first)
            Bar(text, row.Regime, row.ByHolding["hardware"].Median);
        text.Append('\n');
        foreach (var peer in report.Peers)
            Bar(text, peer.Name, peer.Errors.Median);
        text.Append("```\n");
    }

    // One block is two percent; a bar is cut at 100 %.
    private static void Bar(StringBuilder text, string name, double error) =>
        text.Append(name.PadRight(34)).Append(new string('█', (int)Math.Round(Math.Min(1, error) * 50)))
            .Append(CultureInfo.InvariantCulture, $" {error * 100:0.0} %\n");

    private static void Peers(StringBuilder text, AccuracyReport report)
    {
        text.Append("\n## Beside the naive rule and the peers' published formulas\n\n");
        text.Append("Single-stream decode; each formula on the rows that it can answer, ours on the same rows with the hardware held out.\n\n");
        text.Append("| formula | rows | median | mean | 90th percentile | worst | ours: median | 90th percentile |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var peer in report.Peers)
        {
            var e = peer.Errors;
            text.Append(CultureInfo.InvariantCulture,
                $"| {peer.Name} | {e.Rows} | {Percent(e.Median)} | {Percent(e.Mean)} | {Percent(e.P90)} | {Percent(e.Worst)} | {Percent(peer.Ours.Median)} | {Percent(peer.Ours.P90)} |\n");
        }
    }

    private static string Percent(double value) => (value * 100).ToString(value < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";
}
