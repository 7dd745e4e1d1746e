using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Rigwright.Storage.Tests;

/// <summary>What every price history does, whatever database is below. One thin class per database names the place.</summary>
public abstract class PriceHistoryCompliance : IDisposable
{
    private protected static readonly DateOnly Oldest = new(2020, 1, 1);

    /// <summary>An empty place of this test's own.</summary>
    protected abstract string Place { get; }

    public abstract void Dispose();

    /// <summary>Makes the next write fail as a full disk does.</summary>
    private protected abstract IPriceHistory OpenWithoutRoom();

    private protected IPriceHistory Open(TimeSpan? wait = null) => PriceStore.Open(Place, wait);

    private protected static ImportCount Import(IPriceHistory store, params IEnumerable<Offer> offers)
    {
        using var import = store.BeginImport();
        foreach (var offer in offers)
            import.Add(offer);
        return import.Commit();
    }

    private static IEnumerable<string> Sorted(IEnumerable<Offer> offers) => offers.Select(o => o.ToString()).Order(StringComparer.Ordinal);

    [Fact]
    public void A_new_store_is_empty()
    {
        using var store = Open();

        store.Count().ShouldBe(0);
        store.All().ShouldBeEmpty();
        store.AsOf(new(2026, 1, 1), Oldest).ShouldBeEmpty();
        store.Description.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void What_goes_in_comes_out() => Prop.ForAll(Gen.ListOf(Samples.Any().Generator, 20).ToArbitrary(), offers =>
    {
        using var store = Open();
        var before = store.All().ToList();

        Import(store, offers);

        Sorted(store.All()).ShouldBe(Sorted(before.Concat(offers).DistinctBy(o => o.Id)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void The_same_offer_twice_is_one()
    {
        using var store = Open();

        Import(store, Samples.Card, Samples.Card).ShouldBe(new(1, 1));
        Import(store, Samples.Card, Samples.On(Samples.Card, 90, 7000)).ShouldBe(new(1, 1));

        store.Count().ShouldBe(2);
    }

    [Fact]
    public void Offers_outlive_the_program()
    {
        using (var store = Open())
            Import(store, Samples.Many(100));

        using var again = Open();
        Sorted(again.All()).ShouldBe(Sorted(Samples.Many(100)));
    }

    [Fact]
    public void Without_commit_nothing_is_kept()
    {
        using var store = Open();
        Import(store, Samples.Card);
        using (var import = store.BeginImport())
        {
            foreach (var offer in Samples.Many(50).Append(Samples.Card))
                import.Add(offer);
            import.Preview().ShouldBe(new(50, 1));
        }

        store.All().ShouldBe([Samples.Card]);
    }

    [Fact]
    public void A_failure_in_the_middle_keeps_nothing()
    {
        using var store = Open();
        Should.Throw<FormatException>(() => Import(store, Samples.Many(100).Select(o => o.Seen!.Value.Day == 1 ? o : throw new FormatException())));

        store.Count().ShouldBe(0);
        Import(store, Samples.Card).Added.ShouldBe(1, "the store works on after it");
    }

    [Fact]
    public void The_newest_offer_of_each_listing_counts_on_a_day()
    {
        using var store = Open();
        var other = Samples.Card with { Seller = "digitec" };
        Import(store, Samples.On(Samples.Card, 10, 100), Samples.On(Samples.Card, 40, 200), Samples.On(Samples.Card, 70, 300), Samples.On(other, 20, 150));

        decimal[] On(int day) => [.. store.AsOf(new DateOnly(2026, 1, 1).AddDays(day), Oldest).Select(o => o.PriceLow.Amount).Order()];

        On(9).ShouldBeEmpty();
        On(10).ShouldBe([100]);
        On(39).ShouldBe([100, 150]);
        On(40).ShouldBe([150, 200]);
        On(400).ShouldBe([150, 300]);
    }

    [Fact]
    public void What_the_listing_said_in_the_week_before_is_there_to_be_disputed()
    {
        using var store = Open();
        Import(store, Samples.On(Samples.Card, 1, 100), Samples.On(Samples.Card, 3, 200), Samples.On(Samples.Card, 10, 300), Samples.On(Samples.Card, 10, 400));

        store.AsOf(new(2026, 2, 1), Oldest).Select(o => o.PriceLow.Amount).Order().ShouldBe([200, 300, 400]);
    }

    [Fact]
    public void Too_old_undated_and_unmatched_offers_do_not_count()
    {
        using var store = Open();
        var undated = Samples.Keyed(Samples.Card with { Seen = null, Seller = "a" });
        var unmatched = Samples.Keyed(Samples.Card with { Subject = OfferSubject.Unmatched, Reference = null });
        Import(store, undated, unmatched, Samples.Card);

        store.AsOf(new(2026, 3, 1), new(2026, 2, 17)).ShouldBe([Samples.Card]);
        store.AsOf(new(2026, 3, 1), new(2026, 2, 18)).ShouldBeEmpty();
        store.Unmatched().ShouldBe([unmatched]);
        store.Count().ShouldBe(3);
    }

    [Fact]
    public void History_of_an_item_is_in_the_order_of_days()
    {
        using var store = Open();
        Offer[] offers = [Samples.On(Samples.Card, 5, 3), Samples.On(Samples.Card, 1, 9), Samples.On(Samples.Card, 3, 1)];
        Import(store, offers.Append(Samples.On(Samples.Card with { Reference = "another" }, 2, 2)));

        store.Of(OfferSubject.Accelerator, Samples.Card.Reference!).Select(o => o.PriceLow.Amount).ShouldBe([9, 1, 3]);
        store.Of(OfferSubject.Part, Samples.Card.Reference!).ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_everything_does_not_depend_on_the_order_of_imports()
    {
        using var store = Open();
        Import(store, Samples.Many(200).Reverse());
        var all = store.All().Select(o => o.Id).ToList();

        all.ShouldBe([.. Samples.Many(200).OrderBy(o => o.Reference, StringComparer.Ordinal).ThenBy(o => o.Seen).ThenBy(o => o.Id, StringComparer.Ordinal).Select(o => o.Id)]);
    }

    [Fact]
    public void Texts_longer_than_an_index_takes_are_kept()
    {
        using var store = Open();
        var offer = Samples.Keyed(Samples.Card with { Note = new string('n', 60_000), Item = string.Concat(Enumerable.Range(0, 5000).Select(i => i.ToString(CultureInfo.InvariantCulture))), Url = "https://example.com/?" + new string('u', 9000) });
        Import(store, offer);

        store.All().ShouldBe([offer]);
    }

    [Fact]
    public void Readers_go_on_while_somebody_writes_and_see_no_half_import()
    {
        using var writer = Open();
        Import(writer, Samples.Card);
        using var import = writer.BeginImport();
        foreach (var offer in Samples.Many(500))
            import.Add(offer);
        import.Preview();

        using var reader = Open();
        reader.Count().ShouldBe(1);
        reader.AsOf(new(2026, 12, 1), Oldest).ShouldBe([Samples.Card]);
        import.Commit();
        reader.Count().ShouldBe(501);
    }

    [Fact]
    public async Task Two_writers_at_once_lose_nothing()
    {
        using (Open())
        {
        }
        // Both bring 300 of their own and 100 that both have, in opposite orders.
        var both = Samples.Many(100, "both").ToList();
        var counts = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() =>
        {
            using var store = Open();
            var own = Samples.Many(300, $"writer {i}").Concat(both);
            return Import(store, i == 0 ? own : own.Reverse());
        }, TestContext.Current.CancellationToken)));

        using var after = Open();
        after.Count().ShouldBe(700);
        counts.Sum(c => c.Added).ShouldBe(700);
        counts.Sum(c => c.Known).ShouldBe(100);
    }

    [Fact]
    public void A_second_writer_waits_and_then_says_that_the_store_is_locked()
    {
        using var first = Open();
        using var import = first.BeginImport();
        import.Add(Samples.Card);

        using var second = Open(TimeSpan.FromSeconds(1));
        var error = Should.Throw<StoreException>(() => second.BeginImport());
        error.Code.ShouldBe("RW8602");
        error.Message.ShouldContain("locked");

        import.Commit();
        Import(second, Samples.On(Samples.Card, 3, 5)).Added.ShouldBe(1, "the second writer works on afterwards");
    }

    [Fact]
    public void A_full_disk_keeps_what_was_there_and_nothing_of_the_import()
    {
        using (var store = Open())
            Import(store, Samples.Many(100));

        using (var small = OpenWithoutRoom())
            Should.Throw<StoreException>(() => Import(small, Samples.Many(20_000, "other"))).Code.ShouldBe("RW8604");

        using var after = Open();
        Sorted(after.All()).ShouldBe(Sorted(Samples.Many(100)));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused()
    {
        var future = Migration.All[^1] with { Version = Migration.All[^1].Version + 1, Sqlite = "CREATE TABLE future (x)", Postgres = "CREATE TABLE future (x BIGINT)" };
        using (var newer = PriceStore.Open(Place, create: true, PriceStore.DefaultWait, [.. Migration.All, future]))
            Import(newer, Samples.Card);

        Should.Throw<StoreException>(() => Open()).Code.ShouldBe("RW8606");
    }

    [Fact]
    public void A_migration_keeps_what_an_older_program_stored()
    {
        using (var old = Open())
            Import(old, Samples.Many(30));
        var next = Migration.All[^1] with { Version = Migration.All[^1].Version + 1, Sqlite = "ALTER TABLE details ADD COLUMN further TEXT", Postgres = "ALTER TABLE details ADD COLUMN further TEXT" };

        using var newer = PriceStore.Open(Place, create: true, PriceStore.DefaultWait, [.. Migration.All, next]);

        Sorted(newer.All()).ShouldBe(Sorted(Samples.Many(30)));
    }

    [Fact]
    public void A_store_of_the_first_schema_keeps_its_offers()
    {
        const string listing = "INSERT INTO listings (key, subject, reference, condition, verified, item, seller) VALUES ({0}, 'part', 'case-x', 'new', 1, 'Case X', 'digitec')";
        const string detail = "INSERT INTO details (key, part_number, tax, stock, url, source, note) VALUES ({0}, '', 'gross', '', '', 'own-price-list', '')";
        const string offer = "INSERT INTO offers (key, listing_id, detail_id, seen_day, day_precision, low_hundredths, high_hundredths, currency) VALUES ({0}, 1, 1, {1}, 0, {2}, NULL, 'CHF')";
        string Filled(string schema, Func<int, string> key) => string.Join("; ", schema.TrimEnd(';', ' ', '\n'), string.Format(CultureInfo.InvariantCulture, listing, key(1)), string.Format(CultureInfo.InvariantCulture, detail, key(2)),
            string.Format(CultureInfo.InvariantCulture, offer, key(3), new DateOnly(2026, 2, 17).DayNumber, 19990), string.Format(CultureInfo.InvariantCulture, offer, key(4), "NULL", 24900));
        var first = Migration.All[0];
        first = first with
        {
            Sqlite = Filled(first.Sqlite, n => $"X'{n:x32}'"),
            Postgres = Filled(first.Postgres, n => $"decode('{n:x32}', 'hex')"),
        };
        PriceStore.Open(Place, create: true, PriceStore.DefaultWait, [first]).Dispose();

        using var store = Open();

        store.All().Select(o => (o.Seen, o.PriceLow.Amount, o.Item, o.Tax)).ShouldBe([(null, 249m, "Case X", PriceTax.Gross), (new DateOnly(2026, 2, 17), 199.9m, "Case X", PriceTax.Gross)]);
        store.AsOf(new(2026, 3, 1), Oldest).Single().PriceLow.Amount.ShouldBe(199.9m);
        store.Newest().ShouldBe(new(2026, 2, 17));
    }

    [Fact]
    public void Small_moves_of_the_week_before_are_not_read()
    {
        using var store = Open();
        Import(store, Samples.On(Samples.Card, 4, 111), Samples.On(Samples.Card, 5, 110), Samples.On(Samples.Card, 6, 90), Samples.On(Samples.Card, 7, 89), Samples.On(Samples.Card, 8, 100));

        store.AsOf(new(2026, 2, 1), Oldest).Select(o => o.PriceLow.Amount).Order().ShouldBe([89, 100, 111]); // A tenth exactly is no dispute.
    }

    [Fact]
    public void An_import_of_several_chunks_counts_what_is_known_across_them()
    {
        using var store = Open();
        var offers = Samples.Many(60_000).ToList();

        Import(store, offers.Concat(offers.Take(5_000))).ShouldBe(new(60_000, 5_000));
        Import(store, offers.Append(Samples.On(Samples.Card, 400, 1))).ShouldBe(new(1, 60_000));
        store.Count().ShouldBe(60_001);
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_old_schema()
    {
        using (var old = Open())
            Import(old, Samples.Card);
        const string half = "ALTER TABLE details ADD COLUMN further TEXT; SELECT nonsense FROM nowhere";
        var broken = Migration.All[^1] with { Version = Migration.All[^1].Version + 1, Sqlite = half, Postgres = half };
        Should.Throw<StoreException>(() => PriceStore.Open(Place, create: true, PriceStore.DefaultWait, [.. Migration.All, broken]));

        using (var old = Open())
            old.All().ShouldBe([Samples.Card]);
        var next = broken with { Sqlite = "ALTER TABLE details ADD COLUMN further TEXT", Postgres = "ALTER TABLE details ADD COLUMN further TEXT" };
        Should.NotThrow(() => PriceStore.Open(Place, create: true, PriceStore.DefaultWait, [.. Migration.All, next]).Dispose());
    }

    [Fact]
    public async Task Many_programs_may_create_the_store_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
        {
            using var store = Open();
            Import(store, Samples.Many(10, $"program {i}"));
        }, TestContext.Current.CancellationToken)));

        using var after = Open();
        after.Count().ShouldBe(60);
    }
}
