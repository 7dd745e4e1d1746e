using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Prices;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Prices;

public sealed class ItemMatcherTests
{
    private static readonly LoadedParts Loaded = PartsLoader.Load(Repository.PathOf("data")).Value!;
    private static readonly ItemMatcher Matcher = new(Loaded.Catalogue, Loaded.Parts);

    [Theory]
    [InlineData("rtx-5090", null, "rtx-5090", MatchBasis.Id)]
    [InlineData("whatever the shop writes", "KF556C40BBK2-64", "ram-kf556c40bbk2-64", MatchBasis.PartNumber)]
    [InlineData("Kingston DIMM Kit 64GB, DDR5-5600 (KF556C40BBK2-64)", null, "ram-kf556c40bbk2-64", MatchBasis.PartNumber)]
    [InlineData("GeForce RTX 5090", null, "rtx-5090", MatchBasis.Name)]
    [InlineData("AMD Ryzen 9 9950X 4.3 GHz 16-Core Processor", null, "cpu-9950x", MatchBasis.Words)]
    [InlineData("MSI X870E GAMING PLUS WIFI ATX AM5 Motherboard", null, "mb-msi-x870e-gaming-plus", MatchBasis.Words)]
    public void A_line_is_understood_by_id_part_number_name_and_words(string text, string? number, string id, MatchBasis basis)
    {
        var match = Matcher.Match(text, number);

        match.Item?.Id.ShouldBe(id, match.Reason);
        match.Basis.ShouldBe(basis);
        match.Candidates[0].Score.ShouldBeInRange(ItemMatcher.LeastScore, 1);
    }

    [Theory]
    [InlineData("RTX 50")]
    [InlineData("GeForce")]
    [InlineData("1000G")]
    [InlineData("Kingston FURY Beast 64GB")]
    [InlineData("Mac Studio M3 Ultra")]
    [InlineData("Moon dust")]
    [InlineData("RTX 5095")]
    [InlineData("RTX 5090 Ti")]
    [InlineData("be quiet Dark Rock Pro 6")]
    [InlineData("")]
    public void What_may_mean_several_things_or_nothing_is_never_guessed(string text)
    {
        var match = Matcher.Match(text);

        match.Item.ShouldBeNull();
        match.Basis.ShouldBeNull();
        match.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_real_card_counts_as_the_accelerator_that_it_carries()
    {
        var card = Loaded.Parts.Of<GraphicsCard>().First(c => c.Accelerator?.Value == "rtx-5090" && c.PartNumbers.Count > 0);

        Matcher.Match("a card", card.PartNumbers[0]).Item.ShouldBe(new PriceItem(OfferSubject.Accelerator, "rtx-5090"));
    }

    [Fact]
    public void A_machine_needs_its_memory_size()
    {
        Matcher.Match("apple-m5-max-40").Reason!.ShouldContain("memory_gib");
        Matcher.Match("Mac Studio M3 Ultra 32C/80C 512GB 2TB").Memory.ShouldBeOneOf(null, Domain.Quantities.ByteSize.FromGiB(512));
    }

    /// <summary>The shipped offers name their items by hand: whatever the words find must be that item, and never another.</summary>
    [Fact]
    public void No_offer_of_the_catalogue_is_matched_to_another_item()
    {
        var offers = Loaded.Catalogue.Offers.Where(o => o.Condition != Condition.BuildTotal && o.Subject is OfferSubject.Accelerator or OfferSubject.Part).ToList();
        var matches = offers.Select(o => (Offer: o, Found: Matcher.Match(o.Item).Item?.Id)).ToList();

        matches.Where(m => m.Found is not null && m.Found != m.Offer.Reference && !IsSameProduct(m.Found, m.Offer.Reference!)).Select(m => $"{m.Offer.Item}: {m.Found} instead of {m.Offer.Reference}").ShouldBeEmpty();
        matches.Count(m => m.Found is not null).ShouldBeGreaterThan(offers.Count / 3);
    }

    // The hand-checked unit and the open database's black one are one product.
    private static bool IsSameProduct(string a, string b) => Product(a) is { } one && one == Product(b);

    private static string? Product(string id) => Loaded.Parts.Parts.Concat(Loaded.Catalogue.Parts).FirstOrDefault(p => p.Id.Value == id) is { } part ? PriceItems.ProductOf(part) : null;

    /// <summary>The open parts as a shop might write them: own names with the maker before and a kind behind find themselves or nothing.</summary>
    [Fact]
    public void Names_of_open_parts_with_more_around_them_find_themselves_or_nothing()
    {
        var parts = Loaded.Parts.Parts.Where((_, i) => i % 200 == 0).ToList();
        var wrong = new List<string>();
        var right = 0;
        foreach (var part in parts)
        {
            var found = Matcher.Match($"{part.Name} boxed, new", null, part.Category).Item;
            if (found is null)
                continue;
            var same = found.Value.Id == part.Id.Value || (part as GraphicsCard)?.Accelerator?.Value == found.Value.Id
                || Loaded.Parts.Parts.Any(p => p.Id.Value == found.Value.Id && PriceItems.ProductOf(p) == PriceItems.ProductOf(part));
            if (same)
                right++;
            else
                wrong.Add($"{part.Name}: {Matcher.NameOf(found.Value.Subject, found.Value.Id)}");
        }

        wrong.ShouldBeEmpty();
        right.ShouldBeGreaterThan(parts.Count / 2);
    }
}
