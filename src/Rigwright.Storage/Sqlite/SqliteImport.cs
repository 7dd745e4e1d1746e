using Microsoft.Data.Sqlite;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage.Sqlite;

/// <summary>One transaction that takes the write lock at once and prepared statements.</summary>
internal sealed class SqliteImport : IPriceImport
{
    private readonly SqliteTransaction _transaction;
    private readonly Func<SqliteException, StoreException> _translate;
    private readonly SqliteCommand _offer;
    private readonly Interner<ListingFacts> _listings;
    private readonly Interner<DetailFacts> _details;
    private long _added;
    private long _known;

    public SqliteImport(SqliteConnection connection, Func<SqliteException, StoreException> translate)
    {
        _translate = translate;
        _transaction = connection.BeginTransaction(deferred: false);
        _offer = Statement(connection, """
            INSERT OR IGNORE INTO offers (key, listing_id, detail_id, seen_day, day_precision, low_hundredths, high_hundredths, currency)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, 8);
        _listings = new(f => f.Key(), f => [f.Subject, f.Reference, f.MemoryBytes, f.Condition, f.Verified, f.Item, f.Seller],
            Statement(connection, "SELECT id FROM listings WHERE key = $1", 1),
            Statement(connection, "INSERT INTO listings (key, subject, reference, memory_bytes, condition, verified, item, seller) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id", 8));
        _details = new(f => f.Key(), f => [f.PartNumber, f.Tax, f.Stock, f.Url, f.Source, f.Note],
            Statement(connection, "SELECT id FROM details WHERE key = $1", 1),
            Statement(connection, "INSERT INTO details (key, part_number, tax, stock, url, source, note) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id", 7));
    }

    public void Add(Offer offer)
    {
        try
        {
            Bind(_offer, OfferKey.Of(offer).ToBytes(), _listings.Id(ListingFacts.Of(offer)), _details.Id(DetailFacts.Of(offer)),
                (long)(offer.Seen?.DayNumber ?? Migration.Undated), offer.Seen is null ? 0L : (long)offer.Precision,
                OfferKey.Hundredths(offer.PriceLow.Amount), offer.PriceHigh is { } high ? OfferKey.Hundredths(high.Amount) : (long?)null, offer.PriceLow.Currency.Code);
            if (_offer.ExecuteNonQuery() == 1)
                _added++;
            else
                _known++;
        }
        catch (SqliteException exception)
        {
            throw _translate(exception);
        }
    }

    public ImportCount Preview() => new(_added, _known);

    public ImportCount Commit()
    {
        try
        {
            _transaction.Commit();
            return new(_added, _known);
        }
        catch (SqliteException exception)
        {
            throw _translate(exception);
        }
    }

    public void Dispose()
    {
        _offer.Dispose();
        _listings.Dispose();
        _details.Dispose();
        try
        {
            _transaction.Dispose();
        }
        catch (SqliteException)
        {
            // After a full disk SQLite has rolled back by itself; there is nothing left to undo, and the cause was thrown already.
        }
    }

    private static SqliteCommand Statement(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    /// <summary>Ids of rows that recur: found in memory, else in the table, else inserted.</summary>
    private sealed class Interner<T>(Func<T, byte[]> key, Func<T, object?[]> columns, SqliteCommand find, SqliteCommand insert) : IDisposable
        where T : struct
    {
        // A list in which every row has a remark of its own must not fill the memory.
        private const int Most = 200_000;

        private readonly Dictionary<T, long> _ids = [];

        public long Id(T facts)
        {
            if (_ids.TryGetValue(facts, out var known))
                return known;
            var bytes = key(facts);
            Bind(find, bytes);
            if (find.ExecuteScalar() is not long id)
            {
                Bind(insert, [bytes, .. columns(facts)]);
                id = (long)insert.ExecuteScalar()!;
            }
            if (_ids.Count >= Most)
                _ids.Clear();
            return _ids[facts] = id;
        }

        public void Dispose()
        {
            find.Dispose();
            insert.Dispose();
        }
    }
}
