using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;
using Rigwright.Formats.Prices;
using Rigwright.Storage;

namespace Rigwright.Benchmarks;

/// <summary>
/// How long do a million offers take to import, and a whole catalogue on a day to read? Imports last too long to be repeated a hundred times, and what
/// counts on a shared machine is the processor time, so this measures by itself: wall clock, processor time of this process and of a local PostgreSQL
/// server, each beside a naive baseline. Called with <c>prices [--offers N] [--listings N] PLACE…</c>.
/// </summary>
internal static class PriceHistoryMeasurement
{
    private const int RowByRow = 2000;
    private const int Repeats = 15;

    private static readonly DateOnly First = new(2025, 3, 1);

    public static int Run(string[] args)
    {
        var (offers, listings, places) = (1_000_000, 1000, new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--offers" or "--listings")
            {
                var number = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
                (offers, listings) = args[i++] == "--offers" ? (number, listings) : (offers, number);
            }
            else
                places.Add(args[i]);
        }
        var parts = PartsLoader.Load(null).Value ?? throw new InvalidOperationException("The shipped catalogue cannot be read.");
        var folder = Directory.CreateTempSubdirectory("rigwright-prices-").FullName;
        try
        {
            var file = Path.Combine(folder, "offers.csv");
            var days = offers / listings;
            Write(file, parts, listings, days);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{listings * days:#,##0} offers: {listings:#,##0} listings on {days} days, {new FileInfo(file).Length / 1e6:0} MB of CSV\n"));
            Console.WriteLine("| database | what | offers | wall s | CPU s (this process) | CPU s (server) | offers a CPU second | ratio |\n|---|---|---:|---:|---:|---:|---:|---:|");
            Measure("", "reading and matching only", listings * days, null, () => Read(file, parts));
            foreach (var place in places.DefaultIfEmpty(Path.Combine(folder, "prices.db")))
                Store(place, file, parts, days, listings * days);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Store(string place, string file, LoadedParts parts, int days, int offers)
    {
        var name = PriceStore.IsServer(place) ? "PostgreSQL" : "SQLite";
        var server = Server(place);
        var sample = Sample(parts);
        var naive = Measure(name, "one transaction an offer", RowByRow, null, () => OneByOne(place, sample), server);
        var matcher = new ItemMatcher(parts.Catalogue, parts.Parts);
        Measure(name, "import of the file", offers, naive, () => Import(place, file, matcher), server);
        Measure(name, "the same file again", offers, naive, () => Import(place, file, matcher), server);
        using var store = PriceStore.OpenExisting(place)!;
        var day = First.AddDays(days / 2);
        var asOf = Median(() => store.AsOf(day, day.AddDays(-OfferSources.OldestDays)).Count, out var found);
        var clock = Stopwatch.StartNew();
        var scanned = Scan(store, day);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{name}: a day in the middle, {found:#,##0} offers of {store.Count():#,##0}: {asOf:0.0} ms (median of {Repeats}); reading all and keeping the newest ({scanned:#,##0} listings): {clock.Elapsed.TotalMilliseconds:0} ms; ratio {clock.Elapsed.TotalMilliseconds / asOf:0}\n"));
    }

    private static double Measure(string database, string what, int offers, double? naive, Action work, Process? server = null)
    {
        using var self = Process.GetCurrentProcess();
        var (before, serverBefore, clock) = (self.TotalProcessorTime, ServerTime(server), Stopwatch.StartNew());
        work();
        clock.Stop();
        self.Refresh();
        var own = (self.TotalProcessorTime - before).TotalSeconds;
        var others = ServerTime(server) - serverBefore;
        var speed = offers / (own + others);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {database} | {what} | {offers:#,##0} | {clock.Elapsed.TotalSeconds:0.0} | {own:0.0} | {(server is null ? "" : others.ToString("0.0", CultureInfo.InvariantCulture))} | {speed:#,##0} | {(naive is { } n ? (speed / n).ToString("0", CultureInfo.InvariantCulture) : "1")} |"));
        return speed;
    }

    private static void Import(string place, string file, ItemMatcher matcher)
    {
        var bag = new Domain.Diagnostics.DiagnosticBag();
        var request = new ImportPricesRequest(PriceFile.Open(file, bag)!, null, new(First.AddYears(10)));
        var response = new ImportPricesHandler(matcher, () => PriceStore.Open(place)).Handle(request);
        if (response.Count is null)
            throw new InvalidOperationException(response.Diagnostics[0].ToString());
    }

    private static void Read(string file, LoadedParts parts)
    {
        var bag = new Domain.Diagnostics.DiagnosticBag();
        var matcher = new ItemMatcher(parts.Catalogue, parts.Parts);
        foreach (var row in OfferCsvReader.Read(PriceFile.Open(file, bag)!, new(First.AddYears(10)), bag))
            matcher.Match(row.Offer.Item, row.Offer.PartNumber, row.Kind);
    }

    private static List<Offer> Sample(LoadedParts parts)
    {
        var part = parts.Parts.Parts[0];
        return [.. Enumerable.Range(0, RowByRow).Select(i => new Offer
        {
            Id = "", Item = part.Name, Subject = OfferSubject.Part, Reference = part.Id.Value, PriceLow = Domain.Quantities.Money.Chf(100 + i),
            Condition = Condition.Refurbished, Seller = "row by row", Seen = First.AddDays(-i - 1), Verified = true, Source = new("benchmark"),
        })];
    }

    private static void OneByOne(string place, List<Offer> offers)
    {
        using var store = PriceStore.Open(place);
        foreach (var offer in offers)
        {
            using var import = store.BeginImport();
            import.Add(offer);
            import.Commit();
        }
    }

    // What a program without an index by listing and day has to do.
    private static int Scan(IPriceHistory store, DateOnly day)
    {
        var newest = new Dictionary<(OfferSubject, string?, string, string?, Condition), Offer>();
        foreach (var offer in store.All())
        {
            var key = (offer.Subject, offer.Reference, offer.Item, offer.Seller, offer.Condition);
            if (offer.Seen <= day && (!newest.TryGetValue(key, out var known) || known.Seen < offer.Seen))
                newest[key] = offer;
        }
        return newest.Count;
    }

    private static double Median(Func<int> work, out int found)
    {
        found = work();
        var times = new List<double>();
        for (var i = 0; i < Repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return times[Repeats / 2];
    }

    // Listings of open parts at four shops with prices that wander; the stock changes from time to time.
    private static void Write(string path, LoadedParts parts, int listings, int days)
    {
        var random = new Random(20260217);
        string[] shops = ["digitec", "brack", "toppreise.ch", "galaxus"];
        string[] stocks = ["in-stock", "on-order", "out-of-stock"];
        var items = parts.Parts.Parts.Where(p => p.PartNumbers.Count > 0 && !p.Name.Contains('"', StringComparison.Ordinal)).Take((listings + shops.Length - 1) / shops.Length).ToList();
        var prices = new double[listings];
        Array.Fill(prices, 300);
        using var writer = new StreamWriter(path);
        writer.Write("item,part_number,price,currency,tax,seller,url,seen,stock\n");
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < listings; i++)
            {
                var item = items[i / shops.Length];
                prices[i] = Math.Clamp(prices[i] * (0.99 + (random.NextDouble() * 0.02)), 20, 9000);
                writer.Write(string.Create(CultureInfo.InvariantCulture,
                    $"\"{item.Name}\",{item.PartNumbers[0]},{prices[i]:0.00},CHF,gross,{shops[i % shops.Length]},https://{shops[i % shops.Length]}.example/p/{i},{First.AddDays(day):yyyy-MM-dd},{stocks[(day / 30) % 3]}\n"));
            }
        }
    }

    // The first process of a server on this machine: it has its workers' time once they ended.
    private static Process? Server(string place)
    {
        if (!PriceStore.IsServer(place))
            return null;
        using var connection = new NpgsqlConnection(place);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int";
        return Process.GetProcessById((int)command.ExecuteScalar()!);
    }

    private static double ServerTime(Process? server)
    {
        if (server is null)
            return 0;
        // Its workers hand in their time when they end, a moment after the connection does.
        Thread.Sleep(500);
        var fields = File.ReadAllText($"/proc/{server.Id}/stat").Split(") ")[1].Split(' ');
        // utime, stime, cutime, cstime in hundredths of a second (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
        return fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)) / 100.0;
    }
}
