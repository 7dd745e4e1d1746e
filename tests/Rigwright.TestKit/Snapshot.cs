using System.Runtime.CompilerServices;

namespace Rigwright.TestKit;

/// <summary>Compares output with a committed file; RIGWRIGHT_UPDATE_SNAPSHOTS=1 rewrites the files (never on CI).</summary>
public static class Snapshot
{
    /// <summary>Compares with <c>Snapshots/NAME</c> beside the calling test file. On a difference the received text is written
    /// beside it as <c>NAME.received</c> and the exception shows the first line that differs.</summary>
    public static void Match(string actual, string name, [CallerFilePath] string callerFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(callerFile)!, "Snapshots");
        MatchFile(actual, Path.Combine(folder, name));
    }

    /// <summary>Compares with a committed file.</summary>
    public static void MatchFile(string actual, string path)
    {
        actual = actual.ReplaceLineEndings("\n");
        var update = Environment.GetEnvironmentVariable("RIGWRIGHT_UPDATE_SNAPSHOTS") == "1"
            && Environment.GetEnvironmentVariable("CI") is null or "";
        if (update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected == actual)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".received", actual);
        throw new SnapshotMismatchException(path, expected, actual);
    }
}

/// <summary>Output differs from its committed snapshot.</summary>
public sealed class SnapshotMismatchException(string path, string expected, string actual)
    : Exception(Describe(path, expected, actual))
{
    private static string Describe(string path, string expected, string actual)
    {
        var e = expected.Split('\n');
        var a = actual.Split('\n');
        for (var i = 0; i < Math.Max(e.Length, a.Length); i++)
        {
            var left = i < e.Length ? e[i] : "<end of file>";
            var right = i < a.Length ? a[i] : "<end of output>";
            if (left != right)
                return $"{path}: line {i + 1} differs.\n  expected: {left}\n  actual:   {right}\nIf the change is meant, run with RIGWRIGHT_UPDATE_SNAPSHOTS=1 and review the diff.";
        }
        return $"{path}: differs.";
    }
}
