using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;

namespace Rigwright.Formats.Catalogues;

/// <summary>Ids of one table: empty and repeated ones are reported.</summary>
internal sealed class UniqueIds
{
    private readonly Dictionary<string, Place> _seen = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => _seen.Keys;

    /// <summary>The id of a row, or null when it is empty or was used before.</summary>
    public string? Take(CatalogueRow row, string column = "id")
    {
        if (row.Required(column) is not { } id)
            return null;
        if (_seen.TryGetValue(id, out var first))
        {
            row.Error(CatalogueCodes.DuplicateId, column, $"'{id}' was used before, at {first.Position}.");
            return null;
        }
        _seen[id] = new(row.PositionOf(column));
        return id;
    }

    private sealed record Place(Position Position);
}

/// <summary>References between tables.</summary>
internal static class References
{
    /// <summary>Reports a cell that names nothing of a set; returns the name when it is known.</summary>
    public static string? Known(this CatalogueRow row, string column, IReadOnlyCollection<string> known, string what)
    {
        if (row.Text(column) is not { } name)
            return null;
        if (known.Contains(name))
            return name;
        row.Error(CatalogueCodes.UnknownReference, column, $"There is no {what} '{name}'.", NearestName.Suggest(name, known));
        return null;
    }
}
