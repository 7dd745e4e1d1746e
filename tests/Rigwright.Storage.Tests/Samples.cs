using FsCheck;
using FsCheck.Fluent;

namespace Rigwright.Storage.Tests;

/// <summary>Offers for tests.</summary>
internal static class Samples
{
    public static Offer Card { get; } = Keyed(new()
    {
        Id = "",
        Item = "RTX PRO 6000 Blackwell WS",
        Subject = OfferSubject.Accelerator,
        Reference = "rtx-pro-6000-blackwell-ws",
        PriceLow = Money.Chf(7691),
        Condition = Condition.New,
        Seller = "toppreise.ch",
        Seen = new DateOnly(2026, 2, 17),
        Verified = true,
        Source = new("doc-build-guides"),
    });

    /// <summary>With the id that a store gives.</summary>
    public static Offer Keyed(Offer offer) => offer with { Id = OfferKey.Of(offer).ToString() };

    public static Offer On(Offer offer, int day, decimal price) =>
        Keyed(offer with { Seen = new DateOnly(2026, 1, 1).AddDays(day), PriceLow = Money.Chf(price) });

    /// <summary>Many offers of one listing, each another.</summary>
    public static IEnumerable<Offer> Many(int count, string seller = "many") =>
        Enumerable.Range(0, count).Select(i => On(Card with { Seller = seller, Reference = $"card-{i % 50}" }, i / 50 % 300, 1000 + (i / 15_000)));

    /// <summary>Any offer with clean texts.</summary>
    public static Arbitrary<Offer> Any()
    {
        var text = ArbMap.Default.GeneratorFor<string?>().Select(OfferText.Clean);
        var price = Gen.Choose(1, 499_999_999).Select(h => h / 100m);
        var gen =
            from item in text
            from texts in Gen.ArrayOf(text, 6)
            from low in price
            from more in Gen.Frequency<decimal?>((2, Gen.Constant<decimal?>(null)), (1, price.Select(p => (decimal?)p)))
            from currency in Gen.Elements(Currency.All.ToArray())
            from subject in Gen.Elements(Enum.GetValues<OfferSubject>())
            from condition in Gen.Elements(Enum.GetValues<Condition>())
            from tax in Gen.Elements<PriceTax?>(null, PriceTax.Gross, PriceTax.Net, PriceTax.Private)
            from stock in Gen.Elements<StockState?>(null, StockState.InStock, StockState.OnOrder, StockState.Preorder, StockState.OutOfStock)
            from day in Gen.Frequency<int?>((1, Gen.Constant<int?>(null)), (5, Gen.Choose(0, 3000).Select(d => (int?)d)))
            from precision in Gen.Elements(Enum.GetValues<DatePrecision>())
            from memory in Gen.Elements<int?>(null, 8, 96, 512)
            from verified in Gen.Elements(true, false)
            select Keyed(new Offer
            {
                Id = "",
                Item = item ?? "x",
                Subject = subject,
                Reference = subject == OfferSubject.Unmatched ? null : texts[0] ?? "ref",
                PartNumber = texts[1],
                MemoryOption = memory is { } gib ? ByteSize.FromGiB(gib) : null,
                PriceLow = new(low, currency),
                PriceHigh = more is { } high ? new Money(low + high, currency) : null,
                Condition = condition,
                Tax = tax,
                Stock = stock,
                Seller = texts[2],
                Url = texts[3],
                Seen = day is { } d ? First(new DateOnly(2020, 1, 1).AddDays(d), precision) : null,
                Precision = day is null ? DatePrecision.Day : precision,
                Verified = verified,
                Source = new(texts[4] ?? "own-price-list"),
                Note = texts[5],
            });
        return gen.ToArbitrary();
    }

    private static DateOnly First(DateOnly day, DatePrecision precision) => precision switch
    {
        DatePrecision.Year => new(day.Year, 1, 1),
        DatePrecision.Month => new(day.Year, day.Month, 1),
        _ => day,
    };
}
