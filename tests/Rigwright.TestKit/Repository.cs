namespace Rigwright.TestKit;

/// <summary>Paths within the checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>The checkout's root: the nearest folder upwards that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rigwright.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run inside a checkout (Rigwright.slnx was not found upwards).");
    }
}
