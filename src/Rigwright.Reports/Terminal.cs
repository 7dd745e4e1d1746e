using System.Text;
using Rigwright.Reports.Documents;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rigwright.Reports;

/// <summary>The consoles that reports are written to. Whatever is written, hidden characters in it are shown and not obeyed; colours come from the console alone.</summary>
public static class Terminal
{
    private static TextWriter? s_standardOutput;

    /// <summary>Puts the filter before standard output and standard error of this process. Called once, at its start.</summary>
    public static void Filter()
    {
        s_standardOutput = Console.Out;
        Console.SetOut(new SafeWriter(Console.Out));
        Console.SetError(new SafeWriter(Console.Error));
    }

    /// <summary>Standard output: with colours where it is a terminal and NO_COLOR is not set.</summary>
    public static IAnsiConsole Output() => Filtered(AnsiConsole.Create(new() { Out = new StandardOutput(s_standardOutput ?? Console.Out) }));

    /// <summary>Plain text of a fixed width, without colours.</summary>
    public static IAnsiConsole Plain(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        return Filtered(console);
    }

    private static IAnsiConsole Filtered(IAnsiConsole console)
    {
        console.Pipeline.Attach(new Hook());
        return console;
    }

    private sealed class Hook : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Shown(r));
    }

    private sealed class Shown(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(s => s.IsControlCode || s.IsLineBreak ? s : new Segment(SafeText.Lines(s.Text), s.Style));
    }

    // The standard output behind the filter: Spectre knows a terminal by its writer, which is not the console's own any more.
    private sealed class StandardOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        private const int WithoutTerminal = 80;

        public TextWriter Writer => writer;

        public bool IsTerminal => !Console.IsOutputRedirected;

        public int Width => IsTerminal && Console.BufferWidth is > 0 and var width ? width : WithoutTerminal;

        public int Height => IsTerminal && Console.WindowHeight is > 0 and var height ? height : 24;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
