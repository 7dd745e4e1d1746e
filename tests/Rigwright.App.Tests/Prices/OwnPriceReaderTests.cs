using System.Text;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Tests.Prices;

public sealed class OwnPriceReaderTests
{
    private static readonly Lazy<ItemMatcher> Items = new(() =>
    {
        var catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;
        return new ItemMatcher(catalogue, OpenPartsReader.Read(Repository.PathOf("data"), catalogue).Value, keepsCards: true);
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
        Codes(loaded).ShouldBe(["prices.csv:4:10 error RW8504"]);
    }

    [Theory]
    [InlineData("rtx-5090,-5,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,0,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,20000000,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,0.49,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,1000001,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,20.80,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,999999,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,300,CHF", "2:10 warning RW8504")]
    [InlineData("cpu-9950x,43900,EUR", "2:11 error RW8504")]
    [InlineData("rtx-5090,1.299,CHF", "2:10 error RW8504")]
    [InlineData("Mac Studio M3 Ultra,5499,CHF", "2:1 error RW8508")]
    [InlineData("rtx-5090,NaN,CHF", "2:10 error RW8504")]
    [InlineData("rtx-5090,2100,CHV", "2:15 error RW8505")]
    [InlineData("rtx-9999,2100,CHF", "2:1 warning RW8507")]
    [InlineData("KF556C36BBEK2,2100,CHF", "2:1 warning RW8507")]
    [InlineData("BX8071513400F,210,CHF", "2:1 error RW8508")]
    [InlineData("rtx-5090,2100", "2:1 error RW8503")]
    [InlineData("\"rtx-5090,2100,CHF", "2:1 error RW8503")]
    public void Every_bad_row_is_reported_at_its_place(string row, string expected) =>
        Codes(Read($"item,price,currency\n{row}\n")).ShouldBe([$"prices.csv:{expected}"]);

    [Theory]
    [InlineData("condition", "brand new", "RW8509")]
    [InlineData("date", "yesterday", "RW8506")]
    [InlineData("date", "2026-11-23", "RW8506")]
    [InlineData("memory_gib", "lots", "RW8509")]
    public void A_field_that_is_none_of_its_kind_is_reported(string column, string text, string code) =>
        Codes(Read($"item,price,currency,{column}\nrtx-5090,2100,CHF,{text}\n")).ShouldBe([$"prices.csv:2:19 error {code}"]);

    [Fact]
    public void The_good_rows_are_reported_beside_the_bad_ones_and_the_answer_says_that_it_must_not_be_applied()
    {
        var loaded = Read("item,price,currency\nrtx-5090,2100,CHF\nrtx-3090,-1,CHF\nBN332,329,EUR\nrtx-5090,1900,CHF\nrtx-4090,1500,CHF\n");

        loaded.HasErrors.ShouldBeTrue();
        loaded.Value!.Matched.Select(m => m.Item.Id).ShouldBe(["rtx-5090", "rtx-4090"]);
        Codes(loaded).ShouldBe(["prices.csv:3:10 error RW8504", "prices.csv:4:11 error RW8505", "prices.csv:5:1 error RW8513"]);
    }

    [Fact]
    public void Several_currencies_are_an_error_unless_the_caller_can_convert()
    {
        const string text = "item,price,currency\nrtx-5090,2100,CHF\nBN332,329,EUR\n";

        Codes(Read(text)).ShouldBe(["prices.csv:3:11 error RW8505"]);
        Read(text, severalCurrencies: true).HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void A_price_without_currency_takes_the_one_that_the_caller_knows()
    {
        Codes(Read("item,price\nrtx-5090,2100\n")).ShouldBe(["prices.csv:2:10 error RW8505"]);
        Read("item,price\nrtx-5090,2100\nrtx-4090,$1500\n", currency: Currency.Usd).Value!.Matched.Select(m => m.Offer.PriceLow.ToString()).ShouldBe(["USD 2,100.00", "USD 1,500.00"]);
    }

    [Fact]
    public void A_list_with_thousands_of_unknown_rows_is_no_bad_list()
    {
        var loaded = Read("item,price,currency\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"qz{i}qz,1,CHF\n")) + "rtx-5090,2100,CHF\n");

        loaded.HasErrors.ShouldBeFalse();
        loaded.Value!.Matched.Single().Item.Id.ShouldBe("rtx-5090");
        loaded.Value.Unmatched.Count.ShouldBe(3000);
        loaded.Diagnostics[^1].Message.ShouldBe("2000 further findings are not shown.");
    }

    [Theory]
    [InlineData("Define 7", "[case-define-7]")]
    [InlineData("9950x", "[cpu-9950x]")]
    public void A_row_that_is_no_item_lists_what_it_may_be_with_ids(string item, string shown)
    {
        var problem = Read($"item,price,currency\n{item},140,CHF\n").Diagnostics.Single();

        problem.Code.ShouldBe("RW8507");
        problem.Help!.ShouldContain(shown);
    }

    [Fact]
    public void Columns_are_checked()
    {
        Codes(Read("item,prize,currency\nrtx-5090,1,CHF\n")).ShouldBe(["prices.csv:1:1 error RW8502", "prices.csv:1:6 warning RW8502"]);
        Codes(Read("item,price,currency,price\n")).ShouldBe(["prices.csv:1:21 error RW8502"]);
    }

    [Theory]
    [InlineData("item,price,currency\nrtx-5090,1'299.90,CHF\n")]
    [InlineData("item;price;currency\nrtx-5090;1299,90;CHF\n")]
    [InlineData("item\tprice\nrtx-5090\tFr. 1’299.90\n")]
    [InlineData("item;price;date\nrtx-5090;1.299,90 CHF;17.02.2026\n")]
    [InlineData("[{\"item\": \"rtx-5090\", \"price\": 1299.90, \"currency\": \"CHF\"}]")]
    public void Everything_that_the_importers_read_is_read(string text) => Read(text).Value!.Matched.Single().Offer.PriceLow.ShouldBe(Money.Chf(1299.90m));

    [Fact]
    public void A_pasted_parts_list_is_read() =>
        Read("- RTX 5090 (CHF 2100.00 @ Shop A)\n- be quiet! Dark Power Pro 13 1600 W (BN332) (CHF 329.90 @ Shop B)\n", name: "list.md").Value!.Matched
            .Select(m => (m.Item.Id, m.Offer.PriceLow.Amount, m.Offer.Seller)).ShouldBe([("rtx-5090", 2100m, "Shop A"), ("psu-dpp13-1600", 329.90m, "Shop B")]);

    [Fact]
    public void Windows_1252_is_read_mixed_and_utf_16_files_are_refused()
    {
        var windows = Read([.. "item,price,currency,seller\nrtx-5090,2100,CHF,L"u8, 0xFC, .. "fter AG\n"u8]);
        windows.Value!.Matched.Single().Offer.Seller.ShouldBe("Lüfter AG");
        Codes(windows).ShouldBe(["prices.csv:2:20 info RW8512"]);
        Codes(Read([.. "item,price,currency\nrtx-5090,1,CHF\nL"u8, 0xFC, .. "fter,20,CHF\nKühler,20,CHF\n"u8])).ShouldBe(["prices.csv:3:2 error RW8512"]);
        Codes(Read(Encoding.Unicode.GetBytes("item,price\n"))).ShouldBe(["prices.csv:1:1 error RW8501"]);
        Codes(Read(Encoding.BigEndianUnicode.GetBytes("item,price\n"))).ShouldBe(["prices.csv:1:1 error RW8501"]);
        Codes(Read("item,price,currency\nrtx-5090,1,CHF\nab\0c,2,CHF\n"u8.ToArray())).ShouldBe(["prices.csv:3:3 error RW8501"]);
        Codes(Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("item,price\n")])).ShouldBe(["prices.csv:1:1 error RW8501"]);
    }

    [Fact]
    public void A_makers_card_stays_that_card_and_what_was_understood_by_its_words_is_said()
    {
        var loaded = Read("item,price,currency\nZOTAC GAMING GeForce RTX 5090 SOLID 32GB GDDR7,2100,CHF\nNVIDIA GeForce RTX 4090 graphics card,1500,CHF\n");

        loaded.Value!.Matched.Select(m => (m.Item.Subject, m.Basis)).ShouldBe([(OfferSubject.Part, MatchBasis.Name), (OfferSubject.Accelerator, MatchBasis.Words)]);
        loaded.Value.Matched[1].Item.Id.ShouldBe("rtx-4090");
        Codes(loaded).ShouldBe(["prices.csv:3:1 info RW8514"]);
    }

    [Fact]
    public void What_resembles_several_things_is_not_used_and_says_which()
    {
        var loaded = Read("item,price,currency\nCorsair Vengeance DDR5 64 GB,400,CHF\nrtx-5090,2100,CHF\n");

        loaded.HasErrors.ShouldBeFalse();
        loaded.Value!.Matched.Single().Item.Id.ShouldBe("rtx-5090");
        loaded.Value.Unmatched.Single().Text.ShouldBe("Corsair Vengeance DDR5 64 GB");
        Codes(loaded).ShouldBe(["prices.csv:2:1 warning RW8507"]);
    }

    [Fact]
    public void An_export_with_its_own_ids_is_taken_at_its_word()
    {
        var loaded = Read("item,subject,reference,price,currency,condition\nany name,accelerator,rtx-5090,2100,CHF,new\nother,part,no-such-part,1,CHF,new\nwhole,none,,9000,CHF,build-total\n");

        loaded.Value!.Matched.Single().Item.Id.ShouldBe("rtx-5090");
        loaded.Value.Unmatched.Select(u => u.Text).ShouldBe(["no-such-part", "whole"]);
        loaded.HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void A_mark_at_the_start_of_the_file_does_no_harm() =>
        Read([0xEF, 0xBB, 0xBF, .. "item,price,currency\nrtx-5090,2100,CHF\n"u8]).Value!.Matched.Count.ShouldBe(1);

    private static Loaded<OwnPriceList> Read(string text, bool severalCurrencies = false, string? name = null, Currency? currency = null) =>
        Read(Encoding.UTF8.GetBytes(text), severalCurrencies, name ?? (text.StartsWith('[') ? "prices.json" : "prices.csv"), currency);

    private static Loaded<OwnPriceList> Read(byte[] bytes, bool severalCurrencies = false, string name = "prices.csv", Currency? currency = null)
    {
        var folder = Directory.CreateTempSubdirectory("prices-");
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        try
        {
            var loaded = OwnPriceReader.Read(path, Items.Value, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 22), severalCurrencies, currency);
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
