using System.Diagnostics;

namespace Rigwright.TestKit;

/// <summary>The real PostgreSQL server of the tests: the one that <c>./test</c> started, else one of its own that ends with the process.</summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Connection string of a running server, set by <c>./test</c>.</summary>
    public const string Variable = "RIGWRIGHT_TEST_POSTGRES";

    private static readonly Lazy<PostgresServer> Lazy = new(() =>
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return new(given, null);
        var server = StartOwn();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private readonly string? _folder;

    private PostgresServer(string connectionString, string? folder)
    {
        ConnectionString = connectionString;
        _folder = folder;
    }

    /// <summary>The server that all tests of a process share.</summary>
    public static PostgresServer Shared => Lazy.Value;

    /// <summary>Connects as the owner of every database.</summary>
    public string ConnectionString { get; }

    /// <summary>A server that a test may kill.</summary>
    public static PostgresServer StartOwn()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"rigwright-pg-{Guid.NewGuid():N}"[..24]);
        return new(Script("start", folder).Trim(), folder);
    }

    /// <summary>Ends the server as a crash would: without a checkpoint, every connection cut.</summary>
    public void Kill() => Script("stop", _folder!, "--kill");

    /// <summary>Starts it again after <see cref="Kill"/>; it recovers from its log.</summary>
    public void Restart() => Script("restart", _folder!);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is not null && Directory.Exists(_folder))
            Script("stop", _folder);
    }

    private static string Script(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.PathOf("eng", "postgres"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // The server keeps standard error open: only standard output ends with the script.
        var errors = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)) || process.ExitCode != 0)
            throw new InvalidOperationException($"eng/postgres {string.Join(' ', arguments)} failed:\n{errors}");
        return output ?? "";
    }
}
