namespace Rigwright.Reports.Html;

/// <summary>The page's style sheet.</summary>
internal static class PageStyle
{
    /// <summary>The whole sheet: tables stand as cards where they do not fit, those of many columns earlier than the others.</summary>
    public static string Css { get; } = Sheet.Replace(CardsHere, $"@media (max-width:44rem){{\n{Cards}\n}}\n@media (max-width:60rem){{\n{Cards.Replace(".cards", ".wide", StringComparison.Ordinal)}\n}}", StringComparison.Ordinal);

    private const string CardsHere = "/* cards */";

    private const string Sheet = """
        :root{--ink:#1a1d21;--soft:#545b64;--paper:#fff;--panel:#f5f6f8;--line:#d5d9df;--accent:#0b5c9e;--good:#1c6b34;
        --c0:#1f6fb4;--c1:#a85400;--c2:#2e7d32;--c3:#7b4fa8;--c4:#b3261e;--c5:#00757f;--c6:#6b6b00;--c7:#8a3a6b}
        @media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--soft:#a9b2bd;--paper:#14171a;--panel:#1e2328;--line:#3a424b;--accent:#7cc0ff;--good:#82d69a;
        --c0:#6db3f2;--c1:#f2a65a;--c2:#7fcf86;--c3:#c4a1ef;--c4:#ff8f85;--c5:#5fd0d8;--c6:#d3cf6a;--c7:#ef9fca}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0 auto;max-width:66rem;padding:2.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
        h1{font-size:2rem;line-height:1.15;margin:0 0 .4rem;letter-spacing:-.015em}
        h2{font-size:1.4rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:.9rem;border-top:1px solid var(--line);letter-spacing:-.01em}
        h3{font-size:1.1rem;line-height:1.3;margin:2rem 0 .5rem}
        h4{font-size:1rem;margin:1.4rem 0 .4rem}
        p,ul,ol,dl{margin:0 0 .9rem;max-width:46rem}
        ul,ol{padding-left:1.3rem}li{margin:.2rem 0}
        a{color:var(--accent);text-underline-offset:.15em}a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
        .scope,.aside,figcaption{color:var(--soft)}
        .answer{font-size:1.35rem;line-height:1.35;font-weight:600;letter-spacing:-.01em;max-width:52rem}
        nav{margin:1.5rem 0 0;font-size:.9rem}nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;max-width:none}nav li{margin:0}
        nav a{display:inline-block;padding:.15rem 0}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.9rem,1fr));gap:.6rem;margin:1.25rem 0;max-width:none}
        .figures div{background:var(--panel);border-radius:.4rem;padding:.6rem .7rem}
        dt{font-size:.8rem;color:var(--soft)}dd{margin:0;font-size:.8rem;color:var(--soft)}dd b{display:block;font-size:1.15rem;line-height:1.3;color:var(--ink);font-variant-numeric:tabular-nums;letter-spacing:-.01em}
        .scroll{margin:.75rem 0 1.25rem}
        table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);font-size:.8125rem;padding:0 0 .35rem;caption-side:top}
        th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
        thead th{font-size:.78rem;font-weight:600;color:var(--soft);vertical-align:bottom;border-bottom:1px solid var(--soft)}
        tbody th{font-weight:500}th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}
        .n{text-align:right;white-space:nowrap}thead .n{white-space:normal;overflow-wrap:anywhere;min-width:3.9rem}th:first-child.n{min-width:0}
        .total th,.total td{font-weight:650;border-top:1px solid var(--soft);border-bottom:0}
        figure{margin:1.5rem 0;padding:0}
        figcaption{font-size:.9rem;margin:0 0 .6rem;max-width:46rem}figcaption b{display:block;color:var(--ink);font-size:1rem}
        details{margin:.6rem 0 1.2rem}summary{cursor:pointer;color:var(--accent);font-size:.9rem;padding:.2rem 0}
        code{font:.875em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        pre{background:var(--panel);border-radius:.4rem;padding:.8rem 1rem;overflow-x:auto;white-space:pre-wrap;font-size:.9rem}
        .note{font-size:.7em;line-height:0}.note a{padding:0 .1em;text-decoration:none}
        .notes{font-size:.85rem;max-width:none}
        .chart{display:block;overflow:hidden;color:var(--ink)}
        .chart text{font-size:12px;fill:var(--ink)}.chart .tick,.chart .axis{fill:var(--soft)}.chart .barlabel{font-weight:600}.chart .detail{fill:var(--soft)}
        .grid{stroke:var(--line);stroke-width:1}
        .mark{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
        .front{fill:none;stroke:var(--c0);stroke-width:1.75;vector-effect:non-scaling-stroke}
        .point circle{fill:var(--panel);stroke:var(--soft);stroke-width:1}.chart .point text{font-size:10.5px}
        .onfront circle{stroke:var(--c0);stroke-width:2}
        .best circle{fill:var(--c0);stroke:var(--c0)}.chart .best text{fill:var(--paper);font-weight:700}
        .whisker{stroke:var(--ink);stroke-width:1.5}
        .line{fill:none;stroke:currentColor;stroke-width:2;vector-effect:non-scaling-stroke}.marker{fill:currentColor;stroke:currentColor;stroke-width:1.5}.hollow{fill:var(--paper)}
        .s0{color:var(--c0)}.s1{color:var(--c1)}.s2{color:var(--c2)}.s3{color:var(--c3)}.s4{color:var(--c4)}.s5{color:var(--c5)}.s6{color:var(--c6)}.s7{color:var(--c7)}
        .seg{stroke:var(--paper);stroke-width:1;fill:var(--fill)}
        .h0{--fill:#7fb2e0}.h1{--fill:#f0ad65}.h2{--fill:#8fca8b}.h3{--fill:#c3a5e0}.h4{--fill:#ee9a92}.h5{--fill:#77cbd0}.h6{--fill:#d8d27a}.h7{--fill:#eda5c9}
        .k1{fill-opacity:.78}.k2{fill-opacity:.55}.k3{fill-opacity:.35}
        .free .seg{fill:transparent;stroke:var(--soft);stroke-dasharray:3 3}.unusable .seg{stroke:var(--soft)}svg[aria-hidden] .unusable{--fill:var(--line)}
        .hatch{fill:var(--soft);opacity:.5}.hatchback{fill:var(--panel)}
        .chart .in{fill:#14171a;font-weight:600}.chart .free .in{fill:var(--ink);font-weight:400}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:.6rem 0 0;font-size:.85rem;max-width:none}.legend li{display:flex;align-items:center;gap:.4rem;margin:0}
        @media (max-width:44rem){
        body{padding:1.5rem 1rem 3rem}h1{font-size:1.6rem}.answer{font-size:1.15rem}h2{margin-top:2.25rem}
        }
        /* cards */
        @media print{
        :root{--ink:#000;--soft:#444;--paper:#fff;--panel:#f3f3f3;--line:#bbb;--accent:#000}
        body{max-width:none;padding:0;font-size:9.5pt}nav,.skip{display:none}h2{break-after:avoid}h3,h4,caption{break-after:avoid}figure,tr,.figures{break-inside:avoid}
        summary{display:none}details::details-content{content-visibility:visible;display:block;height:auto}
        .seg,.point circle,.hatchback,.figures div{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }
        """;

    // A row becomes a card: its name above, each cell a line of its label and its value.
    private const string Cards = """
        .cards,.cards tbody,.cards tr,.cards td,.cards th,.cards caption{display:block}.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .cards tr{border-bottom:1px solid var(--line);padding:.55rem 0}.cards tr.total{border-bottom:0}
        .cards td,.cards tbody th,.cards .total td,.cards .total th{border:0;padding:.08rem 0}.cards tbody th{font-weight:600}
        .cards td{display:flex;justify-content:space-between;gap:1rem;text-align:right;white-space:normal}.cards td:empty{display:none}
        .cards td::before{content:attr(data-label);color:var(--soft);text-align:left;flex:0 1 auto;max-width:70%}
        """;
}
