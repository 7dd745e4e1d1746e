namespace Rigwright.Reports
{
    // The Razor compiler writes public partial classes; nobody derives from one, and of this one nobody makes any.
    public abstract partial class _Imports;
}

namespace Rigwright.Reports.Charts
{
    public sealed partial class BarSvg;

    public sealed partial class ChartLegend;

    public sealed partial class ChartView;

    public sealed partial class LineSvg;

    public sealed partial class Marker;

    public sealed partial class PlotFrame;

    public sealed partial class ScatterSvg;

    public sealed partial class StackedBarSvg;
}

namespace Rigwright.Reports.Html
{
    public sealed partial class BlocksView;

    public sealed partial class Page;

    public sealed partial class TableView;

    public sealed partial class WordsView;
}
