using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Plans;

/// <summary>A plan as a Markdown document.</summary>
public static class PlanMarkdown
{
    /// <summary>The whole plan.</summary>
    public static string Of(PlanAnswer answer, ReportOptions options) => MarkdownView.Of(PlanDocument.Of(answer, options));
}
