using Npgsql;
using Rigwright.App.Prices;

namespace Rigwright.Storage.Postgres;

/// <summary>PostgreSQL's SQLSTATE codes (https://www.postgresql.org/docs/15/errcodes-appendix.html) in the words of the contract.</summary>
internal static class PostgresErrors
{
    public static StoreException Translate(NpgsqlException e, string description, bool wasOpen) => (e as PostgresException)?.SqlState switch
    {
        "55P03" => new(StoreException.Locked, $"{description} is locked by another program.", "Wait for it to end, then try again; nothing was changed.", e),
        "53100" => new(StoreException.Full, $"the server has no room left to write {description}.", "Nothing was changed; make room, then try again.", e),
        "XX001" or "XX002" => new(StoreException.Corrupt, $"{description} is damaged ({e.Message}).", "Restore a copy of the database.", e),
        { } state when state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) => Gone(e, description),
        null when wasOpen => Gone(e, description),
        null => new(StoreException.Unavailable, $"{description} does not answer ({e.Message}).", "Is the server running, and are host and port right?", e),
        _ => new(StoreException.Unavailable, $"{description} cannot be used ({e.Message}).", null, e),
    };

    private static StoreException Gone(NpgsqlException e, string description) =>
        new(StoreException.Lost, $"the server of {description} went away.", "Nothing was changed unless the import said that it ended; run it again: what is known already is not added twice.", e);
}
