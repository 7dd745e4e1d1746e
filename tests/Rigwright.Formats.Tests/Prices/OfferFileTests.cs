using System.Text;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Prices;

namespace Rigwright.Formats.Tests.Prices;

public sealed class OfferFileTests
{
    private static readonly PriceFileOptions Options = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 2, 17), Currency.Chf);

    private static (List<PriceRow> Rows, IReadOnlyList<Diagnostic> Found) Csv(string text, PriceFileOptions? options = null) => Csv(Encoding.UTF8.GetBytes(text), options);

    private static (List<PriceRow> Rows, IReadOnlyList<Diagnostic> Found) Csv(byte[] bytes, PriceFileOptions? options = null)
    {
        var bag = new DiagnosticBag();
        return ([.. OfferCsvReader.Read(PriceFile.Of(bytes, "p.csv"), options ?? Options, bag)], bag.Items);
    }

    private static (List<PriceRow> Rows, IReadOnlyList<Diagnostic> Found) Json(string text)
    {
        var bag = new DiagnosticBag();
        return ([.. OfferJsonReader.Read(PriceFile.Of(Encoding.UTF8.GetBytes(text), "p.json"), Options, bag)], bag.Items);
    }

    [Fact]
    public void Every_column_is_read()
    {
        var (rows, found) = Csv(""""
            item,part_number,subject,reference,memory_gib,price_low,price_high,currency,tax,condition,seller,url,seen,stock,verified,source,note
            "RTX 5090, black",PN-1,accelerator,rtx-5090,32,2000.50,2100,EUR,net,used,"Mind ""factory""",https://example.com,2026-02,in-stock,no,forum,"two
            lines"
            """");

        found.ShouldBeEmpty();
        rows.Single().Offer.ShouldBe(new Offer
        {
            Id = "",
            Item = "RTX 5090, black",
            PartNumber = "PN-1",
            Subject = OfferSubject.Accelerator,
            Reference = "rtx-5090",
            MemoryOption = ByteSize.FromGiB(32),
            PriceLow = new(2000.50m, Currency.Eur),
            PriceHigh = new Money(2100, Currency.Eur),
            Tax = PriceTax.Net,
            Condition = Condition.Used,
            Seller = "Mind \"factory\"",
            Url = "https://example.com",
            Seen = new DateOnly(2026, 2, 1),
            Precision = DatePrecision.Month,
            Stock = StockState.InStock,
            Verified = false,
            Source = new("forum"),
            Note = "two lines",
        });
    }

    [Theory]
    [InlineData("item;price;date\nGehäuse;1'299,90;17.02.2026\n", "utf-8")]
    [InlineData("\ufeffname;price;seen\nGehäuse;1.299,90;2026-02-17\n", "utf-8")]
    [InlineData("item\tprice\r\nGehäuse\t1299.90\r\n", "windows-1252")]
    [InlineData("item,price\nGehäuse,\"1299,90\"", "windows-1252")]
    public void Separators_marks_and_encodings_of_spreadsheets_are_understood(string text, string encoding)
    {
        var bytes = encoding == "utf-8" ? Encoding.UTF8.GetBytes(text) : CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

        var (rows, found) = Csv(bytes);

        found.ShouldAllBe(d => d.Severity == DiagnosticSeverity.Info);
        found.Any(d => d.Code == "RW8512").ShouldBe(encoding != "utf-8", "Windows-1252 is said, not assumed silently");
        rows.Single().Offer.Item.ShouldBe("Gehäuse");
        rows.Single().Offer.PriceLow.ShouldBe(Money.Chf(1299.90m));
        rows.Single().Offer.Seen.ShouldBe(new DateOnly(2026, 2, 17));
    }

    [Theory]
    [InlineData("item\nx\n", "RW8502")]
    [InlineData("price\n5\n", "RW8502")]
    [InlineData("item,price,date,seen\nx,5,2026-01-01,2026-01-01\n", "RW8502")]
    [InlineData("", "RW8502")]
    [InlineData("item,price\n", "RW8503")]
    [InlineData("item,price\nx\n", "RW8503")]
    [InlineData("item,price\n\"x,5\n", "RW8503")]
    [InlineData("item,price\nx,-5\n", "RW8504")]
    [InlineData("item,price\nx,\n", "RW8504")]
    [InlineData("item,price,price_high\nx,5,4\n", "RW8504")]
    [InlineData("item,price,currency\nx,5,BTC\n", "RW8505")]
    [InlineData("item,price,currency\nx,5 €,CHF\n", "RW8505")]
    [InlineData("item,price,seen\nx,5,2026-03-02\n", "RW8506")]
    [InlineData("item,price,seen\nx,5,1026-03-02\n", "RW8506")]
    [InlineData("item,price,seen\nx,5,03/02/2026\n", "RW8506")]
    [InlineData("item,price\n,5\n", "RW8509")]
    [InlineData("item,price,condition\nx,5,nwe\n", "RW8509")]
    [InlineData("item,price,note\nx,5,{4001}\n", "RW8509")]
    [InlineData("item,price,tax\nx,5,some\n", "RW8509")]
    [InlineData("item,price,stock\nx,5,yes\n", "RW8509")]
    [InlineData("item,price,memory_gib\nx,5,NaN\n", "RW8509")]
    [InlineData("item,price,verified\nx,5,maybe\n", "RW8509")]
    [InlineData("item,price,subject\nx,5,part\n", "RW8509")]
    [InlineData("item,price\nx\0,5\n", "RW8501")]
    public void Every_mistake_has_its_code_and_place(string text, string code)
    {
        var (rows, found) = Csv(text.Replace("{4001}", new string('x', 4001), StringComparison.Ordinal));

        rows.ShouldBeEmpty();
        found.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).Distinct().ShouldBe([code]);
        found.ShouldAllBe(d => d.Position.File == "p.csv");
    }

    [Fact]
    public void What_is_not_said_anywhere_is_asked_for()
    {
        var (_, found) = Csv("item,price\nx,5\ny,$6\n", new PriceFileOptions(new DateOnly(2026, 3, 1)));

        found.Select(d => (d.Code, d.Position.Line)).ShouldBe([("RW8505", 2), ("RW8506", 2), ("RW8505", 3), ("RW8506", 3)], ignoreOrder: true);
        found.Single(d => d.Code == "RW8505" && d.Position.Line == 3).Message.ShouldContain("several dollars");
    }

    [Fact]
    public void All_mistakes_are_reported_at_their_places()
    {
        var (rows, found) = Csv("item,price,note\na,5,\"over\ntwo lines\"\nb,-1,\nc,x,\nd,7,\n");

        rows.Select(r => (r.Offer.Item, r.Position.Line)).ShouldBe([("a", 2), ("d", 6)]);
        found.Select(d => (d.Position.Line, d.Position.Column)).ShouldBe([(4, 3), (5, 3)]);
    }

    [Fact]
    public void Mixed_encodings_name_every_bad_line()
    {
        var (rows, found) = Csv([.. Encoding.UTF8.GetBytes("item,price\nGehäuse,5\n"), .. Encoding.Latin1.GetBytes("Kühler,6\nLüfter,7\n"), .. "x,8\n"u8]);

        rows.ShouldBeEmpty();
        found.Select(d => (d.Code, d.Position.Line)).ShouldBe([("RW8512", 3), ("RW8512", 4)]);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_named_and_the_others_are_read()
    {
        var (rows, found) = Csv($"item,price\na,5\nb,6,{new string('x', 10 << 20)}\nc,7\n");

        found.Single(d => d.Severity == DiagnosticSeverity.Error).ShouldSatisfyAllConditions(d => d.Code.ShouldBe("RW8503"), d => d.Position.Line.ShouldBe(3));
        rows.Select(r => r.Offer.Item).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void Positions_stay_right_beyond_a_block()
    {
        var filler = string.Concat(Enumerable.Range(0, 3000).Select(i => $"item {i},5,\"{new string('n', 700)}\nmore \"\"quoted\"\" text\"\n"));

        var (rows, found) = Csv("item,price,note\n" + filler + "last,x,\n");

        rows.Count.ShouldBe(3000);
        rows.ShouldAllBe(r => r.Offer.Note!.EndsWith("n more \"quoted\" text", StringComparison.Ordinal));
        found.Single().Position.ShouldBe(new Position("p.csv", 6002, 6));
    }

    [Fact]
    public void A_quote_that_is_never_closed_in_a_long_file_is_named() =>
        Csv("item,price,note\na,5,\"never closed\n" + string.Concat(Enumerable.Repeat("b,6,x\n", 300_000))).Found
            .ShouldContain(d => d.Code == "RW8503" && d.Position.Line == 2 && d.Severity == DiagnosticSeverity.Error);

    [Fact]
    public void Json_has_the_same_keys()
    {
        var (rows, found) = Json("""{"about": {"x": [1]}, "offers": [{"item": "RTX 5090", "price": 2000.5, "currency": "EUR", "seen": "2026-02-17", "verified": false, "seller": null}, {"item": "x", "price": "1'299.90", "date": "2026-01"}]}""");

        found.ShouldBeEmpty();
        rows.Select(r => (r.Offer.Item, r.Offer.PriceLow, r.Offer.Verified)).ShouldBe([("RTX 5090", new Money(2000.5m, Currency.Eur), false), ("x", Money.Chf(1299.90m), true)]);
    }

    [Theory]
    [InlineData("{}", "RW8510")]
    [InlineData("7", "RW8510")]
    [InlineData("[]", "RW8510")]
    [InlineData("[7]", "RW8510")]
    [InlineData("[{\"item\": \"x\", \"price\": 5}", "RW8510")]
    [InlineData("[{\"item\": \"x\", \"price\": 5}] trailing", "RW8510")]
    [InlineData("[{\"item\": \"x\", \"price\": [5]}]", "RW8510")]
    [InlineData("[{\"item\": \"x\", \"item\": \"y\", \"price\": 5}]", "RW8510")]
    [InlineData("[{\"item\": \"\\ud800\", \"price\": 5}]", "RW8510")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]", "RW8510")]
    [InlineData("[{\"item\": \"x\", \"price\": -5}]", "RW8504")]
    [InlineData("[{\"item\": \"x\", \"price\": 1e3}]", "RW8504")]
    public void Broken_json_has_its_code(string text, string code) =>
        Json(text).Found.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).Distinct().ShouldBe([code]);

    [Fact]
    public void Json_positions_are_lines_and_columns()
    {
        var found = Json("[\n  {\"item\": \"x\",\n   \"price\": -5, \"curency\": \"CHF\"}\n]").Found;

        found.Select(d => (d.Code, d.Position.Line, d.Position.Column)).ShouldBe([("RW8504", 3, 4), ("RW8502", 3, 17)]);
        found[1].Help.ShouldBe("Did you mean 'currency'?");
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_named()
    {
        var bag = new DiagnosticBag();

        PriceFile.Open("/nowhere/prices.csv", bag).ShouldBeNull();
        PriceFile.Open(Path.GetTempPath(), bag).ShouldBeNull();
        bag.Items.Select(d => d.Code).ShouldBe(["RW8501", "RW8501"]);
    }

    [Fact]
    public void Utf16_is_named() => Csv([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("item,price\nx,5\n")]).Found.Single().Code.ShouldBe("RW8501");
}
