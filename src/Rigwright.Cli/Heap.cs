namespace Rigwright.Cli;

/// <summary>The heap of a command that lives a fraction of a second.</summary>
internal static class Heap
{
    /// <summary>For the catalogue and all open parts, which take about 65 MB, in bytes.</summary>
    public const long ForAllParts = 128_000_000;

    /// <summary>Allocates so many bytes before the first collection. Reading the open parts makes tens of megabytes that all stay in use: a
    /// collection in the middle looks at every object and frees nothing. Beyond the limit everything is as usual.</summary>
    public static void CollectNothingBefore(long bytes)
    {
        try
        {
            GC.TryStartNoGCRegion(bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The process may not have so much memory (a container's limit): it collects as it needs.
        }
    }
}
