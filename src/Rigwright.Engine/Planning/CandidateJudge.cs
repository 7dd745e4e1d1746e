using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Costs;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Holds a candidate against the hard requirements, cheapest question first, and scores what passes.</summary>
public sealed class CandidateJudge(PurchaseRequirements requirements, Catalogue catalogue, LayoutPlanner layouts, PriceQuery query)
{
    private const string EngineSupport = "software.engine-support";

    private static readonly CompatibilityRule SupportRule = CompatibilityChecker.Rules.Single(r => r.Id == EngineSupport);

    /// <summary>Judges a set of cards before a platform is searched for it: wishes, price, memory, cooling, and the budget with the cards alone. Null when it passes.</summary>
    public Assessment? JudgeCards(IReadOnlyList<DeviceCount> cards, bool forcedAirIsSold)
    {
        var cost = CandidateGenerator.DevicesCost(cards, query.Currency);
        var candidate = Unbuilt(cards);
        var rejections = new List<Rejection>();
        if (requirements.Purchase == PurchaseKind.Turnkey)
            rejections.Add(YesNo("plan.purchase", "has to be built; the requirements ask for a ready machine.", "purchase: either"));
        Price(candidate, rejections);
        Availability(candidate, rejections);
        Memory(candidate, rejections);
        if (cost is { } alone && alone > requirements.Budget.Max)
            rejections.Add(Budget(alone, "the cards alone cost"));
        if (!forcedAirIsSold && cards.FirstOrDefault(c => c.Device.Accelerator.Cooling?.Value == CoolingKind.Passive) is { } passive)
            rejections.Add(YesNo("cooling.cards", $"{passive.Device.Name} has no fan, and no case on offer is known to force air through it.", "a chassis with server airflow"));
        return rejections.Count == 0 ? null : new() { Candidate = candidate, Rejections = rejections, IsComplete = false };
    }

    /// <summary>Do the models run on some cards fast enough, whatever is built around them? The cards without a platform, out for what the models lack; null when they do.</summary>
    public Assessment? Unserved(IReadOnlyList<DeviceCount> cards)
    {
        var rejections = new List<Rejection>();
        var layout = LayOut(PlanDevice.Of(cards, machines: false, hasSwitch: false), cards.Sum(c => c.Device.Memory.Bytes * c.Count), rejections);
        return rejections.Count == 0 ? null : new() { Candidate = Unbuilt(cards), Rejections = rejections, IsComplete = false, Layout = layout };
    }

    /// <summary>Judges a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="complete">Ask every rule, also after one has failed.</param>
    public Assessment Judge(Candidate candidate, bool complete)
    {
        var rejections = new List<Rejection>();
        Wishes(candidate, rejections);
        Price(candidate, rejections);
        Availability(candidate, rejections);
        Memory(candidate, rejections);
        if (candidate.Total is { } total && total > requirements.Budget.Max)
            rejections.Add(Budget(total, "costs"));
        foreach (var error in candidate.Findings.Where(f => f.Severity == FindingSeverity.Error))
            rejections.Add(new(error.Rule, error.Message, error.Actual, error.Limit, 1, error.Limit is null ? "parts that go together" : $"{error.Limit} (has {error.Actual})"));
        if (NoEngineFor(candidate) is { } none)
            rejections.Add(none);
        var power = PowerEstimator.Estimate(candidate.Rig, requirements.Outlet);
        var noise = NoiseEstimator.Estimate(candidate.Rig, catalogue.NoiseFacts);
        if (NoiseRule.Check(candidate.Rig, noise, requirements.Noise, catalogue.NoiseFacts) is { } loud)
            rejections.Add(loud);
        var assessment = new Assessment { Candidate = candidate, Rejections = rejections, IsComplete = complete, Power = power, Noise = noise };
        if (rejections.Count > 0 && !complete)
            return assessment;
        assessment = WithLayout(assessment, rejections);
        return rejections.Count > 0 ? assessment : PlanNotes.Add(assessment, requirements, query.AsOf, catalogue) is var noted
            ? noted with { Score = Scoring.Of(noted, requirements), RunningCost = RunningCost(noted) } : assessment;
    }

    private Answer<RunningCost> RunningCost(Assessment a) =>
        RunningCostEstimator.Of(
            new(a.Candidate.Rig, a.Candidate.Total!.Value, a.Power!, [.. a.Layout!.Roles.Select(r => new RunningRole(r.Serving.Role.Streams, r.Serving.Role.DutyCycle, r.Expected))]),
            requirements.RunningCost, query, catalogue.PowerFacts);

    private Assessment WithLayout(Assessment assessment, List<Rejection> rejections)
    {
        var layout = LayOut(PlanDevice.Of(assessment.Candidate), assessment.Candidate.Memory.Bytes, rejections);
        return assessment with { Layout = layout, IsComplete = true, Candidate = WithEngineFindings(assessment.Candidate, layout) };
    }

    // The models on some devices, with what speaks against it.
    private Layout? LayOut(IReadOnlyList<PlanDevice> devices, long memory, List<Rejection> rejections)
    {
        var result = layouts.Plan(devices);
        if (result.Layout is { } layout)
            Speeds(layout, rejections);
        else if (result.Missing.Count > 0)
            rejections.Add(YesNo("plan.unknown", $"cannot be judged: {string.Join("; ", result.Missing)} unknown.", string.Join("; ", result.Missing)));
        else
        {
            var lacks = result.Shortfall is { } bytes ? $"{bytes.GiB:0.0} GiB more memory in the right place" : "an engine that serves the models on these devices";
            rejections.Add(new("plan.layout", $"the models do not fit on the devices all at once: {lacks} would be needed.", null, null,
                result.Shortfall is { } s ? (double)s.Bytes / Math.Max(1, memory) : 1, lacks));
        }
        return result.Layout;
    }

    private static Candidate Unbuilt(IReadOnlyList<DeviceCount> cards)
    {
        var rig = new Rig
        {
            Name = string.Join(" + ", cards),
            Form = RigForm.Build,
            Devices = [.. cards.Select(c => c.Device.InRig(c.Count))],
        };
        return new()
        {
            Id = string.Join('+', cards.Select(d => $"{d.Count}x-{d.Device.Id}")),
            Name = rig.Name,
            DeviceName = rig.Name,
            Platform = "",
            Devices = cards,
            Rig = rig,
            PriceMissing = [.. cards.SelectMany(d => d.Device.Price.Missing)],
        };
    }

    // With one engine wanted, the rules were asked about it with the parts; with a choice of engines each device needs one that exists for the system.
    private Rejection? NoEngineFor(Candidate candidate)
    {
        if (requirements.OperatingSystem is not { } system || requirements.Engines.Count == 1)
            return null;
        var wanted = requirements.Engines.Count > 0 ? requirements.Engines : Enum.GetValues<EngineKind>();
        var without = candidate.Rig.Devices.Select(d => d.Accelerator).FirstOrDefault(a => !wanted.Any(e => ServingOptions.Runs(e, a, system)));
        return without is null ? null : YesNo(EngineSupport, $"None of {string.Join(", ", wanted.Select(EngineKey.Of))} exists for {without.Name} under {system.Name}.", $"another operating system than {system.Name}");
    }

    // What the rule of engine support says about the engines of the layout under the wanted system.
    private Candidate WithEngineFindings(Candidate candidate, Layout? layout)
    {
        if (requirements.OperatingSystem is not { } system || requirements.Engines.Count == 1 || layout is null)
            return candidate;
        var used = layout.Roles.Select(r => EngineKey.Of(r.Serving.Engine)).ToHashSet(StringComparer.Ordinal);
        var context = new CheckContext { Engines = [.. system.Engines.Where(e => used.Contains(e.Id))], OperatingSystem = system.Name };
        return candidate with { Findings = [.. candidate.Findings, .. SupportRule.Check(candidate.Rig, context).Where(f => f.Verdict != Verdict.Pass)] };
    }

    private void Wishes(Candidate candidate, List<Rejection> rejections)
    {
        if (requirements.Purchase == PurchaseKind.Turnkey && !candidate.IsTurnkey)
            rejections.Add(YesNo("plan.purchase", "has to be built; the requirements ask for a ready machine.", "purchase: either"));
        if (requirements.Purchase == PurchaseKind.Build && candidate.IsTurnkey)
            rejections.Add(YesNo("plan.purchase", "is a ready machine; the requirements ask for a build.", "purchase: either"));
        if (!requirements.Platforms.Allows(candidate.Platform))
            rejections.Add(YesNo("plan.platform", $"stands on {PlatformNames.Of(candidate.Platform)}, which the requirements rule out.", $"platform {candidate.Platform} allowed"));
    }

    private static void Price(Candidate candidate, List<Rejection> rejections)
    {
        if (candidate.PriceMissing.Count > 0)
            rejections.Add(YesNo("plan.price", $"no price that counts: {string.Join("; ", candidate.PriceMissing)} is missing.", string.Join("; ", candidate.PriceMissing)));
    }

    // A new device that is not made any more is only on offer where a price was seen after its end.
    private void Availability(Candidate candidate, List<Rejection> rejections)
    {
        foreach (var device in candidate.Devices.Select(d => d.Device).Where(d => d.Condition == Condition.New))
        {
            if (device.Accelerator.DiscontinuedOn?.Value is { } end && end <= query.AsOf && device.Price.TryGet(out var quote) && quote.Offer.Seen < end)
            {
                rejections.Add(YesNo("plan.availability", Text($"{device.Accelerator.Name} was discontinued on {end:yyyy-MM-dd}, and the newest price of a new one is of {quote.SeenText}."),
                    "an offer dated after its end"));
            }
        }
    }

    private void Memory(Candidate candidate, List<Rejection> rejections)
    {
        var (have, need) = (candidate.Memory, requirements.Memory.Min);
        if (have < need)
        {
            rejections.Add(new("plan.memory", Text($"has {have.GB:0} GB ({have}) for models; at least {need.GB:0} GB are required."), Text($"{have.GB:0} GB"), Text($"{need.GB:0} GB"),
                (double)need.Bytes / Math.Max(1, have.Bytes) - 1, Text($"{(need - have).GB:0} GB more memory")));
        }
    }

    private Rejection Budget(Money cost, string what)
    {
        var max = requirements.Budget.Max;
        return new("plan.budget", $"{what} {Shown(cost)}, more than the {Shown(max)} of the budget.", Shown(cost), Shown(max),
            (double)(cost.Amount / max.Amount) - 1, $"{Shown(cost - max)} more budget");
    }

    private void Speeds(Layout layout, List<Rejection> rejections)
    {
        foreach (var role in layout.Roles)
        {
            var (rate, need) = (role.Held(requirements.MinimumHolds).Value, role.Serving.Role.DecodeMinimum);
            if (rate < need)
            {
                rejections.Add(new("plan.decode", Text($"{role.Serving.Role.Name} ({role.Serving.Candidate}) decodes {rate.TokensPerSecond:0.#} tok/s a stream ({BasisText(role)}); at least {need.TokensPerSecond:0.#} are required."),
                    Text($"{rate.TokensPerSecond:0.#} tok/s"), Text($"{need.TokensPerSecond:0.#} tok/s"), need.TokensPerSecond / Math.Max(0.01, rate.TokensPerSecond) - 1,
                    Text($"{need.TokensPerSecond - rate.TokensPerSecond:0.#} tok/s more for {role.Serving.Role.Name}")));
            }
        }
    }

    private string BasisText(RolePlacement role) => requirements.MinimumHolds switch
    {
        MinimumBasis.AllActive => "all roles active",
        MinimumBasis.Alone => "alone",
        _ => Text($"expected at the duty cycles; alone {role.Alone.Value.TokensPerSecond:0.#}"),
    };

    private static Rejection YesNo(string rule, string message, string lacks) => new(rule, message, null, null, 1, lacks);

    private static string Shown(Money money) => Text($"{money.Currency} {money.Amount:#,##0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
