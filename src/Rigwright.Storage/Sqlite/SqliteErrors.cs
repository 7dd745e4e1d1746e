using Microsoft.Data.Sqlite;
using Rigwright.App.Prices;

namespace Rigwright.Storage.Sqlite;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) in the words of the contract.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    // Writing failed below SQLite: beyond a limit on the size of files the system says so here instead of "full".
    private const int IoWrite = Io | (3 << 8);

    public static StoreException Translate(SqliteException e, string description) => e.SqliteErrorCode switch
    {
        Busy or TableLocked => new(StoreException.Locked, $"{description} is locked by another program.", "Wait for it to end, then try again; nothing was changed.", e),
        Corrupt or NotADatabase => new(StoreException.Corrupt, $"{description} is damaged or is not a price store ({e.Message}).", "Move it away and import your price files again, or restore a copy.", e),
        Full => Disk(e, description),
        Io when e.SqliteExtendedErrorCode == IoWrite => Disk(e, description),
        ReadOnly => new(StoreException.Unavailable, $"{description} cannot be written.", "Look at the permissions of the file and its folder.", e),
        _ => new(StoreException.Unavailable, $"{description} cannot be used ({e.Message}).", null, e),
    };

    private static StoreException Disk(SqliteException e, string description) =>
        new(StoreException.Full, $"there is no room left to write {description}.", "Nothing was changed; make room, then try again.", e);
}
