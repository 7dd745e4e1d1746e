using Rigwright.Domain.Diagnostics;

namespace Rigwright.Cli;

/// <summary>The file that a report goes to. Whether it may is asked before anything is computed; it is written whole or not at all.</summary>
/// <param name="Path">The file; null for standard output.</param>
/// <param name="Force">May a file that is there already be replaced?</param>
internal sealed record ReportFile(string? Path, bool Force)
{
    /// <summary>Why nothing can be written there; null when nothing is known to be in the way.</summary>
    public Diagnostic? Refusal()
    {
        if (Path is null)
            return null;
        var place = new Position("command line", 1, 1);
        if (Directory.Exists(Path))
            return new("RW7002", DiagnosticSeverity.Error, place, $"--out {Path} is a folder; name a file.");
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder && !Directory.Exists(folder))
            return new("RW7002", DiagnosticSeverity.Error, place, $"the folder of --out {Path} does not exist.");
        return File.Exists(Path) && !Force
            ? new("RW7003", DiagnosticSeverity.Error, place, $"{Path} exists already and is kept.", "Give --force to replace it, or name another file.") : null;
    }

    /// <summary>Writes the report.</summary>
    public void Write(string text)
    {
        // The file may have appeared while the answer was computed.
        if (Refusal() is { } refusal)
            throw new IOException(refusal.Message);
        AtomicFile.Write(Path!, text);
    }
}
