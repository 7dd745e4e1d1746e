using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rigwright.App.Parts;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Prices;

namespace Rigwright.Storage.Tests;

public sealed class ExportIdentityTests
{
    private static readonly LoadedParts Loaded = PartsLoader.Load(Repository.PathOf("data")).Value!;
    private static readonly ItemMatcher Matcher = new(Loaded.Catalogue, Loaded.Parts);

    [Theory]
    [InlineData(PriceFileKind.Csv)]
    [InlineData(PriceFileKind.Json)]
    public void Export_then_import_is_the_identity(PriceFileKind kind) => Prop.ForAll(Gen.NonEmptyListOf(Samples.Any().Generator).ToArbitrary(), offers =>
    {
        using var store = PriceStore.InMemory();
        Add(store, offers);
        var bytes = Export(store.All(), kind);

        var again = PriceStore.InMemory();
        var response = new ImportPricesHandler(Matcher, () => new Kept(again)).Handle(new(PriceFile.Of(bytes, "export"), kind, new(new DateOnly(2040, 1, 1))));

        response.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        again.All().ToList().ShouldBe(store.All().ToList());
        Export(again.All(), kind).ShouldBe(bytes);
        again.Dispose();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_catalogues_own_file_imports_whole_and_then_adds_nothing()
    {
        var store = PriceStore.InMemory();
        var handler = new ImportPricesHandler(Matcher, () => new Kept(store));
        var request = new ImportPricesRequest(PriceFile.Open(Repository.PathOf("data", "offers.csv"), new DiagnosticBag())!, null, new(new DateOnly(2027, 1, 1)));

        handler.Handle(request).Count.ShouldBe(new ImportCount(236, 0));
        handler.Handle(request).Count.ShouldBe(new ImportCount(0, 236));

        store.All().Select(o => OfferKey.Of(o).Value).Order().ShouldBe(Loaded.Catalogue.Offers.Select(o => OfferKey.Of(o).Value).Order());
        OfferSources.AsOf(Loaded.Catalogue, store, new DateOnly(2026, 2, 17)).ShouldBeEmpty("what the catalogue holds counts once");
        store.Dispose();
    }

    [Fact]
    public void A_file_with_one_mistake_opens_no_store()
    {
        var handler = new ImportPricesHandler(Matcher, () => throw new InvalidOperationException("opened"));

        var response = handler.Handle(new(PriceFile.Of(Encoding.UTF8.GetBytes("item,price,currency,seen\nrtx-5090,2000,CHF,2026-02-17\nrtx-4090,-1,CHF,2026-02-17\n"), "p.csv"), null, new(new DateOnly(2027, 1, 1))));

        response.Count.ShouldBeNull();
        response.Diagnostics.Single().Position.Line.ShouldBe(3);
    }

    [Fact]
    public void A_long_file_with_a_mistake_in_its_last_line_keeps_nothing_and_all_mistakes_are_named()
    {
        var store = PriceStore.InMemory();
        var text = new StringBuilder("item,price,currency,seen,seller\n");
        for (var i = 0; i < 50_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"rtx-5090,{2000 + (i % 40_000)},CHF,{(i == 45_000 ? "never" : "2026-02-17")},shop {i % 7}\n");
        text.Append("rtx-4090,-1,CHF,2026-02-17,shop\n");

        var response = new ImportPricesHandler(Matcher, () => new Kept(store)).Handle(new(PriceFile.Of(Encoding.UTF8.GetBytes(text.ToString()), "p.csv"), null, new(new DateOnly(2027, 1, 1))));

        response.Count.ShouldBeNull();
        response.Diagnostics.Select(d => (d.Code, d.Position.Line)).ShouldBe([("RW8506", 45_002), ("RW8504", 50_002)]);
        response.Rows.ShouldBe(49_999, "the good rows are counted all the same");
        store.Count().ShouldBe(0);
        store.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_that_are_not_understood_are_kept_without_an_item_or_refused(bool strict)
    {
        var store = PriceStore.InMemory();
        var text = "item,price,currency,seen\nrtx-5090,2000,CHF,2026-02-17\nMoon dust,9,CHF,2026-02-17\nMoon dust,8,CHF,2026-02-16\nMac Studio M3 Ultra,8000,CHF,2026-02-17\n";

        var response = new ImportPricesHandler(Matcher, () => new Kept(store)).Handle(new(PriceFile.Of(Encoding.UTF8.GetBytes(text), "p.csv"), null, new(new DateOnly(2027, 1, 1)), Strict: strict));

        response.Diagnostics.Select(d => (d.Code, d.Position.Line)).ShouldContain(("RW8507", 3));
        response.Diagnostics.Count(d => d.Position.Line == 4).ShouldBe(0, "each text is reported once");
        response.Diagnostics.ShouldAllBe(d => d.Severity == (strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning));
        store.Count().ShouldBe(strict ? 0 : 4);
        store.AsOf(new(2026, 2, 17), new(2026, 1, 1)).Select(o => o.Reference).ShouldBe(strict ? [] : ["rtx-5090"]);
        store.Dispose();
    }

    private static void Add(IPriceHistory store, IEnumerable<Offer> offers)
    {
        using var import = store.BeginImport();
        foreach (var offer in offers)
            import.Add(offer);
        import.Commit();
    }

    private static byte[] Export(IEnumerable<Offer> offers, PriceFileKind kind)
    {
        using var bytes = new MemoryStream();
        if (kind == PriceFileKind.Json)
            OfferJsonWriter.Write(bytes, offers);
        else
        {
            using var writer = new StreamWriter(bytes, leaveOpen: true);
            OfferCsvWriter.Write(writer, offers);
        }
        return bytes.ToArray();
    }

    /// <summary>A store in memory that outlives the handler, which closes what it opened.</summary>
    private sealed class Kept(IPriceHistory store) : IPriceHistory
    {
        public string Address => store.Address;

        public string Description => store.Description;

        public long Count() => store.Count();

        public DateOnly? Newest() => store.Newest();

        public IPriceImport BeginImport() => store.BeginImport();

        public IReadOnlyList<Offer> AsOf(DateOnly day, DateOnly oldest) => store.AsOf(day, oldest);

        public IReadOnlyList<Offer> Of(OfferSubject subject, string reference) => store.Of(subject, reference);

        public IReadOnlyList<Offer> Unmatched() => store.Unmatched();

        public IEnumerable<Offer> All() => store.All();

        public void Dispose()
        {
        }
    }
}
