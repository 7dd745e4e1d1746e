using System.Text.Json;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.Reports.Plans;

/// <summary>Which models the shown rigs can run, for machines.</summary>
internal static class ModelJson
{
    /// <summary>The list <c>model_choice</c>.</summary>
    public static void Write(Utf8JsonWriter json, PlanAnswer answer) => json.WriteArray("model_choice", answer.Models, choice =>
    {
        json.WriteString("rig", choice.Rig);
        json.WriteBoolean("only_scored_models", choice.OnlyScored);
        json.WriteArray("roles", choice.Roles, role =>
        {
            json.WriteString("role", role.Role.Name);
            json.WriteArray("scales", role.Scales, s => Ranking(json, s));
            json.WriteArray("models", role.Tried, m => Option(json, m));
        });
    });

    private static void Ranking(Utf8JsonWriter json, ScaleRanking ranking)
    {
        json.WriteString("benchmark", ranking.Scale.Benchmark);
        json.WriteString("harness", ranking.Scale.Harness);
        json.WriteString("source", ranking.Scale.Source.Value);
        json.WriteString("best_at_target", ranking.Best?.Model.Candidate.Model.Id.Value);
        json.WriteStrings("models", [.. ranking.Models.Select(m => m.Model.Candidate.Model.Id.Value)]);
    }

    private static void Option(Utf8JsonWriter json, ModelOption m)
    {
        var model = m.Candidate.Model;
        json.WriteString("model", model.Id.Value);
        json.WriteString("quantisation", (m.Placement?.Serving.Quantisation ?? m.Candidate.Quantisation).ToString());
        json.WriteString("verdict", JsonNamingPolicy.SnakeCaseLower.ConvertName(m.Verdict.ToString()));
        json.WriteBoolean("asked", m.IsAsked);
        if (m.Placement is { } placement)
        {
            json.WriteString("engine", PlanWords.EngineName(placement.Serving.Engine));
            json.WriteNumber("memory_bytes", placement.Demand.Total.Bytes);
            json.WriteRate("decode_alone_tokens_per_second", placement.Alone, 2);
            json.WriteRate("decode_expected_tokens_per_second", placement.Expected, 2);
            json.WriteRate("decode_all_active_tokens_per_second", placement.AllActive, 2);
        }
        json.WriteNumberOrNull("max_context_tokens", m.ContextLimit);
        json.WriteString("licence", model.Licence?.Value);
        json.WriteString("released", model.Released);
        json.WriteArray("scores", m.Scores, s => Score(json, s));
    }

    private static void Score(Utf8JsonWriter json, Sourced<CapabilityScore> score)
    {
        json.WriteString("benchmark", score.Value.Benchmark);
        json.WriteString("harness", score.Value.Harness);
        json.WriteString("scored_as", score.Value.ScoredAs);
        json.WriteNumber("score_percent", score.Value.Percent);
        json.WriteString("source", score.Source.Value);
        json.WriteString("evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(score.Evidence.ToString()));
        json.WriteString("as_of", PlanWords.Day(score.AsOf));
        json.WriteString("note", score.Note);
    }
}
