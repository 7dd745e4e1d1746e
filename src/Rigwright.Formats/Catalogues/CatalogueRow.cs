using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Catalogues;

/// <summary>Typed access to one row: every problem is reported with its position, and the value is then null.</summary>
internal sealed class CatalogueRow(CatalogueTable table, CsvField[] fields)
{
    private ValueProvenance? _provenance;
    private bool _isProvenanceRead;
    private bool? _isDisputed;

    /// <summary>Kind and id as claims name this entry, for example <c>accelerator/rtx-3090</c>.</summary>
    public string Subject => table.SubjectKind + "/" + (Text("id") ?? "");

    public CatalogueContext Context => table.Context;

    public Position Here => PositionOf(0);

    public Position PositionOf(string column) => PositionOf(table.IndexOf(column) ?? 0);

    /// <summary>The cell, or null when it is empty or the table lacks the column.</summary>
    public string? Text(string column)
    {
        if (table.IndexOf(column) is not { } i)
            return null;
        var text = fields[i].Text.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>The cell; an empty one is reported.</summary>
    public string? Required(string column)
    {
        var text = Text(column);
        if (text is null)
            Error(CatalogueCodes.MissingValue, column, $"'{column}' is empty.");
        return text;
    }

    public double? Number(string column, double min, double max) => Text(column) is { } text ? ParseNumber(column, text, min, max) : null;

    public int? Whole(string column, int min, int max)
    {
        if (Number(column, min, max) is not { } number)
            return null;
        if (number == Math.Floor(number))
            return (int)number;
        Error(CatalogueCodes.BadNumber, column, $"'{Text(column)}' is not a whole number.");
        return null;
    }

    public DateOnly? Date(string column)
    {
        if (Text(column) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Error(CatalogueCodes.BadDate, column, $"'{text}' is not a date of the form 2026-02-16.");
        return null;
    }

    public bool? YesNo(string column) => Word(column, YesNoWords);

    /// <summary>One of a set of words.</summary>
    public T? Word<T>(string column, WordList<T> words) where T : struct
    {
        if (Text(column) is not { } text)
            return null;
        if (words.TryGet(text, out var value))
            return value;
        Error(CatalogueCodes.UnknownWord, column, $"'{text}' is not one of {string.Join(", ", words.Words)}.", NearestName.Suggest(text, words.Words));
        return null;
    }

    /// <summary>The parts of a list separated by a character, without empty ones; null for an empty cell.</summary>
    public IReadOnlyList<string>? List(string column, char separator = ';') =>
        Text(column)?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds provenance to the value of a column.</summary>
    public Sourced<T>? Sourced<T>(string column, T? value) where T : struct => value is { } v ? Wrap(column, v) : null;

    /// <inheritdoc cref="Sourced{T}(string, T?)"/>
    public Sourced<T>? SourcedRef<T>(string column, T? value) where T : class => value is null ? null : Wrap(column, value);

    public Sourced<string>? SourcedText(string column) => SourcedRef(column, Text(column));

    /// <summary>A text that is one of a few words.</summary>
    public Sourced<string>? SourcedWord(string column, IReadOnlyList<string> words)
    {
        if (Text(column) is not { } text || words.Contains(text))
            return SourcedText(column);
        Error(CatalogueCodes.UnknownWord, column, $"'{text}' is not one of {string.Join(", ", words)}.", NearestName.Suggest(text, words));
        return null;
    }

    public Sourced<int>? SourcedWhole(string column, int min, int max) => Sourced(column, Whole(column, min, max));

    public Sourced<double>? SourcedNumber(string column, double min, double max) => Sourced(column, Number(column, min, max));

    /// <summary>A number in a range, turned into a quantity.</summary>
    public Sourced<T>? Quantity<T>(string column, double min, double max, Func<double, T> make) where T : struct =>
        Number(column, min, max) is { } number ? Wrap(column, make(number)) : null;

    public double? ParseNumber(string column, string text, double min, double max)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            Error(CatalogueCodes.BadNumber, column, $"'{text}' in '{column}' is not a number.");
            return null;
        }
        if (number >= min && number <= max)
            return number;
        Error(CatalogueCodes.BadNumber, column, string.Create(CultureInfo.InvariantCulture, $"{text} in '{column}' is outside {min} … {max}."));
        return null;
    }

    public Sourced<T>? Wrap<T>(string column, T value) where T : notnull
    {
        if (Provenance is not { } provenance)
            return null;
        var ground = provenance.Of(column);
        _isDisputed ??= table.Context.Claims.IsDisputed(Subject);
        if (_isDisputed.Value && table.Context.Claims.HasRivals(Subject, column))
            table.Context.Claims.AddTableValue(Subject, column, new(Text(column)!, ground.Source, ground.Evidence, ground.AsOf, ground.Note), PositionOf(column));
        return new(value, ground.Source, ground.Evidence, ground.AsOf, ground.Note);
    }

    public ValueProvenance? Provenance
    {
        get
        {
            if (!_isProvenanceRead)
            {
                _isProvenanceRead = true;
                if (Required("source") is { } source)
                {
                    _provenance = ValueProvenance.Parse(source, Text("provenance"), table.Context.Sources, table.Columns,
                        (code, message, help) => Error(code, Text("provenance") is null ? "source" : "provenance", message, help));
                }
            }
            return _provenance;
        }
    }

    public void Error(string code, string column, string message, string? help = null) =>
        table.Context.Bag.Error(code, PositionOf(column), message, help);

    private Position PositionOf(int index) => new(table.File, fields[index].Line, fields[index].Column);

    private static readonly WordList<bool> YesNoWords = new(("yes", true), ("no", false));
}
