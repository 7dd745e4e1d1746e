using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Naming;

namespace Rigwright.Domain.Tests;

public sealed class NamingTests
{
    [Theory]
    [InlineData("rtx-5009", "rtx-5090")]
    [InlineData("RTX-4090", "rtx-4090")]
    [InlineData("completely different", null)]
    public void The_nearest_name_is_what_a_typo_meant(string given, string? meant) =>
        NearestName.Find(given, ["rtx-4090", "rtx-5090", "apple-m3-ultra-80"]).ShouldBe(meant);

    [Fact]
    public void Distance_is_symmetric_and_zero_only_for_equal_words() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((a, b) =>
        {
            var there = NearestName.Distance(a.Get, b.Get);
            return there == NearestName.Distance(b.Get, a.Get)
                && (there == 0) == string.Equals(a.Get, b.Get, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_with_two_meanings_is_ambiguous_and_never_guessed()
    {
        var names = new AliasResolver();
        names.Add("RTX PRO 6000", "ws");
        names.Add("RTX PRO 6000", "maxq");
        names.Add("RTX PRO 6000 Max-Q", "maxq");

        names.Resolve("rtx pro 6000").IsAmbiguous.ShouldBeTrue();
        names.Resolve("RTX Pro 6000 Max Q").Id.ShouldBe("maxq");
        names.Resolve("RTX PRO 6000 Mx-Q").Nearest.ShouldBe("RTX PRO 6000 Max-Q");
    }

    [Fact]
    public void A_plus_sign_is_part_of_a_name() =>
        AliasResolver.Fold("Ryzen AI Max+ 395").ShouldNotBe(AliasResolver.Fold("Ryzen AI Max 395"));
}
