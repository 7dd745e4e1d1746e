using Npgsql;
using NpgsqlTypes;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage.Postgres;

/// <summary>One transaction: offers stream by COPY into a temporary table, listings and details follow, then three statements merge them.</summary>
internal sealed class PostgresImport : IPriceImport
{
    private const string Staging = """
        CREATE TEMP TABLE incoming_offers (
            key BYTEA, listing_key BYTEA, detail_key BYTEA, seen_day BIGINT, day_precision BIGINT, low_hundredths BIGINT, high_hundredths BIGINT, currency TEXT) ON COMMIT DROP;
        CREATE TEMP TABLE incoming_listings (
            key BYTEA, subject TEXT, reference TEXT, memory_bytes BIGINT, condition TEXT, verified BIGINT, item TEXT, seller TEXT) ON COMMIT DROP;
        CREATE TEMP TABLE incoming_details (key BYTEA, part_number TEXT, tax TEXT, stock TEXT, url TEXT, source TEXT, note TEXT) ON COMMIT DROP
        """;

    private const string Merge = """
        INSERT INTO listings (key, subject, reference, memory_bytes, condition, verified, item, seller) SELECT * FROM incoming_listings ON CONFLICT (key) DO NOTHING;
        INSERT INTO details (key, part_number, tax, stock, url, source, note) SELECT * FROM incoming_details ON CONFLICT (key) DO NOTHING;
        ANALYZE incoming_offers
        """;

    private const string MergeOffers = """
        INSERT INTO offers (key, listing_id, detail_id, seen_day, day_precision, low_hundredths, high_hundredths, currency)
        SELECT i.key, l.id, d.id, i.seen_day, i.day_precision, i.low_hundredths, i.high_hundredths, i.currency
        FROM incoming_offers i JOIN listings l ON l.key = i.listing_key JOIN details d ON d.key = i.detail_key
        ON CONFLICT (key) DO NOTHING
        """;

    // With its statistics the planner walks the index day by day from the first query on, not from the next automatic analysis on.
    private const string Analyze = "ANALYZE listings; ANALYZE details; ANALYZE offers";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Func<NpgsqlException, StoreException> _translate;
    private readonly Dictionary<ListingFacts, byte[]> _listings = [];
    private readonly Dictionary<DetailFacts, byte[]> _details = [];
    private NpgsqlBinaryImporter? _offers;
    private long _given;
    private ImportCount? _merged;

    public PostgresImport(NpgsqlConnection connection, NpgsqlTransaction transaction, Func<NpgsqlException, StoreException> translate)
    {
        _connection = connection;
        _transaction = transaction;
        _translate = translate;
        try
        {
            Execute(Staging);
            _offers = connection.BeginBinaryImport("COPY incoming_offers FROM STDIN (FORMAT BINARY)");
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public void Add(Offer offer) => Guard(() =>
    {
        var writer = _offers ?? throw new InvalidOperationException("The import was previewed or committed already.");
        writer.StartRow();
        writer.Write(OfferKey.Of(offer).ToBytes(), NpgsqlDbType.Bytea);
        writer.Write(KeyOf(_listings, ListingFacts.Of(offer), f => f.Key()), NpgsqlDbType.Bytea);
        writer.Write(KeyOf(_details, DetailFacts.Of(offer), f => f.Key()), NpgsqlDbType.Bytea);
        Number(writer, offer.Seen?.DayNumber);
        Number(writer, offer.Seen is null ? 0 : (long)offer.Precision);
        Number(writer, OfferKey.Hundredths(offer.PriceLow.Amount));
        Number(writer, offer.PriceHigh is { } high ? OfferKey.Hundredths(high.Amount) : null);
        writer.Write(offer.PriceLow.Currency.Code, NpgsqlDbType.Text);
        _given++;
        return true;
    });

    public ImportCount Preview() => Guard(() => _merged ??= MergeAll());

    public ImportCount Commit() => Guard(() =>
    {
        var count = _merged ??= MergeAll();
        Execute(Analyze);
        _transaction.Commit();
        return count;
    });

    public void Dispose()
    {
        try
        {
            _offers?.Dispose();
            _transaction.Dispose();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            // The server went away: it rolls back by itself, and the cause was thrown already.
        }
    }

    private ImportCount MergeAll()
    {
        _offers!.Complete();
        _offers.Dispose();
        _offers = null;
        Copy("COPY incoming_listings FROM STDIN (FORMAT BINARY)", _listings, (writer, facts) =>
        {
            writer.Write(facts.Subject, NpgsqlDbType.Text);
            writer.Write(facts.Reference, NpgsqlDbType.Text);
            Number(writer, facts.MemoryBytes);
            writer.Write(facts.Condition, NpgsqlDbType.Text);
            Number(writer, facts.Verified);
            writer.Write(facts.Item, NpgsqlDbType.Text);
            writer.Write(facts.Seller, NpgsqlDbType.Text);
        });
        Copy("COPY incoming_details FROM STDIN (FORMAT BINARY)", _details, (writer, facts) =>
        {
            foreach (var text in (ReadOnlySpan<string>)[facts.PartNumber, facts.Tax, facts.Stock, facts.Url, facts.Source, facts.Note])
                writer.Write(text, NpgsqlDbType.Text);
        });
        Execute(Merge);
        long added = Execute(MergeOffers);
        return new(added, _given - added);
    }

    private void Copy<T>(string sql, Dictionary<T, byte[]> rows, Action<NpgsqlBinaryImporter, T> write) where T : struct
    {
        using var writer = _connection.BeginBinaryImport(sql);
        foreach (var (facts, key) in rows)
        {
            writer.StartRow();
            writer.Write(key, NpgsqlDbType.Bytea);
            write(writer, facts);
        }
        writer.Complete();
    }

    private int Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException exception)
        {
            throw _translate(exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ObjectDisposedException && _connection.State != System.Data.ConnectionState.Open)
        {
            throw _translate(new NpgsqlException("The connection is closed.", exception));
        }
    }

    private static byte[] KeyOf<T>(Dictionary<T, byte[]> keys, T facts, Func<T, byte[]> key) where T : struct =>
        keys.TryGetValue(facts, out var known) ? known : keys[facts] = key(facts);

    private static void Number(NpgsqlBinaryImporter writer, long? value)
    {
        if (value is { } number)
            writer.Write(number, NpgsqlDbType.Bigint);
        else
            writer.WriteNull();
    }
}
