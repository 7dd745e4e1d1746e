using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Plans;

/// <summary>Writes a plan in a format to a file or to standard output.</summary>
public static class PlanOutput
{
    /// <summary>Width of text that does not go to a terminal.</summary>
    public const int FileWidth = 100;

    /// <summary>Prints on standard output: with the width and the colours of a terminal where it is one.</summary>
    public static void Print(PlanAnswer answer, string format, ReportOptions options)
    {
        if (format == "text" && !Console.IsOutputRedirected)
            PlanText.Write(answer, Terminal.Output(), options.Command);
        else
            Console.Out.Write(Render(answer, format, FileWidth, options));
    }

    /// <summary>A plan as one text, in English numbers.</summary>
    public static string Render(PlanAnswer answer, string format, int width, string command) => Render(answer, format, width, ReportOptions.Of(command));

    /// <summary>A plan as one text.</summary>
    public static string Render(PlanAnswer answer, string format, int width, ReportOptions options)
    {
        switch (format)
        {
            case "json":
                return SafeText.Lines(PlanJson.Of(answer, options.Command));
            case "markdown":
                return PlanMarkdown.Of(answer, options);
            case "html":
                return PlanHtml.Of(answer, options);
            default:
                using (var writer = new StringWriter { NewLine = "\n" })
                {
                    PlanText.Write(answer, Terminal.Plain(writer, width), options.Command);
                    return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
                }
        }
    }
}
