using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Prices;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Prices;

public sealed class PriceListReaderTests
{
    private static readonly Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    private static readonly DateOnly Day = new(2026, 2, 20);

    [Fact]
    public void Ids_part_numbers_and_names_are_understood()
    {
        var offers = Read("item,price,currency,seller,date\nrtx-5090,1999.50,CHF,my shop,2026-02-18\nBN345,120,CHF,,\n").Value!;

        offers.Select(o => (o.Reference, o.PriceLow, o.Seller, o.Seen)).ShouldBe(
        [
            ("rtx-5090", Money.Chf(1999.50m), "my shop", new DateOnly(2026, 2, 18)),
            ("psu-pure-power-12m-1000", Money.Chf(120), "your price list", Day),
        ]);
        offers.ShouldAllBe(o => o.Verified && o.Condition == Condition.New);
    }

    [Theory]
    [InlineData("RW2030", "item,price,currency\n\"rtx-5090,1,CHF\n", 2, 1)]
    [InlineData("RW2030", "item,price,currency\n", 1, 1)]
    [InlineData("RW2031", "item,prise,currency\nrtx-5090,1,CHF\n", 1, 6)]
    [InlineData("RW2032", "item,price,currency\nrtx-509,1999,CHF\n", 2, 1)]
    [InlineData("RW2033", "item,price,currency\nrtx-5090,-5,CHF\n", 2, 10)]
    [InlineData("RW2033", "item,price,currency\nrtx-5090,NaN,CHF\n", 2, 10)]
    [InlineData("RW2033", "item,price,currency\nrtx-5090,\"1,999\",CHF\n", 2, 10)]
    [InlineData("RW2034", "item,price,currency\nrtx-5090,1999,CFH\n", 2, 15)]
    [InlineData("RW2034", "item,price,currency,condition\nrtx-5090,1999,CHF,nwe\n", 2, 19)]
    [InlineData("RW2034", "item,price,currency,date\nrtx-5090,1999,CHF,17.2.2026\n", 2, 19)]
    public void A_damaged_list_is_refused_with_the_place(string code, string text, int line, int column)
    {
        var loaded = Read(text);

        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.Position.Line == line && d.Position.Column == column, string.Join("\n", loaded.Diagnostics));
    }

    [Fact]
    public void Every_bad_row_is_reported() =>
        Read("item,price,currency\nrtx-509,x,CFH\nrtx-5091,0,EURO\n").Diagnostics.Count.ShouldBe(6);

    private static Domain.Diagnostics.Loaded<IReadOnlyList<Offer>> Read(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        try
        {
            return PriceListReader.Read(path, Shipped, Day);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
