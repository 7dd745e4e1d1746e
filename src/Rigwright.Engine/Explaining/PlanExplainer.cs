using System.Globalization;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Explaining;

/// <summary>Builds the tree of reasons of a ranked plan out of the numbers that the plan was judged by; it computes none of them anew.</summary>
public sealed class PlanExplainer(PurchaseRequirements requirements)
{
    /// <summary>The tree of a feasible plan.</summary>
    /// <param name="assessment">The plan; it must have a score.</param>
    /// <param name="rank">Its place, 1 for the best.</param>
    /// <exception cref="ArgumentException">The plan is not feasible and has no score.</exception>
    public PlanExplanation Explain(Assessment assessment, int rank)
    {
        if (assessment.Score is not { } score || assessment.Layout is null)
            throw new ArgumentException($"{assessment.Candidate.Id} was rejected: it has no score to explain.", nameof(assessment));
        var total = score.Terms.Sum(t => t.Weight);
        return new(assessment.Candidate.Id, assessment.Candidate.Name, rank, score.Value,
            [.. score.Terms.Select(t => new CriterionReason(t.Name, t.Value, t.Weight, 100 * t.Weight * t.Value / total, [.. Evidence(t.Name, assessment)]))]);
    }

    private IEnumerable<EvidenceItem> Evidence(string criterion, Assessment a) => criterion switch
    {
        "targets" => a.Layout!.Roles.Select(Chances),
        "speed" => a.Layout!.Roles.SelectMany(Speeds).Concat(Bandwidths(a)),
        "memory" => Memory(a),
        "price" => Prices(a),
        "noise" => Noise(a),
        "power" => Power(a),
        "headroom" => Headroom(a),
        "evidence" => Certainty(a),
        _ => Simplicity(a),
    };

    private static EvidenceItem Chances(RolePlacement role) =>
        new($"chance.{role.Serving.Role.Name}", $"chance that {role.Serving.Role.Name} reaches its target", 100 * Chance.AtLeast(role.Expected, role.Serving.Role.DecodeTarget), "%",
            Preference.More, Comparison.Difference, [new(Text($"from the 90 % interval of the expected decode and the target of {role.Serving.Role.DecodeTarget}"), null, null, null)]);

    private static IEnumerable<EvidenceItem> Speeds(RolePlacement role)
    {
        var (name, r) = (role.Serving.Role.Name, role.Serving.Role);
        yield return Rate($"decode_expected.{name}", $"decode of {name}, expected at the duty cycles", role.Expected, r.DecodeTarget.TokensPerSecond, "target");
        yield return Rate($"decode_alone.{name}", $"decode of {name}, alone", role.Alone, null, null);
        yield return Rate($"decode_all_active.{name}", $"decode of {name}, every role decoding", role.AllActive, r.DecodeMinimum.TokensPerSecond, "minimum");
    }

    private static EvidenceItem Rate(string key, string label, Speed.Prediction rate, double? against, string? what) =>
        new(key, label, rate.Value.TokensPerSecond, "tok/s", Preference.More, Comparison.Ratio, [new(rate.Basis, null, null, null)])
        {
            Low = rate.Low.TokensPerSecond,
            High = rate.High.TokensPerSecond,
            Against = against,
            AgainstName = what,
        };

    private static IEnumerable<EvidenceItem> Bandwidths(Assessment a) => a.Candidate.Devices.Select(d => d.Device.Accelerator).Where(d => d.Bandwidth is not null)
        .Select(d => new EvidenceItem($"bandwidth.{d.Id}", $"memory bandwidth of one {d.Name}", d.Bandwidth!.Value.BytesPerSecond / 1e9, "GB/s", Preference.More, Comparison.Ratio, [Origin(d.Bandwidth!, "memory bandwidth")]));

    private IEnumerable<EvidenceItem> Memory(Assessment a)
    {
        yield return new("memory", "memory for models", a.Candidate.Memory.GB, "GB", Preference.More, Comparison.Difference,
            [.. a.Candidate.Devices.Select(d => Origin(d.Device.Accelerator.MemoryOptions.FirstOrDefault(m => m.Value == d.Device.Memory) ?? d.Device.Accelerator.LargestMemory, Text($"{d}: {d.Device.Memory} each")))])
        {
            Against = requirements.Memory.Target.GB,
            AgainstName = "target",
        };
    }

    private IEnumerable<EvidenceItem> Prices(Assessment a)
    {
        yield return new("price", "price", (double)a.Candidate.Total!.Value.Amount, a.Candidate.Total.Value.Currency.Code, Preference.Less, Comparison.Difference, [.. a.Candidate.Rig.Lines.Select(PriceOf)])
        {
            Against = (double)requirements.Budget.Max.Amount,
            AgainstName = "budget",
        };
    }

    private static EvidenceOrigin PriceOf(RigLine line) => new(
        Text($"{(line.Quantity > 1 ? $"{line.Quantity} × " : "")}{line.Item}: {line.Total}{(line.Offer is { } o ? o.Verified ? $" at {o.Seller ?? o.Source.Value}" : " (estimate)" : "")}{(line.PriceBasis is null ? "" : $" ({line.PriceBasis})")}"),
        line.Offer?.Source.Value, line.Offer is { } offer ? PriceQuote.TextOf(offer) : null,
        line.Offer is { } x ? x.Verified ? Domain.Provenance.Evidence.VendorSpec : Domain.Provenance.Evidence.Assumed : null, line.Offer?.Url);

    private IEnumerable<EvidenceItem> Noise(Assessment a)
    {
        var known = a.Noise!.TryGet(out var noise);
        yield return new("noise", "noise at full load", known ? noise!.Level.DecibelA : null, "dBA", Preference.Less, Comparison.Difference,
            known ? [.. noise!.Terms.Select(t => new EvidenceOrigin(Text($"{t.Label}: {t.Level}, {t.Source}"), t.Evidence == Domain.Provenance.Evidence.Assumed ? null : t.Source, null, t.Evidence))] : Unknown(a.Noise.Missing))
        {
            Against = requirements.Noise.Limit?.DecibelA,
            AgainstName = requirements.Noise.Limit is null ? null : "limit",
        };
    }

    private IEnumerable<EvidenceItem> Power(Assessment a)
    {
        var known = a.Power!.TryGet(out var power);
        var wall = known && power!.Wall.TryGet(out var w) ? w.Watts : (double?)null;
        yield return new("power", wall is null && known ? "power before the supply's losses, everything at its limit" : "power at the wall, everything at its limit", wall ?? (known ? power!.Dc.Watts : null), "W", Preference.Less, Comparison.Difference,
            known ? [.. power!.Terms.Select(t => new EvidenceOrigin(Text($"{t.Label}: {t.Power}"), t.Source, null, t.Evidence))] : Unknown(a.Power.Missing))
        {
            Against = requirements.Outlet.Continuous.Watts,
            AgainstName = "outlet",
        };
    }

    private static IEnumerable<EvidenceItem> Headroom(Assessment a)
    {
        var fullest = a.Layout!.Devices.Where(d => d.Shares.Count > 0 && d.Usable.Usable.Bytes > 0).OrderBy(d => (double)d.Free.Bytes / d.Usable.Usable.Bytes).FirstOrDefault();
        yield return new("free_share", "free share of the fullest device", 100 * a.Layout.LeastFreeShare, "%", Preference.More, Comparison.Difference,
            fullest is null ? [] : [new(Text($"{fullest.Device.Name}: {fullest.Usable.Usable} usable, {fullest.Used} taken"), null, null, null)]);
        yield return new("free_memory", "memory left free on all devices", a.Layout.Devices.Sum(d => d.Free.GiB), "GiB", Preference.More, Comparison.Difference,
            [.. a.Layout.Devices.Select(d => new EvidenceOrigin(Text($"{d.Device.Name}: {d.Free} free"), null, null, null))]);
    }

    private static IEnumerable<EvidenceItem> Certainty(Assessment a)
    {
        var unknown = a.Candidate.Findings.Where(f => f.Severity == FindingSeverity.Unknown).ToList();
        yield return new("unknown_facts", "facts to verify", unknown.Count, "", Preference.Less, Comparison.Difference, [.. unknown.Select(f => new EvidenceOrigin(f.Message, f.Source, null, null))]);
        yield return new("price_read", "share of the price read from shops lately", 100 * Scoring.ShareRead(a), "%", Preference.More, Comparison.Difference,
            [.. a.Candidate.Rig.Lines.Where(l => l.Offer?.Verified != true).Select(PriceOf)]);
        yield return new("speed_certainty", "certainty of the speeds (low end ÷ value)", 100 * Scoring.SpeedCertainty(a), "%", Preference.More, Comparison.Difference,
            [.. a.Layout!.Roles.Select(r => new EvidenceOrigin(Text($"{r.Serving.Role.Name}: {r.Alone.Low} to {r.Alone.High}"), null, null, null))]);
    }

    private static IEnumerable<EvidenceItem> Simplicity(Assessment a)
    {
        yield return new("devices", "devices", a.Candidate.Rig.DeviceCount, "", Preference.Less, Comparison.Difference, [new(a.Candidate.DeviceName, null, null, null)]);
        yield return new("to_build", "lines of the bill to put together", a.Candidate.IsTurnkey ? 0 : a.Candidate.Rig.Lines.Count, "", Preference.Less, Comparison.Difference,
            [new(a.Candidate.IsTurnkey ? "arrives ready to switch on" : "has to be built", null, null, null)]);
    }

    private static EvidenceOrigin[] Unknown(IReadOnlyList<string> missing) => [.. missing.Select(m => new EvidenceOrigin($"not known: {m}", null, null, null))];

    private static EvidenceOrigin Origin<T>(Sourced<T> fact, string what) where T : notnull =>
        new(fact.Note is null ? what : $"{what} ({fact.Note})", fact.Source.Value, fact.AsOf == default ? null : fact.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), fact.Evidence);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
