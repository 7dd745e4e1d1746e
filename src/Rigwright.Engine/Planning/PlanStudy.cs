using Rigwright.Domain.Offers;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>What is asked about the rigs that are shown in full, beyond the plan itself.</summary>
public sealed record PlanStudy
{
    /// <summary>The room that each shown layout leaves, by the candidate's id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RoleHeadroom>> Headroom { get; init; }

    /// <summary>Decode over streams of each shown layout, by the candidate's id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<StreamCurve>> Streams { get; init; }

    /// <summary>The ways to lay out the roles, each with the first rig of the ranking that does it so.</summary>
    public required IReadOnlyList<Arrangement> Arrangements { get; init; }

    /// <summary>Prices of the shown rigs' devices over time.</summary>
    public required IReadOnlyList<PriceHistory> Prices { get; init; }

    /// <summary>Studies a plan.</summary>
    /// <param name="answer">The plan.</param>
    /// <param name="offers">All offers that count for the buyer.</param>
    /// <param name="estimator">Memory and speed of a role on the day of the plan.</param>
    public static PlanStudy Of(PlanAnswer answer, IReadOnlyList<Offer> offers, IRoleEstimator estimator)
    {
        var headroom = new LayoutHeadroom(estimator);
        var shown = answer.Shortlist.Select(s => s.Rig).ToList();
        return new()
        {
            Headroom = shown.ToDictionary(r => r.Candidate.Id, r => headroom.Of(r.Layout!), StringComparer.Ordinal),
            Streams = shown.ToDictionary(r => r.Candidate.Id, r => headroom.Curves(r.Layout!), StringComparer.Ordinal),
            Arrangements = Arrangement.Of(answer.Ranked),
            Prices =
            [
                .. shown.SelectMany(r => r.Candidate.Devices).Select(d => d.Device).DistinctBy(d => d.Id)
                    .Select(d => PriceHistory.Of(PricedItem.Of(d.Accelerator, d.Memory), d.Name, d.Condition, offers, answer.Query)),
            ],
        };
    }
}
