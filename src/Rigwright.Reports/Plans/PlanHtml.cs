using Rigwright.Engine.Planning;
using Rigwright.Reports.Html;

namespace Rigwright.Reports.Plans;

/// <summary>A plan as one self-contained page.</summary>
public static class PlanHtml
{
    /// <summary>The whole plan.</summary>
    public static string Of(PlanAnswer answer, ReportOptions options) => HtmlView.Of(PlanDocument.Of(answer, options));
}
