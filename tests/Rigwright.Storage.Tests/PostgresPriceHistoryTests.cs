using Npgsql;
using Rigwright.Storage.Postgres;

namespace Rigwright.Storage.Tests;

public sealed class PostgresPriceHistoryTests : PriceHistoryCompliance
{
    private readonly string _schema = $"test_{Guid.NewGuid():N}";

    public PostgresPriceHistoryTests() => Run(PostgresServer.Shared.ConnectionString, $"CREATE SCHEMA {_schema}");

    protected override string Place => $"{PostgresServer.Shared.ConnectionString};Search Path={_schema}";

    public override void Dispose() => Run(PostgresServer.Shared.ConnectionString, $"DROP SCHEMA {_schema} CASCADE");

    // A real error of the server in the middle of the merge: the disk of a test machine cannot be filled.
    private protected override IPriceHistory OpenWithoutRoom()
    {
        Run(Place, """
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF (SELECT COUNT(*) FROM details) > 1 OR random() < 0.001 THEN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON offers FOR EACH ROW EXECUTE FUNCTION no_room()
            """);
        return Open();
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_without_the_password()
    {
        var error = Should.Throw<StoreException>(() => PriceStore.Open("postgres://somebody:secret@127.0.0.1:1/prices"));

        error.Code.ShouldBe("RW8601");
        error.Message.ShouldContain("'prices' on 127.0.0.1:1");
        $"{error.Message} {error.Help}".ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("Host=x;Port=many")]
    [InlineData("Host=x;Colour=blue")]
    public void A_connection_string_that_cannot_be_read_is_named(string text) =>
        Should.Throw<StoreException>(() => PriceStore.Open(text)).Code.ShouldBe("RW8601");

    [Fact]
    public void A_database_that_does_not_exist_is_named() =>
        Should.Throw<StoreException>(() => PriceStore.Open(PostgresServer.Shared.ConnectionString + ";Database=nowhere")).Code.ShouldBe("RW8601");

    [Fact]
    public void A_password_is_in_no_address_and_a_parameter_is_refused_rather_than_dropped()
    {
        Postgres.PostgresAddress.WithoutSecrets("postgres://me:secret@db.example:6000/prices").ShouldBe("postgres://me@db.example:6000/prices");
        Postgres.PostgresAddress.WithoutSecrets("postgres://db.example/prices").ShouldBe("postgres://db.example/prices");
        Postgres.PostgresAddress.WithoutSecrets("Host=h;Password=secret;Search Path=mine").ShouldNotContain("secret");
        Should.Throw<StoreException>(() => PriceStore.Open("postgres://db.example/prices?sslmode=require")).Message.ShouldContain("SSL Mode");
    }

    [Fact]
    public void The_address_form_is_understood()
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString);

        using var store = PriceStore.Open($"postgres://{builder.Username}@{builder.Host}:{builder.Port}/{builder.Database}");
        store.Description.ShouldContain($"'{builder.Database}' on {builder.Host}:{builder.Port}");
    }

    [Fact]
    public void A_connection_that_is_cut_in_the_middle_of_an_import_keeps_nothing()
    {
        using (var store = Open())
        {
            Import(store, Samples.Card);
            using var import = store.BeginImport();
            foreach (var offer in Samples.Many(1000))
                import.Add(offer);
            Run(PostgresServer.Shared.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()");

            Should.Throw<StoreException>(() => import.Commit()).Code.ShouldBe("RW8605");
            Should.Throw<StoreException>(() => store.Count()).Code.ShouldBe("RW8605");
        }

        using var after = Open();
        after.All().ShouldBe([Samples.Card]);
    }

    [Fact]
    public void A_server_that_crashes_in_the_middle_of_an_import_has_nothing_of_it_when_it_is_back()
    {
        using var server = PostgresServer.StartOwn();
        using (var store = PriceStore.Open(server.ConnectionString))
        {
            Import(store, Samples.Many(100));
            using var import = store.BeginImport();
            foreach (var offer in Samples.Many(20_000, "other"))
                import.Add(offer);
            import.Preview();
            server.Kill();

            Should.Throw<StoreException>(() => import.Commit()).Code.ShouldBe("RW8605");
        }
        server.Restart();

        using var after = PriceStore.Open(server.ConnectionString);
        after.Count().ShouldBe(100);
        Import(after, Samples.Many(20_000, "other")).Added.ShouldBe(20_000);
    }

    [Theory]
    [InlineData("55P03", "RW8602")]
    [InlineData("53100", "RW8604")]
    [InlineData("XX001", "RW8603")]
    [InlineData("57P01", "RW8605")]
    [InlineData("08006", "RW8605")]
    [InlineData("42501", "RW8601")]
    public void Every_kind_of_failure_has_its_code(string state, string code) =>
        PostgresErrors.Translate(new PostgresException("message", "ERROR", "ERROR", state), "the store", wasOpen: true).Code.ShouldBe(code);

    private static void Run(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
