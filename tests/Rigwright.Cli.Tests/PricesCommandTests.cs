using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Rigwright.Cli.Tests;

public sealed class PricesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rigwright-prices-").FullName;

    private string Store => Path.Combine(_folder, "prices.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Offers_go_in_count_in_a_plan_and_come_out()
    {
        var list = Write("list.csv", "item;price;seller;seen\nrtx-pro-6000-blackwell-ws;5'000,00 CHF;My shop;2026-02-17\n");
        RigProcess.Run("prices", "import", list, "--store", Store).ExitCode.ShouldBe(0);

        var again = RigProcess.Run("prices", "import", list, "--store", Store, "--format", "json");
        Number(again.Out, "new").ShouldBe(0);
        Number(again.Out, "known").ShouldBe(1);

        RigProcess.Run("prices", "list", "My shop", "--store", Store).Out.ShouldContain("CHF 5,000.00");
        RigProcess.Run("prices", "history", "rtx-pro-6000-blackwell-ws", "--store", Store).Out.ShouldContain("My shop");
        RigProcess.Run("prices", "export", "--store", Store).Out.ShouldContain("rtx-pro-6000-blackwell-ws,,5000,,CHF");

        var plan = RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--store", Store, "--format", "json");
        using var json = JsonDocument.Parse(plan.Out);
        json.RootElement.GetProperty("price_store").GetProperty("offers").GetInt32().ShouldBe(1);
        plan.Out.ShouldContain("My shop");
        RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--store", "none", "--format", "json").Out.ShouldNotContain("My shop");
    }

    [Fact]
    public void A_build_counts_the_history_and_the_command_of_a_plan_names_it_even_when_it_is_the_default_one()
    {
        var data = Path.Combine(_folder, "my data");
        var list = Write("list.csv", "item,price,currency,seller,seen\nrtx-3090,123,CHF,My shop,2026-02-17\nrtx-pro-6000-blackwell-ws,5000,CHF,My shop,2026-02-17\n");
        var place = Path.Combine(data, "rigwright", "prices.db");
        RigProcess.Run("prices", "import", list, "--store", place).ExitCode.ShouldBe(0);

        var build = RigProcess.Run("build", "rtx-3090", "--as-of", "2026-02-17", "--store", place);
        build.ExitCode.ShouldBe(0, build.Error);
        build.Out.ShouldContain("CHF 123.00 (My shop, 2026-02-17)");
        build.Out.ShouldContain("price history: 2 offers of");
        RigProcess.Run("build", "rtx-3090", "--as-of", "2026-02-17", "--store", "none").Out.ShouldNotContain("My shop");
        RigProcess.Run("build", "rtx-3090", "--as-of", "2026-02-17", "--store", Path.Combine(_folder, "missing.db")).ExitCode.ShouldBe(2);

        var start = new ProcessStartInfo("dotnet", [Repository.PathOf("artifacts", "rig", "rig.dll"), "plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--format", "json"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        start.Environment["XDG_DATA_HOME"] = data;
        start.Environment.Remove("RIGWRIGHT_STORE");
        using var plan = Process.Start(start)!;
        using var json = JsonDocument.Parse(plan.StandardOutput.ReadToEnd());
        json.RootElement.GetProperty("command").GetString().ShouldEndWith($"--store '{place}'");
    }

    [Fact]
    public void Open_parts_of_the_history_count_in_a_plan_however_many_they_are()
    {
        const int parts = 1000;
        var ids = File.ReadLines(Repository.PathOf("data", "open-parts", "cases.csv")).Skip(1).Take(parts).Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)]);
        var list = Write("list.csv", "item,subject,reference,price,currency,seller,seen\nRTX PRO 6000,accelerator,rtx-pro-6000-blackwell-ws,7000,CHF,My shop,2026-02-17\n"
            + string.Concat(ids.Select(id => $"a case,part,{id},900,CHF,My shop,2026-02-17\n")));
        RigProcess.Run("prices", "import", list, "--store", Store).ExitCode.ShouldBe(0);

        var plan = RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--store", Store, "--format", "json");

        plan.ExitCode.ShouldBe(0, plan.Error);
        using var json = JsonDocument.Parse(plan.Out);
        json.RootElement.GetProperty("price_store").GetProperty("offers").GetInt32().ShouldBe(parts + 1);
    }

    [Fact]
    public void A_list_for_one_plan_is_read_as_an_import_reads_it()
    {
        var list = Write("list.csv", "item;price;date\nrtx-pro-6000-blackwell-ws;5'000,00 CHF;17.02.2026\n");
        var plan = RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--prices", list);
        plan.ExitCode.ShouldBe(0, plan.Error);
        plan.Error.ShouldContain("rig: 1 rows of the price list are used");

        var bad = Write("bad.csv", "item;price\nrtx-5090;2'000,00 CHF\nrtx-4090;-1 CHF\n");
        RigProcess.Run("plan", "examples/home-office.yaml", "--prices", bad).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(2), r => r.Error.ShouldContain(":3:10: error RW8504"), r => r.Error.ShouldContain("1 rows of the price list are good, 0 match nothing; no price was used."));
    }

    [Fact]
    public void A_pasted_list_is_read_from_standard_input_and_a_dry_run_creates_nothing()
    {
        var result = RigProcess.RunWithInput(Encoding.UTF8.GetBytes("CPU: AMD Ryzen 9 9950X 4.3 GHz 16-Core Processor (CHF 529.90 @ digitec)\n"), "prices", "import", "-", "--seen", "2026-02-17", "--dry-run", "--store", Store);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Out.ShouldContain("Would import 1 offer");
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void Mistakes_are_all_reported_and_no_store_is_created()
    {
        var list = Write("list.csv", "item,price,currency,seen\nx,-5,CHF,2026-02-17\ny,5,XYZ,2026-02-17\nz,5,CHF,9999-01-01\n");

        var result = RigProcess.Run("prices", "import", list, "--store", Store);

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldSatisfyAllConditions(e => e.ShouldContain(":2:3: error RW8504"), e => e.ShouldContain(":3:5: error RW8505"), e => e.ShouldContain(":4:9: error RW8506"));
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_store_is_named_with_its_code()
    {
        File.WriteAllText(Store, new string('x', 5000));

        RigProcess.Run("prices", "list", "--store", Store).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(2), r => r.Error.ShouldContain("RW8603"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_process_that_is_killed_during_an_import_leaves_all_or_nothing(bool server)
    {
        const int offers = 60_000;
        var list = Write("list.csv", "item,price,currency,seller,seen\n" + string.Concat(Enumerable.Range(0, offers).Select(i => $"rtx-5090,{1000 + (i % 900)},CHF,shop {i / 900},2026-02-17\n")));
        var schema = "kill_" + Guid.NewGuid().ToString("N");
        var place = server ? $"{PostgresServer.Shared.ConnectionString};Search Path={schema}" : Store;
        if (server)
            Sql($"CREATE SCHEMA {schema}");
        var counts = new List<long>();
        foreach (var milliseconds in (int[])[700, 1200, 1800])
        {
            using (var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.PathOf("artifacts", "rig", "rig.dll"), "prices", "import", list, "--store", place]) { RedirectStandardError = true, RedirectStandardOutput = true })!)
            {
                process.WaitForExit(milliseconds);
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
            using var store = server || File.Exists(place) ? Storage.PriceStore.Open(place) : null;
            counts.Add(store?.Count() ?? 0);
        }

        counts.ShouldAllBe(c => c == 0 || c == offers);
        RigProcess.Run("prices", "import", list, "--store", place).ExitCode.ShouldBe(0, "the store works on after it");
        using (var after = Storage.PriceStore.Open(place))
            after.Count().ShouldBe(offers);
        if (server)
            Sql($"DROP SCHEMA {schema} CASCADE");
    }

    [Fact]
    public void A_disk_without_room_keeps_what_was_there()
    {
        RigProcess.Run("prices", "import", Write("one.csv", "item,price,currency,seen\nrtx-5090,2000,CHF,2026-02-17\n"), "--store", Store).ExitCode.ShouldBe(0);
        var list = Write("many.csv", "item,price,currency,seller,seen\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"rtx-5090,{1000 + (i % 900)},CHF,shop {i / 900},2026-02-17\n")));

        // A limit on the size of files does to this process what a full disk does to the machine.
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 2000; exec dotnet artifacts/rig/rig.dll prices import '{list}' --store '{Store}'"]) { WorkingDirectory = Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(2, error);
        error.ShouldContain("RW8604");
        using var after = Storage.PriceStore.Open(Store);
        after.Count().ShouldBe(1);
    }

    private static void Sql(string sql)
    {
        using var connection = new Npgsql.NpgsqlConnection(PostgresServer.Shared.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(string json, string key)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(key).GetInt64();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
