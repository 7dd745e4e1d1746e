using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Speeds;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>A plan for machines: snake_case keys with units; prices carry the currency in their key.</summary>
public static class PlanJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The whole plan.</summary>
    public static string Of(PlanAnswer answer, string command)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            new Writer(json, answer).Plan(command);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private sealed class Writer(Utf8JsonWriter json, PlanAnswer answer)
    {
        private readonly string _currency = "_" + answer.Query.Currency.Code.ToLowerInvariant();

        public void Plan(string command)
        {
            json.WriteStartObject();
            json.WriteString("name", answer.Requirements.Name);
            json.WriteString("as_of", Day(answer.Query.AsOf));
            if (answer.PriceStore is { } store)
            {
                json.WriteStartObject("price_store");
                json.WriteString("place", store.Place);
                json.WriteNumber("offers", store.Offers);
                json.WriteEndObject();
            }
            json.WriteString("region", answer.Requirements.Region.Code);
            json.WriteString("command", command);
            json.WriteString("best", answer.Ranked.Count > 0 ? answer.Ranked[0].Candidate.Id : null);
            Requirements();
            json.WriteStartArray("ranked");
            for (var i = 0; i < answer.Ranked.Count; i++)
                Ranked(i + 1, answer.Ranked[i]);
            json.WriteEndArray();
            json.WriteStartArray("capped");
            for (var i = 0; i < answer.Capped.Count; i++)
                Ranked(i + 1, answer.Capped[i].Rig);
            json.WriteEndArray();
            Front();
            VariantJson.Write(json, answer);
            json.WriteArray("rejected", answer.Rejected, Rejected);
            json.WriteArray("nearest_misses", answer.NearestMisses, Rejected);
            json.WriteArray("vendors", answer.Vendors, v =>
            {
                json.WriteString("id", v.Vendor.Id);
                json.WriteString("name", v.Vendor.Name);
                json.WriteString("drops_out_because", v.Reason);
            });
            json.WriteArray("overtaken_prices", answer.Overtaken, o =>
            {
                json.WriteString("part", o.Part.Part.Id.Value);
                Price("price", o.Part.Quote.Price);
                json.WriteString("by", o.By.Part.Id.Value);
                json.WriteNumber("factor_per_gigabyte", Math.Round(o.Factor, 3));
            });
            if (answer.Decision is { } decision)
                new DecisionJson(json).Write(decision);
            if (answer.Models.Count > 0)
                ModelJson.Write(json, answer);
            StudyJson.Plan(json, answer);
            json.WriteEndObject();
        }

        private void Front()
        {
            if (answer.Front is not { } front)
                return;
            json.WriteStartObject("front");
            json.WriteStrings("objectives", front.Objectives);
            json.WriteStrings("members", [.. front.Members.Select(m => m.Candidate.Id)]);
            json.WriteNumber("candidates", front.Candidates);
            json.WriteNumber("feasible", front.Feasible);
            json.WriteString("combinations", front.Combinations.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        private void Requirements()
        {
            var r = answer.Requirements;
            json.WriteStartObject("requirements");
            Price("budget_min", r.Budget.Min);
            Price("budget_max", r.Budget.Max);
            json.WriteNumber("memory_min_bytes", r.Memory.Min.Bytes);
            json.WriteNumber("memory_target_bytes", r.Memory.Target.Bytes);
            json.WriteNumberOrNull("noise_limit_dba", r.Noise.Limit?.DecibelA);
            json.WriteNumber("outlet_watts", r.Outlet.Continuous.Watts);
            json.WriteString("minimum_holds", JsonNamingPolicy.SnakeCaseLower.ConvertName(r.MinimumHolds.ToString()));
            json.WriteArray("roles", r.Roles, role =>
            {
                json.WriteString("name", role.Name);
                json.WriteNumber("context_tokens", role.ContextPerStream);
                json.WriteNumber("decode_depth_tokens", role.DecodeDepth);
                json.WriteNumber("streams", role.Streams);
                json.WriteNumber("duty_cycle", role.DutyCycle);
                json.WriteNumber("decode_min_tokens_per_second", role.DecodeMinimum.TokensPerSecond);
                json.WriteNumber("decode_target_tokens_per_second", role.DecodeTarget.TokensPerSecond);
                json.WriteNumber("decode_ideal_tokens_per_second", role.DecodeIdeal.TokensPerSecond);
            });
            json.WriteEndObject();
        }

        private void Ranked(int rank, Assessment a)
        {
            json.WriteStartObject();
            json.WriteNumber("rank", rank);
            Head(a);
            Score(a.Score!);
            json.WriteArray("parts", a.Candidate.Rig.Lines, Line);
            CostJson.Bill(json, a.Candidate.Bill, _currency);
            CostJson.Running(json, a.RunningCost, _currency);
            json.WriteArray("roles", a.Layout!.Roles, r => Role(r, a.Layout));
            json.WriteArray("devices", a.Layout.Devices, Device);
            Power(a);
            Noise(a);
            json.WriteStrings("warnings", a.Warnings);
            json.WriteStrings("verify_before_you_buy", a.Verify);
            StudyJson.Rig(json, answer, a);
            json.WriteEndObject();
        }

        private void Head(Assessment a)
        {
            json.WriteString("id", a.Candidate.Id);
            json.WriteString("name", a.Candidate.Name);
            json.WriteString("form", JsonNamingPolicy.SnakeCaseLower.ConvertName(a.Candidate.Rig.Form.ToString()));
            json.WriteString("platform", a.Candidate.Platform.Length > 0 ? a.Candidate.Platform : null);
            Price("price", a.Candidate.Total);
            json.WriteNumber("memory_bytes", a.Candidate.Memory.Bytes);
        }

        private void Score(Score score)
        {
            json.WriteNumber("score", Math.Round(score.Value, 3));
            json.WriteArray("score_terms", score.Terms, t =>
            {
                json.WriteString("name", t.Name);
                json.WriteNumber("value", Math.Round(t.Value, 4));
                json.WriteNumber("weight", t.Weight);
                json.WriteString("basis", t.Basis);
            });
        }

        private void Line(RigLine line)
        {
            json.WriteString("item", line.Item);
            json.WriteString("reference", line.Reference);
            json.WriteNumber("quantity", line.Quantity);
            Price("unit_price", line.UnitPrice);
            Price("price", line.Total);
            json.WriteString("shop", line.Offer?.Seller);
            json.WriteString("seen", line.Offer is { } offer ? PriceQuote.TextOf(offer) : null);
            json.WriteString("url", line.Offer?.Url);
            json.WriteString("source", line.Offer?.Source.Value);
            json.WriteBoolean("verified", line.Offer?.Verified == true);
            json.WriteString("price_basis", line.PriceBasis);
            CostJson.Line(json, line, _currency);
        }

        private void Role(RolePlacement role, Engine.Planning.Layout layout)
        {
            json.WriteString("name", role.Serving.Role.Name);
            json.WriteString("model", role.Serving.Candidate.Model.Id.Value);
            json.WriteString("quantisation", role.Serving.Quantisation.ToString());
            json.WriteNumber("candidate", role.Choice + 1);
            json.WriteString("engine", EngineName(role.Serving.Engine));
            json.WriteStrings("devices", [.. role.Option.Devices.Select(d => layout.Devices[d].Device.Name)]);
            json.WriteString("split", role.Option.Devices.Count == 1 ? null : role.Serving.Split == SplitMode.Tensor ? "tensor" : "layer");
            json.WriteRate("decode_alone_tokens_per_second", role.Alone, 2);
            json.WriteRate("decode_expected_tokens_per_second", role.Expected, 2);
            json.WriteRate("decode_all_active_tokens_per_second", role.AllActive, 2);
            json.WriteString("basis", role.Alone.Basis);
            if (role.Evidence is { } evidence)
                SpeedEvidenceJson.Write(json, "how_known", evidence);
        }

        private void Device(DeviceFilling device)
        {
            json.WriteString("name", device.Device.Name);
            json.WriteString("accelerator", device.Device.Choice.Accelerator.Id.Value);
            json.WriteNumber("installed_bytes", device.Usable.Installed.Bytes);
            json.WriteNumber("usable_bytes", device.Usable.Usable.Bytes);
            json.WriteNumber("free_bytes", device.Free.Bytes);
            json.WriteArray("roles", device.Shares, s =>
            {
                json.WriteString("name", s.Role);
                json.WriteNumber("weights_bytes", s.Weights.Bytes);
                json.WriteNumber("kv_cache_bytes", s.Cache.Bytes);
                json.WriteNumber("compute_bytes", s.Buffers.Bytes);
                json.WriteNumber("overhead_bytes", s.Overhead.Bytes);
                json.WriteNumber("total_bytes", s.Total.Bytes);
            });
        }

        private void Power(Assessment a)
        {
            if (!a.Power!.TryGet(out var power))
            {
                json.WriteStrings("power_missing", a.Power.Missing);
                return;
            }
            json.WriteNumber("power_dc_watts", Math.Round(power.Dc.Watts, 1));
            json.WriteNumberOrNull("power_wall_watts", power.Wall.TryGet(out var wall) ? Math.Round(wall.Watts, 1) : null);
            json.WriteString("power_evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(power.Evidence.ToString()));
        }

        private void Noise(Assessment a)
        {
            if (!a.Noise!.TryGet(out var noise))
            {
                json.WriteStrings("noise_missing", a.Noise.Missing);
                return;
            }
            json.WriteNumber("noise_dba", Math.Round(noise.Level.DecibelA, 1));
            json.WriteString("noise_evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(noise.Evidence.ToString()));
        }

        private void Rejected(Assessment a)
        {
            Head(a);
            json.WriteArray("rejections", a.Rejections, r =>
            {
                json.WriteString("rule", r.Rule);
                json.WriteString("message", r.Message);
                json.WriteString("actual", r.Actual);
                json.WriteString("limit", r.Limit);
                json.WriteNumber("gap", Math.Round(r.Gap, 4));
                json.WriteString("lacks", r.Lacks);
            });
        }

        private void Price(string key, Money? money) => json.WriteNumberOrNull(key + _currency, money?.Amount);
    }
}
