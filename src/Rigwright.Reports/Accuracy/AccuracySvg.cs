using System.Globalization;
using System.Security;
using System.Text;
using Rigwright.App.Accuracy;
using Rigwright.Measuring.Accuracy;

namespace Rigwright.Reports.Accuracy;

/// <summary>The accuracy of single-stream decode as a picture: for each regime and each formula the median error as a bar, the 90th percentile as a
/// line to its right. One file with its own style, light and dark, as pages and READMEs embed it.</summary>
public static class AccuracySvg
{
    private const int Width = 860;
    private const int LabelWidth = 250;
    private const int RowHeight = 22;
    private const int HeaderHeight = 74;
    private const int GapHeight = 34;

    // Errors beyond are drawn to the edge, with their number.
    private const double MaxError = 1.2;

    private const string Style = ".t{font:600 15px sans-serif;fill:#1a1a1a}.l{font:13px sans-serif;fill:#1a1a1a}.n{font:12px sans-serif;fill:#555}.g{stroke:#ddd}"
        + ".own{fill:#2563a8}.peer{fill:#b0793c}.w{stroke:#555;stroke-width:1.5}.bg{fill:#fff}@media(prefers-color-scheme:dark){.t,.l{fill:#eee}.n{fill:#aaa}.g{stroke:#444}"
        + ".own{fill:#6ea8e0}.peer{fill:#d8a566}.w{stroke:#aaa}.bg{fill:#16181c}}";

    /// <summary>The whole picture.</summary>
    public static string Render(AccuracyReport report)
    {
        var own = report.Regimes.Where(r => r.Quantity == report.Regimes[0].Quantity).Select(r => (r.Regime, r.ByHolding["hardware"])).ToList();
        var peers = report.Peers.Select(p => (p.Name, p.Errors)).ToList();
        var height = HeaderHeight + own.Count * RowHeight + GapHeight + peers.Count * RowHeight + 16;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"t d\">\n");
        svg.Append("<title id=\"t\">Error of single-stream decode on hardware that was held out</title>\n");
        svg.Append("<desc id=\"d\">Median error as a bar and 90th percentile as a line, by regime; below, the published formulas of other tools. The numbers stand in docs/accuracy.md.</desc>\n");
        svg.Append("<style>").Append(Style).Append("</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bg\" width=\"{Width}\" height=\"{height}\"/>\n");
        svg.Append("<text class=\"t\" x=\"12\" y=\"24\">Error of single-stream decode, hardware held out</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"12\" y=\"43\">bar: median; line: 90th percentile; {report.Measurements} measurements to {report.AsOf}</text>\n");
        for (var percent = 0; percent <= 100; percent += 25)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"{X(percent / 100.0):0.#}\" x2=\"{X(percent / 100.0):0.#}\" y1=\"66\" y2=\"{height - 12}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"{X(percent / 100.0):0.#}\" y=\"60\" text-anchor=\"middle\">{percent} %</text>\n");
        }
        Rows(svg, own, "own", HeaderHeight);
        var below = HeaderHeight + own.Count * RowHeight + GapHeight;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"12\" y=\"{below - 8}\">The naive rule and the published formulas of other tools, on the rows that each can answer</text>\n");
        Rows(svg, peers, "peer", below);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Rows(StringBuilder svg, List<(string Name, ErrorSummary Errors)> rows, string kind, int top)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var (name, e) = rows[i];
            var y = top + i * RowHeight;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"l\" x=\"{LabelWidth - 8}\" y=\"{y + 14}\" text-anchor=\"end\">{SecurityElement.Escape(name)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{LabelWidth}\" y=\"{y + 4}\" width=\"{X(e.Median) - LabelWidth:0.#}\" height=\"13\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"w\" x1=\"{X(e.Median):0.#}\" x2=\"{X(e.P90):0.#}\" y1=\"{y + 10.5:0.#}\" y2=\"{y + 10.5:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"{X(e.P90) + 6:0.#}\" y=\"{y + 15}\">{e.Median * 100:0.0} % / {e.P90 * 100:0} %</text>\n");
        }
    }

    private static double X(double error) => LabelWidth + (Width - LabelWidth - 110) * Math.Min(error, MaxError) / MaxError;
}
