using Rigwright.App.Catalogues;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Reports.Catalogues;
using Rigwright.TestKit;
using Spectre.Console;

namespace Rigwright.App.Tests.Catalogues;

public sealed class CatalogueCheckTests
{
    private static readonly Lazy<Catalogue> Shipped = new(() => CatalogueHandler.Load(Repository.PathOf("data")).Value.ShouldNotBeNull());

    [Fact]
    public void The_shipped_catalogue_has_no_finding_that_the_data_does_not_explain() =>
        CatalogueCheck.Examine(Shipped.Value).Where(f => f.Severity != DiagnosticSeverity.Info || f.Explanation is null).ShouldBeEmpty();

    [Fact]
    public void Bandwidth_is_held_against_bus_and_rate_on_many_rows() =>
        Shipped.Value.Accelerators.Count(a => a is { Bandwidth: not null, MemoryBusBits: not null, MemoryGbitPerPin: not null }).ShouldBeGreaterThanOrEqualTo(100);

    [Fact]
    public void A_bandwidth_that_bus_and_rate_contradict_is_found()
    {
        Rules(Card() with { MemoryBusBits = S(384), MemoryGbitPerPin = S(21.0) }).ShouldBeEmpty();
        Rules(Card() with { MemoryBusBits = S(256), MemoryGbitPerPin = S(21.0) }).ShouldBe(["bandwidth-is-bus-times-rate"]);
    }

    [Fact]
    public void A_sparse_rate_taken_for_a_dense_one_is_found()
    {
        Rules(Card() with { Fp16Dense = S(Tflops(100)), Fp8Dense = S(Tflops(200)) }).ShouldBeEmpty();
        Rules(Card() with { Fp16Dense = S(Tflops(100)), Fp8Dense = S(Tflops(330)) }).ShouldBe(["dense-rates-are-multiples"]);
    }

    [Fact]
    public void More_visible_memory_than_there_is_is_found() =>
        Rules(Card() with { VisibleMemory = S(ByteSize.FromGiB(25)) }).ShouldBe(["visible-memory-fits"]);

    [Fact]
    public void Two_entries_with_one_name_are_found() =>
        CatalogueCheck.Examine(With([Card(), Card() with { Id = new("b") }])).Select(f => f.Rule).ShouldBe(["names-are-unique"]);

    [Fact]
    public void An_offer_for_a_memory_size_that_is_not_sold_is_found()
    {
        var offer = new Offer
        {
            Id = "o", Item = "Card", Subject = OfferSubject.Accelerator, Reference = "a", MemoryOption = ByteSize.FromGiB(48), PriceLow = Money.Chf(1), Condition = Condition.New,
            Seen = new(2026, 11, 23), Seller = "shop", Verified = true, Source = new("s"),
        };

        CatalogueCheck.Examine(With([Card()], [offer])).Select(f => f.Rule).ShouldBe(["offers-are-not-from-the-future", "offered-memory-exists"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(2026, 5, 17, 0)]
    [InlineData(2026, 5, 18, 1)]
    public void A_price_is_stale_after_ninety_days(int year, int month, int day, int findings)
    {
        var offer = new Offer
        {
            Id = "o", Item = "Card", Subject = OfferSubject.Accelerator, Reference = "a", PriceLow = Money.Chf(1), Condition = Condition.New,
            Seen = new(2026, 2, 16), Seller = "shop", Verified = true, Source = new("s"),
        };

        CatalogueCheck.Examine(With([Card()], [offer]), new DateOnly(year, month, day)).Count(f => f.Rule == "prices-are-fresh").ShouldBe(findings);
    }

    [Fact]
    public void Show_prints_every_value_with_its_source_and_the_claims_in_dispute()
    {
        var entry = CatalogueHandler.Show(Shipped.Value, "RTX 2000 Ada").Entries.ShouldHaveSingleItem();

        Snapshot.Match(Text(console => CatalogueText.Show(console, entry)), "show-rtx-2000-ada.txt");
        Snapshot.Match(CatalogueJson.Show([entry]), "show-rtx-2000-ada.json");
    }

    [Fact]
    public void An_ambiguous_name_shows_all_its_meanings_and_an_unknown_one_the_nearest()
    {
        CatalogueHandler.Show(Shipped.Value, "RTX PRO 6000").Entries.Count.ShouldBe(3);
        var unknown = CatalogueHandler.Show(Shipped.Value, "RTX 50900");
        unknown.Entries.ShouldBeEmpty();
        unknown.Nearest.ShouldBe("RTX 5090");
    }

    [Fact]
    public void Every_entry_of_every_kind_can_be_shown()
    {
        var names = Shipped.Value.Accelerators.Select(a => a.Id.Value).Concat(Shipped.Value.Parts.Select(p => p.Id.Value)).Concat(Shipped.Value.Vendors.Select(v => v.Id))
            .Concat(Shipped.Value.Prebuilts.Select(p => p.Id)).Concat(Shipped.Value.Regions.Select(r => r.Code)).Concat(Shipped.Value.Engines.Select(e => e.Id))
            .Concat(Shipped.Value.Parameters.Keys);

        foreach (var name in names)
            CatalogueHandler.Show(Shipped.Value, name).Entries.ShouldNotBeEmpty(name);
    }

    [Fact]
    public void Lists_filter()
    {
        CatalogueLister.List(Shipped.Value, new("accelerators", MinMemoryGiB: 256)).Rows.ShouldAllBe(r => Shipped.Value.Find(new AcceleratorId((string)r[0]!))!.LargestMemory.Value.GiB >= 256);
        CatalogueLister.List(Shipped.Value, new("offers", Item: "RTX 5090", AsOf: new(2026, 2, 16))).Rows.ShouldAllBe(r => string.CompareOrdinal((string?)r[8], "2026-02-16") <= 0);
        foreach (var kind in CatalogueLister.Kinds)
            CatalogueLister.List(Shipped.Value, new(kind)).Rows.ShouldNotBeEmpty(kind);
    }

    private static string Text(Action<IAnsiConsole> write)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = CatalogueText.PlainWidth;
        write(console);
        return text.ToString();
    }

    private static IEnumerable<string> Rules(Accelerator accelerator) => CatalogueCheck.Examine(With([accelerator])).Select(f => f.Rule);

    private static Sourced<T> S<T>(T value) where T : notnull => new(value, new("s"), Evidence.VendorSpec, new(2026, 11, 22));

    private static ComputeRate Tflops(double value) => ComputeRate.FromTeraflopPerSecond(value);

    private static Accelerator Card() => new()
    {
        Id = new("a"), Vendor = "V", Name = "Card", Kind = AcceleratorKind.DiscreteGpu, MemoryOptions = [S(ByteSize.FromGiB(24))], Bandwidth = S(Bandwidth.FromGigabytesPerSecond(1008)),
    };

    private static Catalogue With(IReadOnlyList<Accelerator> accelerators, IReadOnlyList<Offer>? offers = null) => new()
    {
        Sources = new Dictionary<SourceId, Source>(), Disputes = [], Accelerators = accelerators, Parts = [], Vendors = [], Prebuilts = [], Offers = offers ?? [], Models = [],
        Engines = [], Regions = [], AcceleratorNames = new AliasResolver(), ModelNames = new AliasResolver(), PartNames = new AliasResolver(), CollectedOn = new(2026, 11, 22),
    };
}
