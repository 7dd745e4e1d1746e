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

    [Fact]
    public void The_nearest_name_is_that_of_the_whole_distances()
    {
        var random = new Random(3);
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => "ab5-"[random.Next(4)]));
        for (var i = 0; i < 300; i++)
        {
            var given = Word();
            var names = Enumerable.Range(0, 40).Select(_ => Word()).Distinct().Order(StringComparer.Ordinal).ToList();

            var whole = names.Select(n => (Name: n, Distance: NearestName.Distance(given, n))).Where(n => n.Distance <= Math.Max(1, Math.Max(given.Length, n.Name.Length) / 3))
                .OrderBy(n => n.Distance).Select(n => n.Name).FirstOrDefault();

            NearestName.Find(given, names).ShouldBe(whole, given);
        }
    }
}
