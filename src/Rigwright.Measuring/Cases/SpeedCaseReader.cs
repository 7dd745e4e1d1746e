using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Csv;

namespace Rigwright.Measuring.Cases;

/// <summary>Reads a table of speed cases. Column order is free; a missing required column, an unknown column name near a known one and a column
/// that stands twice are reported with their position.</summary>
public static class SpeedCaseReader
{
    /// <summary>The file cannot be read as a table.</summary>
    public const string Malformed = "RW6001";

    /// <summary>A required column is missing.</summary>
    public const string MissingColumn = "RW6002";

    /// <summary>A column stands twice.</summary>
    public const string RepeatedColumn = "RW6003";

    private static readonly string[] Required = ["id", "hardware", "model", "quant", "metric"];

    private static readonly string[] Optional =
    [
        "hw_count", "engine", "engine_version", "backend", "file_size_gib", "params_b", "parallelism", "concurrency", "prompt_tokens", "gen_tokens",
        "depth_tokens", "date", "notes", "source", "source_url", "source_title", "quality", "value", "flag",
    ];

    /// <summary>Reads a file.</summary>
    public static Loaded<IReadOnlyList<SpeedCase>> Read(string path)
    {
        var bag = new DiagnosticBag();
        var document = CsvDocument.Load(path, path, bag, Malformed);
        return document is null || bag.HasErrors ? new(null, bag.Items) : Bind(document, bag);
    }

    /// <summary>Reads text; for tests and for measurements held in memory.</summary>
    public static Loaded<IReadOnlyList<SpeedCase>> Parse(string text, string file)
    {
        var bag = new DiagnosticBag();
        var document = CsvDocument.Parse(text, file, bag, Malformed);
        return bag.HasErrors ? new(null, bag.Items) : Bind(document, bag);
    }

    private static Loaded<IReadOnlyList<SpeedCase>> Bind(CsvDocument document, DiagnosticBag bag)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Header.Count; i++)
        {
            var field = document.Header[i];
            if (!columns.TryAdd(field.Text.Trim(), i))
                bag.Error(RepeatedColumn, new(document.File, field.Line, field.Column), $"Column '{field.Text}' stands twice.");
        }
        foreach (var column in Required.Where(c => !columns.ContainsKey(c)))
        {
            var near = NearestName.Find(column, columns.Keys.Where(k => !Required.Contains(k) && !Optional.Contains(k)));
            bag.Error(MissingColumn, new(document.File, 1, 1), $"Column '{column}' is missing.", near is null ? null : $"Is '{near}' meant?");
        }
        if (bag.HasErrors)
            return new(null, bag.Items);
        return new([.. document.Records.Select(r => ToCase(document.File, r, columns))], bag.Items);
    }

    private static SpeedCase ToCase(string file, CsvField[] record, Dictionary<string, int> columns)
    {
        string Text(string column) => columns.TryGetValue(column, out var i) ? record[i].Text.Trim() : "";
        var notes = Text("notes");
        var flag = notes.IndexOf("FLAG:", StringComparison.Ordinal);
        return new()
        {
            Position = new(file, record[0].Line, record[0].Column),
            Id = Text("id"),
            Hardware = Text("hardware"),
            Count = Text("hw_count"),
            Engine = Text("engine"),
            Backend = Text("backend"),
            Model = Text("model"),
            Quantisation = Text("quant"),
            FileSizeGiB = Text("file_size_gib"),
            ParametersB = Text("params_b"),
            Parallelism = Text("parallelism"),
            Concurrency = Text("concurrency"),
            PromptTokens = Text("prompt_tokens"),
            GeneratedTokens = Text("gen_tokens"),
            DepthTokens = Text("depth_tokens"),
            Metric = Text("metric"),
            Date = Text("date"),
            Notes = notes,
            Source = Text("source"),
            Value = Text("value"),
            Flag = columns.ContainsKey("flag") ? Text("flag") : flag >= 0 ? notes[(flag + 5)..].Trim() : "",
        };
    }
}
