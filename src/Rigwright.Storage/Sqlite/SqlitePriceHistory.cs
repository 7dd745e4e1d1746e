using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Rigwright.App.Prices;

namespace Rigwright.Storage.Sqlite;

/// <summary>The price history in one SQLite file, with a write-ahead log: readers and the writer do not wait for each other, and a crash leaves the last commit.</summary>
internal sealed class SqlitePriceHistory : SqlPriceHistory
{
    // "RIGW": says whose file it is, so that no other program's database is ever migrated.
    private const long ApplicationId = 0x52494757;

    private readonly SqliteConnection _connection;

    private SqlitePriceHistory(SqliteConnection connection, string path, string description)
        : base(connection)
    {
        _connection = connection;
        Address = path;
        Description = description;
    }

    public override string Description { get; }

    public override string Address { get; }

    /// <summary>Opens a file and brings its schema up to date.</summary>
    /// <param name="path">The file, or <c>:memory:</c>.</param>
    /// <param name="create">Create it, and its folder, when it is missing?</param>
    /// <param name="wait">How long to wait for another writer.</param>
    /// <param name="migrations">The schema.</param>
    public static SqlitePriceHistory Open(string path, bool create, TimeSpan wait, IReadOnlyList<Migration> migrations)
    {
        var description = path == ":memory:" ? "the store in memory" : path;
        if (Directory.Exists(path))
            throw new StoreException(StoreException.Unavailable, $"{path} is a folder, not a price store.", $"Name a file, for example {Path.Combine(path, "prices.db")}.");
        CreateFolder(path, create, description);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)wait.TotalSeconds),
        }.ConnectionString);
        try
        {
            connection.Open();
            var history = new SqlitePriceHistory(connection, path, description);
            history.Prepare(migrations);
            return history;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw SqliteErrors.Translate(exception, description);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override IPriceImport BeginImport() => Guard<IPriceImport>(() => new SqliteImport(_connection, e => SqliteErrors.Translate(e, Description)));

    // SQLite never reorders a CROSS JOIN (https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join).
    protected override string EachOffer(string condition) => $"CROSS JOIN offers o ON {condition}";

    protected override StoreException Translate(DbException exception) => SqliteErrors.Translate((SqliteException)exception, Description);

    /// <summary>Lets the file grow to so many pages only: what a quota does.</summary>
    internal void LimitPages(int pages) => Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));

    private static void CreateFolder(string path, bool create, string description)
    {
        if (!create || path == ":memory:" || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder)
            return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreException.Unavailable, $"{description} cannot be created ({exception.Message})", "Name another place with --store.", exception);
        }
    }

    private void Prepare(IReadOnlyList<Migration> migrations)
    {
        var version = Pragma("user_version");
        RefuseForeign(version);
        // A larger cache keeps the key index of a million offers in memory while it grows in random order.
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;");
        if (version > migrations[^1].Version)
        {
            throw new StoreException(StoreException.TooNew, string.Create(CultureInfo.InvariantCulture,
                $"{Description} has schema {version}, this program knows up to {migrations[^1].Version}."), "Use the newer program that wrote it.");
        }
        if (version < migrations[^1].Version)
            Migrate(migrations);
    }

    private void Migrate(IReadOnlyList<Migration> migrations)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        // Another process may have migrated while this one waited for the lock.
        var version = Pragma("user_version");
        foreach (var migration in migrations.Where(m => m.Version > version))
            Execute(migration.Sqlite);
        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Math.Max(version, migrations[^1].Version)};"));
        transaction.Commit();
    }

    private void RefuseForeign(long version)
    {
        using var tables = Command("SELECT COUNT(*) FROM sqlite_schema");
        var isEmpty = (long)tables.ExecuteScalar()! == 0;
        if (Pragma("application_id") != ApplicationId && (!isEmpty || version != 0))
            throw new StoreException(StoreException.Corrupt, $"{Description} is a database of another program.", "Name another file with --store.");
    }

    private long Pragma(string name)
    {
        using var command = Command("PRAGMA " + name);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        // One statement a command: after an ALTER TABLE the provider runs the rest of a script while it closes the reader, and drops its errors.
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            using var command = Command(statement);
            command.ExecuteNonQuery();
        }
    }
}
