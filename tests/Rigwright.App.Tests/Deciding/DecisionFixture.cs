using Rigwright.App.Plan;
using Rigwright.App.Tests.Plan;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Deciding;

/// <summary>The decision behind the reference scenario, computed once.</summary>
internal static class DecisionFixture
{
    public static readonly Replanner Replanner = new(new(PlanFixture.Shipped, PlanFixture.Estimator), [], [], PlanFixture.Reference.Query);

    public static readonly DecisionMaker Maker = Replanner.Decide;

    private static readonly Lazy<PlanAnswer> Planned = new(() =>
    {
        var plan = Replanner.Plan(PlanFixture.Reference.Requirements, []);
        return plan with { Decision = Maker.Of(plan, DecisionDepth.Full) };
    });

    private static readonly Lazy<DecisionField> Gathered = new(() => DecisionField.Of(Replanner.Plan(DecisionField.Widened(PlanFixture.Reference.Requirements), []), PlanFixture.Shipped));

    public static PlanAnswer Answer => Planned.Value;

    public static Decision Decision => Answer.Decision!;

    public static DecisionField Field => Gathered.Value;
}
