namespace Rigwright.Formats.Catalogues;

/// <summary>Where the catalogue lies.</summary>
public static class CatalogueLocation
{
    /// <summary>The file that marks a folder as a catalogue.</summary>
    public const string Marker = "catalogue.json";

    /// <summary>The folder given by the user, else the nearest <c>data/</c> with a <see cref="Marker"/> from the program's folder upwards; null when there is none.</summary>
    public static string? Find(string? given)
    {
        if (given is not null)
            return given;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(Path.Combine(data, Marker)))
                return data;
        }
        return null;
    }
}
