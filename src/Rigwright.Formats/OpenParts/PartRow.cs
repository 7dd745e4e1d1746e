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
    private readonly DateOnly _asOf = row.Field("verified") is { Length: > 0 } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Commit;

    // Ids and names stand once: they are not pooled.
    public PartId Id { get; } = new(row.Field("opendb_id").ToString());

    public string Name { get; } = row.Field("name").ToString();

    /// <summary>Was the row verified by hand upstream?</summary>
    public bool Verified => _verified;

    /// <summary>The text of a column; valid while the row is the one that was read last.</summary>
    public ReadOnlySpan<char> this[string column] => row.Field(table.Column(column).Index);

    public int Line => row.Line;

    public Position At(string column) => row.At(column);

    public string? Manufacturer => this["manufacturer"] is { Length: > 0 } maker ? table.Intern(maker) : null;

    /// <summary>Personal computers have been sold since about 1980; a year after the extract is a slip.</summary>
    public int? ReleaseYear => Number("release_year", 1980, Commit.Year + 1) is { } year ? (int)year : null;

    public IReadOnlyList<string> PartNumbers()
    {
        var text = row.Field("part_numbers");
        if (text.Length == 0)
            return [];
        // Part numbers stand once: they are not pooled. A row has one to three.
        var numbers = new List<string>(1);
        var hasPlaceholder = false;
        while (true)
        {
            var bar = text.IndexOf('|');
            var number = (bar < 0 ? text : text[..bar]).Trim();
            if (IsPlaceholder(number))
                hasPlaceholder = true;
            else if (number.Length > 0 && !Has(numbers, number))
                numbers.Add(number.ToString());
            if (bar < 0)
                break;
            text = text[(bar + 1)..];
        }
        if (hasPlaceholder)
            Repair(OpenPartCodes.PlaceholderPartNumber, "part_numbers", null, "a placeholder is no part number");
        return numbers.ToArray();
    }

    private static bool Has(List<string> numbers, ReadOnlySpan<char> number)
    {
        foreach (var known in numbers)
        {
            if (number.SequenceEqual(known))
                return true;
        }
        return false;
    }

    public Sourced<T> Fact<T>(T value, string? note = null, Evidence evidence = Evidence.CommunityReport) where T : notnull =>
        new(value, Source, evidence, _asOf, note ?? (_verified ? "verified by hand upstream" : null));

    public Sourced<string>? Text(string column)
    {
        var at = table.Column(column);
        var text = row.Field(at.Index);
        if (text.Length == 0)
            return null;
        if (!_verified && at.FactOf(text) is Sourced<string> known)
            return known;
        var fact = Fact(table.Intern(text));
        if (!_verified)
            at.Remember(fact.Value, fact);
        return fact;
    }

    public Sourced<IReadOnlyList<string>>? List(string column, Func<string, string>? spelling = null)
    {
        var at = table.Column(column);
        var text = row.Field(at.Index);
        if (text.Length == 0)
            return null;
        if (!_verified && at.FactOf(text) is Sourced<IReadOnlyList<string>> known)
            return known;
        var written = text.ToString();
        var fact = Fact(table.Split(written, spelling));
        if (!_verified)
            at.Remember(written, fact);
        return fact;
    }

    /// <summary>What the text of a column is read as; one object for each text.</summary>
    /// <typeparam name="T">What the texts of this column are read as.</typeparam>
    public T Parsed<T>(string column, Func<string, T> parse) where T : class
    {
        var at = table.Column(column);
        if (at.FactOf(row.Field(at.Index)) is T known)
            return known;
        var text = row.Field(at.Index).ToString();
        var parsed = parse(text);
        at.Remember(text, parsed);
        return parsed;
    }

    public Sourced<bool>? Flag(string column) => this[column] switch
    {
        "" => null,
        "true" or "false" => Shared(column, static (row, column, _, _) => (bool?)(row[column] is "true"), 0, 0),
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
        var text = this[column];
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
        table.Repairs.Add(new PartRepair(code, Id, column, table.Intern(this[column]), now, reason, row.At(column)));

    public Sourced<T>? Unreadable<T>(string column, string reason) where T : notnull
    {
        Repair(OpenPartCodes.NotANumber, column, null, reason);
        return null;
    }

    // A value that is repaired is told of each row, so it is not shared.
    private Sourced<T>? Shared<T>(string column, Func<PartRow, string, double, double, T?> read, double low, double high) where T : struct
    {
        var at = table.Column(column);
        var text = row.Field(at.Index);
        if (text.Length == 0)
            return null;
        if (!_verified && at.FactOf(text) is Sourced<T> known)
            return known;
        if (read(this, column, low, high) is not { } value)
            return null;
        var fact = Fact(value);
        if (!_verified)
            at.Remember(table.Intern(text), fact);
        return fact;
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> number) => number.Length is > 0 and <= 4
        && (number is "-" || number.Equals("NAN", StringComparison.OrdinalIgnoreCase) || number.Equals("N/A", StringComparison.OrdinalIgnoreCase)
            || number.Equals("NONE", StringComparison.OrdinalIgnoreCase) || number.Equals("NULL", StringComparison.OrdinalIgnoreCase));
}
