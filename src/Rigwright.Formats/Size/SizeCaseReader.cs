using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Size;

/// <summary>One question of <c>rig size</c>: the published size of a model in a format.</summary>
/// <param name="Id">The asker's id, unique in the file.</param>
/// <param name="Model">Name of a model or of a published artefact.</param>
/// <param name="Format">gguf, mlx safetensors, hf safetensors, awq, …; empty: by the quantisation.</param>
/// <param name="Quant">Quantisation as the publisher writes it; empty: the format's own.</param>
/// <param name="Position">Where the case stands.</param>
public sealed record SizeCase(string Id, string Model, string Format, string Quant, Position Position);

/// <summary>Reads the cases of <c>rig size</c>: a CSV file with the columns id, model, format, quant; further columns are ignored.</summary>
public static class SizeCaseReader
{
    private static readonly string[] Columns = ["id", "model", "format", "quant"];

    /// <summary>Every case, or every problem.</summary>
    public static Loaded<IReadOnlyList<SizeCase>> Read(string path)
    {
        var bag = new DiagnosticBag();
        if (CsvDocument.Load(path, path, bag, "RW5101") is not { } document)
            return new(null, bag.Items);
        var index = Columns.ToDictionary(c => c, c => Find(document, c, bag), StringComparer.Ordinal);
        List<SizeCase> cases = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (index.Values.All(i => i >= 0))
        {
            foreach (var record in document.Records)
                ReadCase(record, index, path, seen, cases, bag);
        }
        return new(bag.HasErrors ? null : cases, bag.Items);
    }

    private static void ReadCase(CsvField[] record, Dictionary<string, int> index, string path, HashSet<string> seen, List<SizeCase> cases, DiagnosticBag bag)
    {
        CsvField Field(string column) => record[index[column]];
        var (id, model) = (Field("id"), Field("model"));
        foreach (var (name, field) in (ReadOnlySpan<(string, CsvField)>)[("id", id), ("model", model)])
        {
            if (string.IsNullOrWhiteSpace(field.Text))
                bag.Error("RW5103", new(path, field.Line, field.Column), $"'{name}' is empty.");
        }
        if (!string.IsNullOrWhiteSpace(id.Text) && !seen.Add(id.Text))
            bag.Error("RW5104", new(path, id.Line, id.Column), $"The id '{id.Text}' stands twice.");
        cases.Add(new(id.Text, model.Text.Trim(), Field("format").Text.Trim(), Field("quant").Text.Trim(), new(path, id.Line, id.Column)));
    }

    private static int Find(CsvDocument document, string column, DiagnosticBag bag)
    {
        var names = document.Header.Select(h => h.Text.Trim()).ToList();
        var at = names.FindIndex(n => string.Equals(n, column, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            bag.Error("RW5102", new(document.File, 1, 1), $"The column '{column}' is missing.", NearestName.Suggest(column, names));
        return at;
    }
}
