using System.Diagnostics;

namespace Rigwright.TestKit;

/// <summary>What a run of the published <c>rig</c> printed.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Out">Standard output with line feeds.</param>
/// <param name="Error">Standard error with line feeds.</param>
public sealed record RigResult(int ExitCode, string Out, string Error);

/// <summary>Runs the program as a user does: a process of its own, from the checkout's root, without a terminal.</summary>
public static class RigProcess
{
    /// <summary>Runs <c>./rig ARGUMENTS</c> (the program that <c>./test</c> published) and waits at most two minutes.</summary>
    public static RigResult Run(params string[] arguments) => RunWithInput(null, arguments);

    /// <summary>Runs from another folder than the checkout's root.</summary>
    public static RigResult RunIn(string folder, params string[] arguments) => Run(folder, null, arguments);

    /// <summary>Runs with text or bytes on standard input.</summary>
    public static RigResult RunWithInput(byte[]? input, params string[] arguments) => Run(Repository.Root, input, arguments);

    private static RigResult Run(string folder, byte[]? input, string[] arguments)
    {
        var program = Repository.PathOf("artifacts", "rig", "rig.dll");
        if (!File.Exists(program))
            throw new InvalidOperationException("Run ./rig --version once: it builds what these tests start.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("COLUMNS");
        // The developer's own price history is no part of any test.
        start.Environment["RIGWRIGHT_STORE"] = "none";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"rig {string.Join(' ', arguments)} did not end within two minutes.");
        }
        return new(process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
