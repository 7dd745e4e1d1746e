using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>The sentences that explain a plan, built from its numbers.</summary>
internal static class PlanReasons
{
    /// <summary>Why the first rig is first.</summary>
    public static IEnumerable<string> Why(PlanAnswer answer)
    {
        var best = answer.Ranked[0];
        yield return "It holds all roles at once: " + string.Join("; ", best.Layout!.Roles.Select(r => Role(r))) + ".";
        if (answer.Ranked.Count > 1)
            yield return Against(best, answer.Ranked.First(a => a != best && a.Candidate.DeviceName != best.Candidate.DeviceName || a == answer.Ranked[^1]));
        if (answer.Decision?.Stability is { Rival: not null } stability)
            yield return StabilityWords.Lead(stability);
        if (answer.Variants.SelectMany(v => v.Variants).Where(v => v.Rank == 1 && v.Kind == VariantKind.PowerCap).MaxBy(v => v.Rig.Score!.Value) is { } capped)
            yield return Text($"A setting changes the order: {capped.Rig.Candidate.Name} scores {capped.Rig.Score!.Value:0.0} and would be first{VariantWords.LoudnessAboveLimit(capped.Rig, answer.Requirements.Noise)}; a cap is a setting that can be undone at any time.");
        if (best.Candidate.StaleLines.Count > 0)
            yield return Text($"Prices of {best.Candidate.StaleLines.Count} of its {best.Candidate.Rig.Lines.Count} lines are old ({string.Join("; ", Stale(best, answer.Query))}): ask the shops, then plan again with today's prices (--prices).");
        var others = Alternatives(answer).ToList();
        if (others.Count > 0)
            yield return "Choose instead (decode expected at the duty cycles):";
        foreach (var other in others)
            yield return "- " + other;
        var top = best.Verify.Take(2).ToList();
        if (top.Count > 0)
            yield return $"Verify before you buy ({best.Verify.Count} points below), first of all: {string.Join(" ", top)}";
    }

    // The rigs that win where the first one does not.
    private static IEnumerable<string> Alternatives(PlanAnswer answer)
    {
        var best = answer.Ranked[0];
        (string What, Assessment Rig)[] wishes =
        [
            ("to spend least", answer.Ranked.OrderBy(a => a.Candidate.Total!.Value.Amount).ThenBy(Rank).First()),
            ("for the least noise", answer.Ranked.OrderBy(a => a.Noise!.TryGet(out var n) ? n.Level.DecibelA : double.MaxValue).ThenBy(Rank).First()),
            ("for the most memory", answer.Ranked.OrderByDescending(a => a.Candidate.Memory.Bytes).ThenBy(Rank).First()),
            ($"for the fastest {answer.Requirements.Roles[0].Name} with everything active", answer.Ranked.OrderByDescending(a => Math.Round(a.Layout!.Roles[0].AllActive.Value.TokensPerSecond)).ThenBy(Rank).First()),
        ];
        return wishes.Where(w => w.Rig != best).GroupBy(w => w.Rig).Select(g =>
            $"{string.Join(" and ", g.Select(w => w.What))}: {g.Key.Candidate.Name} for {Money(g.Key.Candidate.Total!.Value)} ({string.Join(", ", g.Key.Layout!.Roles.Select(r => $"{r.Serving.Role.Name} {Rate(r.Expected.Value)}"))} tok/s)");

        int Rank(Assessment a) => answer.Ranked.Index().First(x => x.Item == a).Index;
    }

    private static string Role(RolePlacement role)
    {
        var r = role.Serving.Role;
        return $"{r.Name} {Model(role.Serving)} decodes {Rate(role.Alone.Value)} tok/s{(r.Streams > 1 ? " a stream" : "")} alone, {Rate(role.Expected.Value)} expected, {Rate(role.AllActive.Value)} with everything active (target {Rate(r.DecodeTarget)}, minimum {Rate(r.DecodeMinimum)})";
    }

    private static string Against(Assessment best, Assessment other)
    {
        var terms = best.Score!.Terms.Zip(other.Score!.Terms, (b, o) => (b.Name, Points: 100 * b.Weight * (b.Value - o.Value) / best.Score.Terms.Sum(t => t.Weight))).ToList();
        var ahead = terms.Where(t => t.Points > 0.5).OrderByDescending(t => t.Points).Select(t => Text($"{t.Name} +{t.Points:0.0}"));
        var behind = terms.Where(t => t.Points < -0.5).OrderBy(t => t.Points).Select(t => Text($"{t.Name} {t.Points:0.0}"));
        return Text($"Next: {other.Candidate.Name} for {Money(other.Candidate.Total!.Value)} ({other.Score.Value:0.0} against {best.Score.Value:0.0} points; the first is ahead in {Joined(ahead)}, behind in {Joined(behind)}).");
    }

    private static string Joined(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } text ? text : "nothing";

    public static string Power(Assessment a, PurchaseRequirements requirements)
    {
        if (!a.Power!.TryGet(out var power))
            return $"Power: unknown ({string.Join(", ", a.Power.Missing)}).";
        var wall = power.Wall.TryGet(out var w) ? Text($"{w.Watts:0} W at the wall, {100 * (w / requirements.Outlet.Continuous):0} % of {requirements.Outlet.Name}") : $"wall load unknown ({string.Join(", ", power.Wall.Missing)})";
        return Text($"Power with everything at its limit: {power.Dc.Watts:0} W DC ({power.Breakdown}); {wall}. Decoding draws less.");
    }

    public static string Noise(Assessment a, PurchaseRequirements requirements) => a.Noise!.TryGet(out var noise)
        ? Text($"Noise: about {noise.Level.DecibelA:0} dBA at full load ({string.Join("; ", noise.Terms.Select(t => Text($"{t.Label} {t.Level.DecibelA:0} dBA, {t.Source}")))}); limit {requirements.Noise}.")
        : $"Noise: unknown ({string.Join(", ", a.Noise.Missing)}); limit {requirements.Noise}.";

    // What is stale of a rig with its age, the oldest first.
    private static IEnumerable<string> Stale(Assessment rig, PriceQuery query) => rig.Candidate.Rig.Lines
        .Where(l => l.Offer is not null && rig.Candidate.StaleLines.Contains(l.Reference))
        .Select(l => (l.Item, Offer: l.Offer!, Age: StalenessHorizon.AgeOf(l.Offer!, query.AsOf)))
        .OrderByDescending(l => l.Age ?? int.MaxValue).ThenBy(l => l.Item, StringComparer.Ordinal)
        .Select(l => Text($"{l.Item} {(l.Age is { } age ? $"{age} days" : "of no known day")}, stale after {Horizon(l.Offer, query)}"));

    private static int Horizon(Domain.Offers.Offer offer, PriceQuery query) => query.Horizon.DaysOf(offer.Subject, offer.Reference, query.AsOf);

    /// <summary>Dates, disputes and doubts behind the prices.</summary>
    public static IEnumerable<string> Basis(PlanAnswer answer)
    {
        var day = answer.Query.AsOf;
        var quotes = answer.Ranked.SelectMany(a => a.Candidate.Devices).Select(d => (d.Device.Name, Quote: d.Device.Price.Value)).Where(q => q.Quote is not null)
            .DistinctBy(q => q.Name).OrderBy(q => q.Name, StringComparer.Ordinal).ToList();
        yield return Text($"Prices are the newest of each listing on {Day(day)}; a price read from a shop goes before an estimate; of a range the high end counts. Days after which a price is called stale: {string.Join(", ", answer.Query.Horizon.On(day).GroupBy(k => k.Days).Select(g => $"{string.Join(" and ", g.Select(k => k.Kind))} {g.Key}"))}.");
        if (answer.PriceStore is { } store)
            yield return Text($"{store.Offers:#,##0} offers of your price history ({store.Place}) count beside the catalogue's; --store none leaves them out.");
        foreach (var (name, quote) in quotes.Where(q => q.Quote!.Dispute is not null))
            yield return $"Dispute: {name} is planned with {Money(quote!.Price)} ({quote.SeenText}); for the same listing {Money(quote.Dispute!.PlanningPrice)} was stated on {PriceQuote.TextOf(quote.Dispute)} ({quote.Dispute.Source}).";
        foreach (var overtaken in answer.Overtaken)
            yield return Text($"Not believed: {overtaken.Part.Part.Name} at {Money(overtaken.Part.Quote.Price)} ({overtaken.Part.Quote.SeenText}): {overtaken.By.Part.Name} cost {Money(overtaken.By.Quote.Price)} on {overtaken.By.Quote.SeenText}, {overtaken.Factor:0.0} times as much per gigabyte.");
        var stale = quotes.Where(q => q.Quote!.IsStale).Select(q => Text($"{q.Name} ({q.Quote!.SeenText}, {q.Quote.AgeDays} days, stale after {Horizon(q.Quote.Offer, answer.Query)})")).ToList();
        if (stale.Count > 0)
            yield return $"Stale prices: {string.Join(", ", stale)}.";
        if (answer.Front is { } front)
            yield return Text($"Front: {front.Members.Count} of {front.Feasible} feasible rigs are beaten by no other in {string.Join(", ", front.Objectives)} together; {front.Candidates} candidates stand for {front.Combinations:#,##0} combinations of devices and priced parts (--format json names the rigs).");
        if (answer.Capped.Count > 0 || answer.Variants.Count > 0)
            yield return "Under a power cap the speed is read from a measured sweep of one card (docs/formulas/power-cap.md); the noise is assumed to follow the heat.";
        yield return "Memory is computed tensor by tensor; speeds come from a step-time formula fitted on published measurements, with 90 % intervals (rig accuracy). The score is explained in docs/scoring.md.";
    }
}
