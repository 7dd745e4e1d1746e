using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Planning;

/// <summary>What a buyer should know about a feasible rig: drawbacks and everything to verify before money is spent.</summary>
internal static class PlanNotes
{
    public static Assessment Add(Assessment assessment, PurchaseRequirements requirements, DateOnly asOf, Catalogue catalogue)
    {
        var warnings = assessment.Candidate.Findings.Where(f => f.Severity == FindingSeverity.Warning).Select(f => $"{f.Message} [{f.Rule}]")
            .Concat(SpeedWarnings(assessment, requirements)).Concat(NoiseWarnings(assessment, requirements, catalogue)).Concat(MarketNotes(assessment, asOf)).Concat(SellerNotes(assessment));
        var (weighty, small) = PriceDoubts(assessment);
        var verify = weighty.Concat(assessment.Candidate.Findings.Where(f => f.Severity == FindingSeverity.Unknown)
                .Select(f => $"{Capital(f.Message.Replace("verify before you buy: ", "", StringComparison.Ordinal))} [{f.Rule}]"))
            .Concat(Unknowns(assessment)).Concat(MemoryNotes(assessment)).Concat(small);
        return assessment with { Warnings = [.. warnings.Distinct()], Verify = [.. verify.Distinct()] };
    }

    private static IEnumerable<string> SpeedWarnings(Assessment assessment, PurchaseRequirements requirements)
    {
        foreach (var role in assessment.Layout!.Roles)
        {
            var (name, need) = (role.Serving.Role.Name, role.Serving.Role.DecodeMinimum);
            if (role.AllActive.Value < need && requirements.MinimumHolds != MinimumBasis.AllActive)
                yield return Text($"{name} falls to {role.AllActive.Value.TokensPerSecond:0} tok/s a stream while all roles decode at once (minimum {need.TokensPerSecond:0}).");
            else if (role.Held(requirements.MinimumHolds).Low < need)
                yield return Text($"the 90 % interval of {name} reaches down to {role.Held(requirements.MinimumHolds).Low.TokensPerSecond:0} tok/s, below the minimum of {need.TokensPerSecond:0}.");
            if (role.Choice > 0)
                yield return $"{name} runs {role.Serving.Candidate}, choice {role.Choice + 1} of the requirements: the earlier ones do not fit or are too slow.";
        }
    }

    private static IEnumerable<string> NoiseWarnings(Assessment assessment, PurchaseRequirements requirements, Catalogue catalogue)
    {
        if (NoiseRule.Above(assessment.Noise, requirements.Noise) is null || !assessment.Noise!.TryGet(out var noise))
            yield break;
        var limit = requirements.Noise.Limit!.Value;
        if (assessment.Candidate.Devices.Any(d => d.Device.Cap is not null))
        {
            yield return Text($"about {noise.Level.DecibelA:0} dBA at full load even with the cap ({Word(noise.Evidence)}), above the limit of {requirements.Noise}; listen to one before you buy.");
            yield break;
        }
        var cap = PowerCaps.Effect(assessment.Candidate, catalogue, requirements.Outlet, limit);
        yield return Text($"about {noise.Level.DecibelA:0} dBA at full load ({Word(noise.Evidence)}), above the limit of {requirements.Noise}; listen to one before you buy, or cap its power{CapText(cap, limit)}.");
    }

    private static IEnumerable<string> SellerNotes(Assessment assessment) =>
        assessment.Candidate.Rig.Lines.SelectMany(l => (l.Landed?.Remarks ?? []).Select(r => $"{l.Item}: {r}."));

    private static string CapText(CapEffect? cap, SoundLevel limit) => cap is null ? ""
        : Text($": {cap.Cards} would be about {cap.Noise.DecibelA:0} dBA{(cap.Noise > limit ? ", still above it," : "")} and {cap.Power.Watts:0} W with {100 * cap.Decode.Value:0} % of the decode speed ({100 * cap.Decode.Low:0}-{100 * cap.Decode.High:0} %)");

    private static IEnumerable<string> MarketNotes(Assessment assessment, DateOnly asOf)
    {
        foreach (var accelerator in assessment.Candidate.Devices.Select(d => d.Device.Accelerator))
        {
            if (accelerator.DiscontinuedOn?.Value is { } end && end <= asOf)
                yield return Text($"{accelerator.Name} has not been made since {end:yyyy-MM-dd}.");
        }
    }

    // Assumed: a doubt about less than this share of the total does not decide a purchase.
    private const decimal WeightyShare = 0.05m;

    private static (List<string> Weighty, List<string> Small) PriceDoubts(Assessment assessment)
    {
        List<string> weighty = [], small = [];
        foreach (var (name, quote) in assessment.Candidate.Devices.Select(d => (d.Device.Name, d.Device.Price.Value)))
        {
            if (quote?.Dispute is { } other)
                weighty.Add($"{name}: {quote.Offer.PlanningPrice} ({quote.SeenText}) is planned with, but {other.PlanningPrice} is stated for the same listing on {Pricing.PriceQuote.TextOf(other)}.");
            if (quote?.IsStale == true)
                weighty.Add(Text($"{name}: the price is {quote.AgeDays} days old."));
        }
        foreach (var line in assessment.Candidate.Rig.Lines)
        {
            var doubt = line.Offer is { Verified: false } ? $"{line.Item}: the price is an estimate, not read from a shop."
                : line.Offer is null && line.PriceBasis is not null ? $"{line.Item}: {line.PriceBasis}." : null;
            if (doubt is not null)
                (line.Total?.Amount >= assessment.Candidate.Total!.Value.Amount * WeightyShare ? weighty : small).Add(doubt);
        }
        return (weighty, small);
    }

    private static IEnumerable<string> Unknowns(Assessment assessment)
    {
        if (!assessment.Noise!.IsKnown)
            yield return $"Noise: {string.Join(", ", assessment.Noise.Missing)} not known.";
        if (!assessment.Power!.IsKnown)
            yield return $"Power: {string.Join(", ", assessment.Power.Missing)} not known.";
    }

    private static IEnumerable<string> MemoryNotes(Assessment assessment)
    {
        foreach (var device in assessment.Layout!.Devices.Where(d => d.Shares.Count > 0 && d.Usable.Usable.Bytes > 0 && d.Free.Bytes < 0.03 * d.Usable.Usable.Bytes))
            yield return Text($"Only {device.Free.GiB:0.0} GiB stay free on {device.Device.Name}: a longer context or another stream does not fit.");
    }

    internal static string Word(Domain.Provenance.Evidence evidence) => evidence switch
    {
        Domain.Provenance.Evidence.Assumed => "assumed, no measurement was found",
        Domain.Provenance.Evidence.CommunityReport => "community reports",
        Domain.Provenance.Evidence.VendorSpec => "maker's figure",
        Domain.Provenance.Evidence.DerivedFromSpec => "derived from the maker's figures",
        _ => "measured",
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
