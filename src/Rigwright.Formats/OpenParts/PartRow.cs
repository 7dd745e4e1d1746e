using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.OpenParts;

/// <summary>Reads the fields of one row as facts and writes down every value that is not taken as it stands.</summary>
internal sealed class PartRow(CsvSource row, PartTable table)
{
    /// <summary>What every open part is.</summary>
    public static SourceId Source { get; } = new("buildcores-open-db");

    /// <summary>Date of the upstream commit that the extract was taken from.</summary>
    public static DateOnly Commit { get; } = new(2026, 8, 17);

    private readonly bool _verified = row.Field("verified").Length > 0;
    private readonly DateOnly _asOf = DateOnly.TryParseExact(row.Field("verified"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Commit;

    // Ids and names stand once: they are not pooled.
    public PartId Id { get; } = new(row.Field("opendb_id").ToString());

    public string Name { get; } = row.Field("name").ToString();

    /// <summary>Was the row verified by hand upstream?</summary>
    public bool Verified => _verified;

    /// <summary>The text of a column, one object for each text; valid while the row is the one that was read last.</summary>
    public string this[string column] => table.Intern(row.Field(column));

    public int Line => row.Line;

    public Position At(string column) => row.At(column);

    public string? Manufacturer => this["manufacturer"] is { Length: > 0 } maker ? maker : null;

    /// <summary>Personal computers have been sold since about 1980; a year after the extract is a slip.</summary>
    public int? ReleaseYear => Number("release_year", 1980, Commit.Year + 1) is { } year ? (int)year : null;

    public IReadOnlyList<string> PartNumbers()
    {
        var text = row.Field("part_numbers").ToString();
        if (text.Length == 0)
            return [];
        // Nearly every text is one number that stands once: neither split nor pooled.
        string[] numbers = text.Contains('|') ? [.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)] : [text];
        if (!Array.Exists(numbers, IsPlaceholder))
            return numbers;
        Repair(OpenPartCodes.PlaceholderPartNumber, "part_numbers", null, "a placeholder is no part number");
        return [.. numbers.Where(n => !IsPlaceholder(n))];
    }

    public Sourced<T> Fact<T>(T value, string? note = null, Evidence evidence = Evidence.CommunityReport) where T : notnull =>
        new(value, Source, evidence, _asOf, note ?? (_verified ? "verified by hand upstream" : null));

    public Sourced<string>? Text(string column)
    {
        var text = this[column];
        if (text.Length == 0 || _verified)
            return text.Length == 0 ? null : Fact(text);
        if (table.FactOf(column, text) is not Sourced<string> fact)
            table.Remember(column, text, fact = Fact(text));
        return fact;
    }

    public Sourced<IReadOnlyList<string>>? List(string column, Func<string, string>? spelling = null) =>
        this[column] is { Length: > 0 } text ? Fact(table.Split(text, spelling)) : null;

    public Sourced<bool>? Flag(string column) => this[column] switch
    {
        "" => null,
        "true" or "false" => Shared(column, static (row, column, _, _) => (bool?)(row[column] == "true"), 0, 0),
        _ => Unreadable<bool>(column, "neither true nor false"),
    };

    public Sourced<int>? Count(string column, int low, int high) => Shared(column, static (row, column, low, high) => row.Number(column, low, high) is { } n ? (int?)n : null, low, high);

    public Sourced<Power>? Watts(string column, double low, double high) =>
        Shared(column, static (row, column, low, high) => row.Number(column, low, high) is { } n ? Power.FromWatts(n) : (Power?)null, low, high);

    public Sourced<Length>? Millimetres(string column, double low, double high) =>
        Shared(column, static (row, column, low, high) => row.Number(column, low, high) is { } n ? Length.FromMillimetres(n) : (Length?)null, low, high);

    public Sourced<double>? Real(string column, double low, double high) => Shared(column, static (row, column, low, high) => row.Number(column, low, high), low, high);

    /// <summary>A number in a range; a zero below the range is unknown, anything else outside it is impossible.</summary>
    public double? Number(string column, double low, double high)
    {
        var text = row.Field(column);
        if (text.Length == 0)
            return null;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            Repair(OpenPartCodes.NotANumber, column, null, "it is not a number");
            return null;
        }
        if (value >= low && value <= high)
            return value;
        if (value == 0)
            Repair(OpenPartCodes.ZeroIsUnknown, column, null, "zero stands for unknown");
        else
            Repair(OpenPartCodes.Impossible, column, null, string.Create(CultureInfo.InvariantCulture, $"only {low} to {high} is possible"));
        return null;
    }

    public void Repair(string code, string column, string? now, string reason) =>
        table.Repairs.Add(new PartRepair(code, Id, column, this[column], now, reason, row.At(column)));

    public Sourced<T>? Unreadable<T>(string column, string reason) where T : notnull
    {
        Repair(OpenPartCodes.NotANumber, column, null, reason);
        return null;
    }

    // Ten thousand rows say 550 W on the same day for the same reason: they share one fact. A value that is repaired is told of each row.
    private Sourced<T>? Shared<T>(string column, Func<PartRow, string, double, double, T?> read, double low, double high) where T : struct
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        if (!_verified && table.FactOf(column, text) is Sourced<T> known)
            return known;
        if (read(this, column, low, high) is not { } value)
            return null;
        var fact = Fact(value);
        if (!_verified)
            table.Remember(column, text, fact);
        return fact;
    }

    private static bool IsPlaceholder(string number) => number.Length <= 4 && number.ToUpperInvariant() is "NAN" or "N/A" or "NONE" or "NULL" or "-";
}
