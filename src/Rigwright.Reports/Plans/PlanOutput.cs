using System.Text;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Plans;

/// <summary>Writes a plan in a format to a file or to standard output.</summary>
public static class PlanOutput
{
    /// <summary>Width of text that does not go to a terminal.</summary>
    public const int FileWidth = 100;

    /// <summary>Writes. A file is written beside its place and moved there when it is complete.</summary>
    public static void Write(PlanAnswer answer, string format, string? path, string command)
    {
        if (path is null && format == "text" && !Console.IsOutputRedirected)
        {
            PlanText.Write(answer, Terminal.Output(), command);
            return;
        }
        var text = Render(answer, format, FileWidth, command);
        if (path is null)
        {
            Console.Out.Write(text);
            return;
        }
        var beside = path + ".part";
        File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>A plan as one text.</summary>
    public static string Render(PlanAnswer answer, string format, int width, string command)
    {
        switch (format)
        {
            case "json":
                return SafeText.Lines(PlanJson.Of(answer, command));
            case "markdown":
                return PlanMarkdown.Of(answer, ReportOptions.Of(command));
            case "html":
                return PlanHtml.Of(answer, ReportOptions.Of(command));
            default:
                using (var writer = new StringWriter { NewLine = "\n" })
                {
                    PlanText.Write(answer, Terminal.Plain(writer, width), command);
                    return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
                }
        }
    }
}
