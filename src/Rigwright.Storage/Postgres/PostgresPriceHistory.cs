using System.Data.Common;
using System.Globalization;
using Npgsql;
using Rigwright.App.Prices;

namespace Rigwright.Storage.Postgres;

/// <summary>The price history in a PostgreSQL database, in the first schema of the connection's search path.</summary>
internal sealed class PostgresPriceHistory : SqlPriceHistory
{
    /// <summary>Key of the advisory lock that writers take: "RIGW". Readers take none.</summary>
    internal const long WriterLock = 0x52494757;

    private const int SecondsForAMillion = 600;

    private readonly NpgsqlConnection _connection;
    private readonly TimeSpan _wait;

    private PostgresPriceHistory(NpgsqlConnection connection, string address, string description, TimeSpan wait)
        : base(connection)
    {
        _connection = connection;
        _wait = wait;
        Address = address;
        Description = description;
    }

    public override string Description { get; }

    public override string Address { get; }

    /// <summary>Connects and brings the schema up to date.</summary>
    public static PostgresPriceHistory Open(string connectionString, TimeSpan wait, IReadOnlyList<Migration> migrations)
    {
        var builder = Parse(connectionString);
        var description = string.Create(CultureInfo.InvariantCulture, $"the PostgreSQL database '{builder.Database ?? builder.Username}' on {builder.Host}:{builder.Port}");
        var connection = new NpgsqlConnection(builder.ConnectionString);
        var isOpen = false;
        try
        {
            connection.Open();
            isOpen = true;
            var history = new PostgresPriceHistory(connection, PostgresAddress.WithoutSecrets(connectionString), description, wait);
            history.Migrate(migrations);
            return history;
        }
        catch (NpgsqlException exception)
        {
            connection.Dispose();
            throw PostgresErrors.Translate(exception, description, isOpen);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override IPriceImport BeginImport() => Guard<IPriceImport>(() => new PostgresImport(_connection, BeginWriting(), e => PostgresErrors.Translate(e, Description, wasOpen: true)));

    // OFFSET keeps PostgreSQL from pulling the subquery up and planning it as one large join.
    protected override string EachOffer(string condition) => $"CROSS JOIN LATERAL (SELECT * FROM offers o WHERE {condition} OFFSET 0) o";

    protected override StoreException Translate(DbException exception) => PostgresErrors.Translate((NpgsqlException)exception, Description, wasOpen: true);

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(PostgresAddress.ToConnectionString(text)) { Pooling = false, CommandTimeout = SecondsForAMillion, KeepAlive = 15 };
            return builder.Host is null ? throw new ArgumentException("it names no host") : builder;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text may hold a password: it is not repeated.
            throw new StoreException(StoreException.Unavailable, $"the connection string of the store cannot be read: {exception.Message}.",
                "Write Host=…;Database=…;Username=… or postgres://user@host/database; leave the password to PGPASSWORD or a password file.", exception);
        }
    }

    private NpgsqlTransaction BeginWriting()
    {
        var transaction = _connection.BeginTransaction();
        try
        {
            Execute(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)_wait.TotalMilliseconds}; SELECT pg_advisory_xact_lock({WriterLock})"));
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    private void Migrate(IReadOnlyList<Migration> migrations)
    {
        var version = Version();
        if (version > migrations[^1].Version)
        {
            throw new StoreException(StoreException.TooNew, string.Create(CultureInfo.InvariantCulture,
                $"{Description} has schema {version}, this program knows up to {migrations[^1].Version}."), "Use the newer program that wrote it.");
        }
        if (version == migrations[^1].Version)
            return;
        using var transaction = BeginWriting();
        Execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
        // Another process may have migrated while this one waited for the lock.
        version = Version();
        foreach (var migration in migrations.Where(m => m.Version > version))
            Execute(migration.Postgres);
        Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({Math.Max(version, migrations[^1].Version)})"));
        transaction.Commit();
    }

    private long Version()
    {
        using var exists = Command("SELECT to_regclass('schema_version') IS NOT NULL");
        if (!(bool)exists.ExecuteScalar()!)
            return 0;
        using var command = Command("SELECT COALESCE(MAX(version), 0) FROM schema_version");
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
