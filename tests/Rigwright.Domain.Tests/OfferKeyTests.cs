using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Tests;

public sealed class OfferKeyTests
{
    private static readonly Offer Card = new()
    {
        Id = "any",
        Item = "RTX PRO 6000 Blackwell WS",
        Subject = OfferSubject.Accelerator,
        Reference = "rtx-pro-6000-blackwell-ws",
        PriceLow = Money.Chf(7691),
        Condition = Condition.New,
        Seller = "toppreise.ch",
        Seen = new DateOnly(2026, 2, 17),
        Verified = true,
        Source = new("doc-build-guides"),
    };

    [Fact]
    public void A_key_never_changes() => // Keys lie in databases: a change here is a migration of every store.
        OfferKey.Of(Card).ToString().ShouldBe("c386f73bdd6f0e51156add89ce968cbc");

    [Fact]
    public void The_id_and_trailing_zeros_say_nothing() =>
        OfferKey.Of(Card with { Id = "other", PriceLow = Money.Chf(7691.00m) }).ShouldBe(OfferKey.Of(Card));

    [Fact]
    public void Whatever_else_differs_makes_another_offer()
    {
        Offer[] others =
        [
            Card with { Item = "RTX PRO 6000" }, Card with { Subject = OfferSubject.Unmatched, Reference = null }, Card with { Reference = "x" }, Card with { PartNumber = "900-5G144" },
            Card with { MemoryOption = ByteSize.FromGiB(96) }, Card with { PriceLow = Money.Chf(6443) }, Card with { PriceHigh = Money.Chf(7691) }, Card with { PriceLow = new(7691, Currency.Eur) },
            Card with { Condition = Condition.Used }, Card with { Tax = PriceTax.Gross }, Card with { Tax = PriceTax.Net }, Card with { Stock = StockState.InStock }, Card with { Seller = null },
            Card with { Url = "https://example.com" }, Card with { Seen = new DateOnly(2026, 2, 16) }, Card with { Seen = null }, Card with { Precision = DatePrecision.Month },
            Card with { Verified = false }, Card with { Source = new("doc") }, Card with { Note = "toppreise.ch" }, Card,
        ];

        others.Select(OfferKey.Of).Distinct().Count().ShouldBe(others.Length);
    }

    [Fact]
    public void Bytes_and_key_are_the_same() => OfferKey.FromBytes(OfferKey.Of(Card).ToBytes()).ShouldBe(OfferKey.Of(Card));

    [Fact]
    public void More_than_two_decimals_are_no_price() => Should.Throw<ArgumentException>(() => OfferKey.Of(Card with { PriceLow = Money.Chf(1.005m) }));

    [Theory]
    [InlineData(null, null)]
    [InlineData(" \t\r\n ", null)]
    [InlineData("  RTX\u00a05090 \n Ti ", "RTX 5090 Ti")]
    [InlineData("a\0b", "a b")]
    [InlineData("whole 😀", "whole 😀")]
    public void Texts_have_one_spelling(string? text, string? clean) => OfferText.Clean(text).ShouldBe(clean);

    [Fact]
    public void Half_a_character_is_replaced() => OfferText.Clean("half \ud800!").ShouldBe("half \ufffd!");

    [Fact]
    public void Cleaning_twice_changes_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => OfferText.Clean(OfferText.Clean(text)) == OfferText.Clean(text)).QuickCheckThrowOnFailure();
}
