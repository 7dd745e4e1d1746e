using System.Text.Json;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Reports.Plans;

/// <summary>Power caps and editions of the first rigs, for machines.</summary>
internal static class VariantJson
{
    public static void Write(Utf8JsonWriter json, PlanAnswer answer)
    {
        var currency = "_" + answer.Query.Currency.Code.ToLowerInvariant();
        json.WriteArray("variants", answer.Variants, set =>
        {
            json.WriteString("id", set.Base.Candidate.Id);
            json.WriteNumber("rank", set.Rank);
            Figures(json, set.Base, set, currency, answer.Requirements.Noise);
            json.WriteArray("variants", set.Variants, v =>
            {
                json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(v.Kind.ToString()));
                json.WriteString("id", v.Rig.Candidate.Id);
                json.WriteString("devices", v.Devices);
                json.WriteNumberOrNull("limit_watts", v.Limit?.Watts);
                json.WriteBoolean("feasible", v.Rig.IsFeasible);
                json.WriteNumberOrNull("rank", v.Rank);
                Figures(json, v.Rig, set, currency, answer.Requirements.Noise);
                json.WriteNumberOrNull("price_difference" + currency, (double?)v.PriceDifference?.Amount);
                json.WriteNumberOrNull("score_difference", v.ScoreDifference is { } points ? Math.Round(points, 3) : null);
                var shares = v.DecodeShares;
                json.WriteArray("roles", set.Base.Layout!.Roles.Select((r, i) => (Role: r, Index: i)).ToList(), r =>
                {
                    json.WriteString("name", r.Role.Serving.Role.Name);
                    json.WriteNumberOrNull("expected_decode_tokens_per_second", v.Rig.Layout?.Roles[r.Index].Expected.Value.TokensPerSecond is { } rate ? Math.Round(rate, 2) : null);
                    json.WriteNumberOrNull("share_of_decode", shares[r.Index] is { } share ? Math.Round(share, 4) : null);
                });
                json.WriteStrings("rejected_because", [.. v.Rig.Rejections.Select(r => r.Message)]);
            });
        });
    }

    private static void Figures(Utf8JsonWriter json, Assessment rig, RigVariants set, string currency, NoiseLimit limit)
    {
        json.WriteNumberOrNull("price" + currency, (double?)rig.Candidate.Total?.Amount);
        json.WriteNumberOrNull("score", rig.Score is { } score ? Math.Round(score.Value, 3) : null);
        json.WriteNumberOrNull("power_supply_watts", RigVariants.SupplyOf(rig)?.Watts);
        json.WriteNumberOrNull("wall_watts", RigVariants.WallOf(rig) is { } wall ? Math.Round(wall.Watts, 1) : null);
        json.WriteNumberOrNull("circuit_share", RigVariants.CircuitOf(rig, set.Outlet) is { } share ? Math.Round(share, 4) : null);
        json.WriteNumberOrNull("noise_dba", RigVariants.NoiseOf(rig) is { } noise ? Math.Round(noise.DecibelA, 1) : null);
        json.WriteNumberOrNull("noise_above_limit_db", NoiseRule.Above(rig.Noise, limit) is { } above ? Math.Round(above, 1) : null);
    }
}
