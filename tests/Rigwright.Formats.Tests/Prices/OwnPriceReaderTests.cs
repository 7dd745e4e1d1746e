using System.Text;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.Formats.Prices;

namespace Rigwright.Formats.Tests.Prices;

public sealed class OwnPriceReaderTests
{
    private static readonly Lazy<PriceItems> Items = new(() =>
    {
        var catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;
        return new PriceItems(catalogue, OpenPartsReader.Read(Repository.PathOf("data"), catalogue).Value);
    });

    [Fact]
    public void Items_are_known_by_id_part_number_and_name()
    {
        var loaded = Read("item,price,currency,seller,date,condition\n"
            + "rtx-5090,2100,CHF,Shop A,2026-11-01,new\nBN332,329.90,CHF,,,used\nSamsung 990 PRO 2 TB,180,CHF,,,\nc7a3c0db-589e-4b1e-9980-3c2e109d3d6b,1,CHF,,,\n");

        var matched = loaded.Value!.Matched;
        matched[0].Item.ShouldBe(new PriceItem(OfferSubject.Accelerator, "rtx-5090"));
        matched[0].Offer.Seen.ShouldBe(new DateOnly(2026, 11, 1));
        matched[1].Item.Id.ShouldBe("psu-dpp13-1600");
        matched[1].Offer.Condition.ShouldBe(Condition.Used);
        matched[1].Offer.PriceLow.ShouldBe(Money.Chf(329.90m));
        matched[2].Item.Id.ShouldBe("ssd-990pro-2tb");
    }

    [Fact]
    public void A_name_over_several_lines_and_semicolons_are_understood()
    {
        var loaded = Read("item;price;currency;seller\r\n\"Samsung 990\r\nPRO 2 TB\";180.50;chf;\"Shop; the \"\"good\"\" one\"\r\nrtx-5090;abc;CHF;\r\n");

        loaded.Value!.Matched.Single().Item.Id.ShouldBe("ssd-990pro-2tb");
        loaded.Value.Matched.Single().Offer.Seller.ShouldBe("Shop; the \"good\" one");
        Codes(loaded).ShouldBe(["prices.csv:4:10 error RW8104"]);
    }

    [Theory]
    [InlineData("rtx-5090,-5,CHF", "2:10 error RW8104")]
    [InlineData("rtx-5090,0,CHF", "2:10 error RW8104")]
    [InlineData("rtx-5090,20000000,CHF", "2:10 error RW8104")]
    [InlineData("rtx-5090,1'299.00,CHF", "2:10 error RW8104")]
    [InlineData("rtx-5090,NaN,CHF", "2:10 error RW8104")]
    [InlineData("rtx-5090,2100,CHV", "2:15 error RW8105")]
    [InlineData("rtx-9999,2100,CHF", "2:1 warning RW8106")]
    [InlineData("KF556C36BBEK2,2100,CHF", "2:1 warning RW8106")]
    [InlineData("BX8071513400F,210,CHF", "2:1 error RW8107")]
    [InlineData("rtx-5090,2100", "2:1 error RW8103")]
    [InlineData("\"rtx-5090,2100,CHF", "2:1 error RW8103")]
    public void Every_bad_row_is_reported_at_its_place(string row, string expected) =>
        Codes(Read($"item,price,currency\n{row}\n")).ShouldBe([$"prices.csv:{expected}"]);

    [Theory]
    [InlineData("condition", "brand new", "RW8109")]
    [InlineData("date", "17.02.2026", "RW8109")]
    [InlineData("memory_gib", "lots", "RW8109")]
    public void A_field_that_is_none_of_its_kind_is_reported(string column, string text, string code) =>
        Codes(Read($"item,price,currency,{column}\nrtx-5090,2100,CHF,{text}\n")).ShouldBe([$"prices.csv:2:19 error {code}"]);

    [Fact]
    public void The_good_rows_are_reported_beside_the_bad_ones_and_the_answer_says_that_it_must_not_be_applied()
    {
        var loaded = Read("item,price,currency\nrtx-5090,2100,CHF\nrtx-3090,-1,CHF\nBN332,329,EUR\nrtx-5090,1900,CHF\nrtx-4090,1500,CHF\n");

        loaded.HasErrors.ShouldBeTrue();
        loaded.Value!.Matched.Select(m => m.Item.Id).ShouldBe(["rtx-5090", "rtx-4090"]);
        Codes(loaded).ShouldBe(["prices.csv:3:10 error RW8104", "prices.csv:4:11 error RW8105", "prices.csv:5:1 error RW8108"]);
    }

    [Fact]
    public void Several_currencies_are_an_error_unless_the_caller_can_convert()
    {
        const string text = "item,price,currency\nrtx-5090,2100,CHF\nBN332,329,EUR\n";

        Codes(Read(text)).ShouldBe(["prices.csv:3:11 error RW8105"]);
        Read(text, severalCurrencies: true).HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void Columns_are_checked()
    {
        Codes(Read("item,prize,currency\nrtx-5090,1,CHF\n")).ShouldBe(["prices.csv:1:1 error RW8102", "prices.csv:1:6 warning RW8102"]);
        Codes(Read("item,price,currency,price\n")).ShouldBe(["prices.csv:1:21 error RW8102"]);
    }

    [Fact]
    public void Windows_and_utf_16_files_are_recognised()
    {
        Codes(Read([.. "item,price,currency\nrtx-5090,1,CHF\nL"u8, 0xFC, .. "fter,20,CHF\n"u8])).ShouldBe(["prices.csv:3:2 error RW8101"]);
        Codes(Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("item,price\n")])).ShouldBe(["prices.csv:1:1 error RW8101"]);
    }

    [Fact]
    public void A_mark_at_the_start_of_the_file_does_no_harm() =>
        Read([0xEF, 0xBB, 0xBF, .. "item,price,currency\nrtx-5090,2100,CHF\n"u8]).Value!.Matched.Count.ShouldBe(1);

    private static Loaded<OwnPriceList> Read(string text, bool severalCurrencies = false) => Read(Encoding.UTF8.GetBytes(text), severalCurrencies);

    private static Loaded<OwnPriceList> Read(byte[] bytes, bool severalCurrencies = false)
    {
        var folder = Directory.CreateTempSubdirectory("prices-");
        var path = Path.Combine(folder.FullName, "prices.csv");
        File.WriteAllBytes(path, bytes);
        try
        {
            var loaded = OwnPriceReader.Read(path, Items.Value, new DateOnly(2026, 11, 22), severalCurrencies);
            return loaded with { Diagnostics = [.. loaded.Diagnostics.Select(d => d with { Position = d.Position with { File = "prices.csv" } })] };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Codes(Loaded<OwnPriceList> loaded) =>
        [.. loaded.Diagnostics.Select(d => $"{d.Position} {d.Severity.ToString().ToLowerInvariant()} {d.Code}")];
}
