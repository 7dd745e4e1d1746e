using Rigwright.App.Prices;
using Rigwright.Storage.Postgres;
using Rigwright.Storage.Sqlite;

namespace Rigwright.Storage;

/// <summary>Opens the price history that a place names: a SQLite file or a PostgreSQL database.</summary>
public static class PriceStore
{
    /// <summary>The place that means "no store".</summary>
    public const string None = "none";

    /// <summary>How long a writer waits for another one: an import of a million offers takes less than that.</summary>
    public static TimeSpan DefaultWait { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Does the place name a server rather than a file?</summary>
    public static bool IsServer(string place) => PostgresAddress.IsOne(place);

    /// <summary>Opens a store; a file that is missing is created with its folder.</summary>
    /// <param name="place">Path of a SQLite file, or connection string or address of a PostgreSQL database.</param>
    /// <param name="wait">How long to wait for another writer; null takes <see cref="DefaultWait"/>.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static IPriceHistory Open(string place, TimeSpan? wait = null) => Open(place, create: true, wait ?? DefaultWait, Migration.All);

    /// <summary>Opens a store that exists; null when the place names a file that does not.</summary>
    /// <exception cref="StoreException">It exists but cannot be opened.</exception>
    public static IPriceHistory? OpenExisting(string place) =>
        IsServer(place) || Path.Exists(place) ? Open(place, create: false, DefaultWait, Migration.All) : null;

    /// <summary>An empty store that is forgotten when it is disposed.</summary>
    public static IPriceHistory InMemory() => Open(":memory:", create: true, DefaultWait, Migration.All);

    /// <summary>The file in the user's data folder: <c>$XDG_DATA_HOME/rigwright/prices.db</c> (by default <c>~/.local/share</c>),
    /// <c>~/Library/Application Support</c> on a Mac, <c>%LOCALAPPDATA%</c> on Windows.</summary>
    /// <exception cref="StoreException">The user has no data folder.</exception>
    public static string DefaultPlace()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0 ? Path.Combine(folder, "rigwright", "prices.db")
            : throw new StoreException(StoreException.Unavailable, "there is no folder for a user's data.", "Name a file with --store.");
    }

    internal static IPriceHistory Open(string place, bool create, TimeSpan wait, IReadOnlyList<Migration> migrations) =>
        IsServer(place) ? PostgresPriceHistory.Open(place, wait, migrations) : SqlitePriceHistory.Open(place, create, wait, migrations);
}
