using Rigwright.App.Plan;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Plans;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Plan;

/// <summary>Parts of an answer are found on another core; which core finds what changes nothing.</summary>
public sealed class OtherCoreTests
{
    private const string Command = "./rig plan examples/home-office.yaml --as-of 2026-02-17";

    [Fact]
    public void An_answer_found_on_several_cores_is_that_of_one()
    {
        var together = new PlanHandler(PlanFixture.Shipped, PlanFixture.Estimator)
            .Handle(new(Repository.PathOf("examples", "home-office.yaml"), PlanFixture.Day, null, []) { Depth = DecisionDepth.Full }).Answer!;

        var replanner = new Replanner(new(PlanFixture.Shipped, PlanFixture.Estimator), [], [], together.Query);
        var alone = replanner.Plan(together.Requirements, []);
        var estimator = PlanFixture.Estimator(PlanFixture.Day);
        var chooser = new ModelChooser(PlanFixture.Shipped, alone.Requirements, estimator, PlanFixture.Day);
        alone = alone with
        {
            Models = [.. alone.Shortlist.Select(s => chooser.Of(s.Rig, onlyScored: s.Rank > 1))],
            Study = PlanStudy.Of(alone, [.. OfferBook.Counting(PlanFixture.Shipped, [], [])], estimator),
            Decision = replanner.Decide.Of(alone, DecisionDepth.Full),
        };
        alone = replanner.WithVariants(alone);

        PlanOutput.Render(together, "json", 100, Command).ShouldBe(PlanOutput.Render(alone, "json", 100, Command));
    }
}
