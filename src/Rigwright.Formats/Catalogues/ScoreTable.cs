using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>models/scores.csv</c>: published scores of models, each with its benchmark, harness and source.</summary>
internal sealed class ScoreTable
{
    public const string File = "models/scores.csv";

    private readonly Dictionary<string, List<Sourced<CapabilityScore>>> _scores = new(StringComparer.Ordinal);
    private readonly List<CatalogueRow> _rows = [];

    /// <summary>Reads the table; models are held against the catalogue's afterwards, by <see cref="CheckModels"/>.</summary>
    public static ScoreTable Read(CatalogueContext context)
    {
        var scores = new ScoreTable();
        if (CatalogueTable.Open(context, File, "score", ["model", "benchmark", "score_percent", "source"], ["harness", "scored_as", "provenance", "note"]) is not { } table)
            return scores;
        var seen = new HashSet<(string, ScoreScale, string?)>();
        foreach (var row in table.Rows)
            scores.Add(row, seen);
        return scores;
    }

    /// <summary>The scores of a model in file order.</summary>
    public IReadOnlyList<Sourced<CapabilityScore>> Of(string model) => _scores.GetValueOrDefault(model) ?? [];

    /// <summary>Reports scores of models that the catalogue lacks.</summary>
    public void CheckModels(IReadOnlyCollection<string> models)
    {
        foreach (var row in _rows)
            row.Known("model", models, "model");
    }

    private void Add(CatalogueRow row, HashSet<(string, ScoreScale, string?)> seen)
    {
        if (row.Required("model") is not { } model || row.Required("benchmark") is not { } benchmark || row.Required("score_percent") is null
            || row.Number("score_percent", 0, 100) is not { } percent
            || row.Wrap("score_percent", new CapabilityScore(benchmark, row.Text("harness"), percent, row.Text("scored_as"))) is not { } score)
            return;
        _rows.Add(row);
        if (!seen.Add((model, ScoreScale.Of(score), score.Value.ScoredAs)))
        {
            row.Error(CatalogueCodes.DuplicateId, "model", $"'{model}' has a score in {benchmark} from this harness and source already.");
            return;
        }
        if (!_scores.TryGetValue(model, out var list))
            _scores[model] = list = [];
        list.Add(score);
    }
}
