using Rigwright.Domain.Catalogues;
using Rigwright.Engine.Costs;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>How much of a decision is computed.</summary>
public enum DecisionDepth
{
    /// <summary>What a terminal shows: the nearest misses, no layouts with shorter contexts, no other models than the requirements'.</summary>
    Summary,

    /// <summary>Everything.</summary>
    Full,
}

/// <summary>Computes what a plan says beyond its ranking.</summary>
/// <param name="catalogue">The facts.</param>
/// <param name="replanner">Plans again under other requirements.</param>
public sealed class DecisionMaker(Catalogue catalogue, IReplanner replanner)
{
    /// <summary>Plans on other devices that the first is set against.</summary>
    public const int Alternatives = 5;

    /// <summary>Plans on different devices whose upgrades are listed.</summary>
    public const int Growing = 3;

    /// <summary>Rejected candidates whose smallest change a summary names.</summary>
    public const int NearestRejected = 8;

    /// <summary>The decision behind a plan.</summary>
    public Decision Of(PlanAnswer answer, DecisionDepth depth)
    {
        var explainer = new PlanExplainer(answer.Requirements);
        var plans = answer.Ranked.Select((a, i) => explainer.Explain(a, i + 1)).ToList();
        var others = answer.Ranked.Index().Where(r => r.Index > 0 && r.Item.Candidate.DeviceName != answer.Ranked[0].Candidate.DeviceName)
            .DistinctBy(r => r.Item.Candidate.DeviceName).ToList();
        // The draws need nothing but the ranking: another core makes them meanwhile.
        var stability = Task.Run(() => new StabilityAnalysis(answer.Requirements, answer.Ranked).Run(StabilityAnalysis.DefaultDraws, StabilityAnalysis.DefaultSeed));
        var wide = replanner.Field(answer.Requirements);
        var field = DecisionField.Of(wide, catalogue);
        var upgrades = new UpgradePaths(answer.Requirements, field, new(answer.Requirements, catalogue, null), replanner);
        var probe = depth == DecisionDepth.Summary ? null : new ModelProbe(catalogue, answer.Requirements, replanner, answer.Query.AsOf);
        var decision = new Decision
        {
            Plans = plans,
            Against = [.. others.Take(Alternatives).Select(r => PlanDifference.Of(plans[0], plans[r.Index]))],
            WhyNot = WhyNots(answer, depth, new(answer, wide, field, catalogue, depth == DecisionDepth.Full ? replanner.LayOut : null)),
            Stability = null,
            Guide = new GuideWriter(answer, plans, probe, upgrades.Of).Write(),
            Tree = field.Candidates.Any() ? new TreeGrower(answer.Requirements, field).Grow() : null,
            Upgrades = [.. answer.Ranked.DistinctBy(a => a.Candidate.DeviceName).Take(Growing).SelectMany(upgrades.Shown)],
            Prices = PriceSensitivityAnalysis.Of(answer, field, replanner),
        };
        return decision with { Stability = stability.GetAwaiter().GetResult() };
    }

    /// <summary>Why one candidate is not the answer, with everything that can be computed about it.</summary>
    public WhyNot Why(PlanAnswer answer, Assessment candidate)
    {
        var wide = replanner.Field(answer.Requirements);
        var counterfactuals = new Counterfactuals(answer, wide, DecisionField.Of(wide, catalogue), catalogue, replanner.LayOut);
        return candidate.IsFeasible
            ? counterfactuals.OfRanked(candidate, answer.Ranked.Index().First(r => ReferenceEquals(r.Item, candidate)).Index + 1, pairs: true)
            : counterfactuals.OfRejected(candidate, pairs: true);
    }

    private static List<WhyNot> WhyNots(PlanAnswer answer, DecisionDepth depth, Counterfactuals counterfactuals)
    {
        var full = depth == DecisionDepth.Full;
        var ranked = answer.Ranked.Index().Where(r => r.Index > 0).ToList();
        var shown = full ? ranked : ranked.DistinctBy(r => r.Item.Candidate.DeviceName).Take(Alternatives).ToList();
        var rejected = counterfactuals.RejectedByNearness().Take(full ? int.MaxValue : NearestRejected);
        return
        [
            .. shown.Select(r => counterfactuals.OfRanked(r.Item, r.Index + 1, pairs: false)),
            .. rejected.Select(a => counterfactuals.OfRejected(a, pairs: false)),
        ];
    }
}
