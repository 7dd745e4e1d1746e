using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;

namespace Rigwright.App.Tests.Deciding;

/// <summary>The field must say what the planner says: it is a shortcut, not a second opinion.</summary>
public sealed class DecisionFieldTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_field_ranks_as_the_planner_does_under_random_limits(int seed)
    {
        var random = new Random(seed);
        var asked = PlanFixture.Reference.Requirements;
        string[] words = ["silent", "quiet", "moderate", "any"];
        var word = words[random.Next(words.Length)];
        var min = ByteSize.FromGB(random.Next(48, 200));
        var limits = Limits.Of(asked) with
        {
            Budget = new(Money.Chf(random.Next(0, 4000)), Money.Chf(random.Next(5000, 30000))),
            Noise = seed % 2 == 0 ? new(word, NoiseLimit.Words[word]) : new(null, SoundLevel.FromDecibelA(random.Next(300, 500) / 10.0)),
            Memory = new(min, ByteSize.FromGB(min.GB + random.Next(0, 200))),
            Purchase = (PurchaseKind)random.Next(3),
            Platforms = random.Next(2) == 0 ? new([], []) : new([], [PlatformChoice.Known[random.Next(PlatformChoice.Known.Count)]]),
            Weights = ScoreWeights.Priorities.Values.ElementAt(random.Next(ScoreWeights.Priorities.Count)),
        };

        var planned = DecisionFixture.Replanner.Plan(limits.ApplyTo(asked), []);
        var ranked = DecisionFixture.Field.Rank(limits, []);

        ranked.Select(s => s.Plan.Candidate.Id).ShouldBe(planned.Ranked.Select(a => a.Candidate.Id));
        ranked.Zip(planned.Ranked).ShouldAllBe(p => Math.Abs(p.First.Score - p.Second.Score!.Value) < 1e-6);
        DecisionFixture.Field.Candidates.Where(c => DecisionFixture.Field.IsWinner(c, limits, [])).Select(c => c.Candidate.Id).ShouldBe(planned.Ranked.Take(1).Select(a => a.Candidate.Id));
        DecisionFixture.Field.Winner(limits, [])?.Candidate.Id.ShouldBe(planned.Ranked.FirstOrDefault()?.Candidate.Id);
    }

    [Fact]
    public void Another_price_of_a_device_changes_every_plan_that_holds_it_as_planning_again_does()
    {
        PriceChange[] prices = [new("rtx-pro-6000-blackwell-ws", Money.Chf(6000))];

        var planned = DecisionFixture.Replanner.Plan(PlanFixture.Reference.Requirements, prices);

        DecisionFixture.Field.Rank(Limits.Of(PlanFixture.Reference.Requirements), prices).Select(s => s.Plan.Candidate.Id).ShouldBe(planned.Ranked.Select(a => a.Candidate.Id));
    }
}
