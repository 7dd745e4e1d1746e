using Rigwright.App.Explain;
using Rigwright.App.Tests.Plan;

namespace Rigwright.App.Tests.Deciding;

public sealed class CandidateNamesTests
{
    [Theory]
    [InlineData("4x rtx-3090")]
    [InlineData("4x-rtx-3090-used")]
    [InlineData("4x-rtx-3090-used/am5")]
    [InlineData("4x rtx 3090 used")]
    public void A_set_of_cards_is_found_by_words_and_by_its_id_on_whatever_platform(string text) =>
        CandidateNames.Find(PlanFixture.Reference, text).ShouldHaveSingleItem().Candidate.Id.ShouldStartWith("4x-rtx-3090-used");

    [Theory]
    [InlineData("abacus/am5")]
    [InlineData("/")]
    [InlineData("")]
    public void What_nothing_is_called_finds_nothing(string text) => CandidateNames.Find(PlanFixture.Reference, text).ShouldBeEmpty();
}
