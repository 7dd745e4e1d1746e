using Npgsql;
using NpgsqlTypes;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage.Postgres;

/// <summary>One transaction. Offers are collected in chunks; while the next one is, the server takes the last by COPY into temporary tables and merges it.</summary>
internal sealed class PostgresImport : IPriceImport
{
    // A chunk is some 10 MB here and a second of the server's time: memory stays small, and both sides are busy.
    private const int ChunkSize = 50_000;

    // A list in which every row has a remark of its own must not fill the memory.
    private const int MostKeys = 200_000;

    private const string Staging = """
        CREATE TEMP TABLE incoming_offers (
            key BYTEA, listing_key BYTEA, detail_key BYTEA, seen_day BIGINT, day_precision BIGINT, low_hundredths BIGINT, high_hundredths BIGINT, currency TEXT) ON COMMIT DROP;
        CREATE TEMP TABLE incoming_listings (
            key BYTEA, subject TEXT, reference TEXT, memory_bytes BIGINT, condition TEXT, verified BIGINT, item TEXT, seller TEXT) ON COMMIT DROP;
        CREATE TEMP TABLE incoming_details (key BYTEA, part_number TEXT, tax TEXT, stock TEXT, url TEXT, source TEXT, note TEXT) ON COMMIT DROP
        """;

    private const string Merge = """
        INSERT INTO listings (key, subject, reference, memory_bytes, condition, verified, item, seller) SELECT * FROM incoming_listings ON CONFLICT (key) DO NOTHING;
        INSERT INTO details (key, part_number, tax, stock, url, source, note) SELECT * FROM incoming_details ON CONFLICT (key) DO NOTHING
        """;

    private const string MergeOffers = """
        INSERT INTO offers (key, listing_id, detail_id, seen_day, day_precision, low_hundredths, high_hundredths, currency)
        SELECT i.key, l.id, d.id, i.seen_day, i.day_precision, i.low_hundredths, i.high_hundredths, i.currency
        FROM incoming_offers i JOIN listings l ON l.key = i.listing_key JOIN details d ON d.key = i.detail_key
        ON CONFLICT (listing_id, seen_day, key) DO NOTHING
        """;

    private const string Empty = "TRUNCATE incoming_offers, incoming_listings, incoming_details";

    // Fewer new offers change no plan: analysing a million for each handful would cost more than the import.
    private const int WorthAnalyzing = 10_000;

    // With its statistics the planner walks the index day by day from the first query on, not from the next automatic analysis on.
    private const string Analyze = "ANALYZE listings; ANALYZE details; ANALYZE offers";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Func<NpgsqlException, StoreException> _translate;
    private readonly Dictionary<ListingFacts, byte[]> _listings = [];
    private readonly Dictionary<DetailFacts, byte[]> _details = [];
    private Chunk _chunk = new();
    private Task _merging = Task.CompletedTask;
    private long _given;
    private long _added;

    public PostgresImport(NpgsqlConnection connection, NpgsqlTransaction transaction, Func<NpgsqlException, StoreException> translate)
    {
        _connection = connection;
        _transaction = transaction;
        _translate = translate;
        try
        {
            Execute(Staging);
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public void Add(Offer offer)
    {
        _chunk.Offers.Add(new(OfferKey.Of(offer).ToBytes(), KeyOf(_listings, _chunk.Listings, ListingFacts.Of(offer), f => f.Key()), KeyOf(_details, _chunk.Details, DetailFacts.Of(offer), f => f.Key()),
            offer.Seen?.DayNumber ?? Migration.Undated, offer.Seen is null ? 0 : (long)offer.Precision,
            OfferKey.Hundredths(offer.PriceLow.Amount), offer.PriceHigh is { } high ? OfferKey.Hundredths(high.Amount) : null, offer.PriceLow.Currency.Code));
        _given++;
        if (_chunk.Offers.Count == ChunkSize)
            Send();
    }

    public ImportCount Preview()
    {
        Send();
        Wait();
        return new(_added, _given - _added);
    }

    public ImportCount Commit()
    {
        var count = Preview();
        return Guard(() =>
        {
            if (_added >= WorthAnalyzing)
                Execute(Analyze);
            _transaction.Commit();
            return count;
        });
    }

    public void Dispose()
    {
        try
        {
            // The connection is busy until then; whoever gives up does not care how it ends.
            Task.WaitAny(_merging);
            _ = _merging.Exception;
            _transaction.Dispose();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            // The server went away: it rolls back by itself, and the cause was thrown already.
        }
    }

    private void Send()
    {
        Wait();
        if (_chunk.Offers.Count == 0)
            return;
        var chunk = _chunk;
        _chunk = new();
        _merging = Task.Run(() => MergeChunk(chunk));
    }

    private void Wait() => Guard(() =>
    {
        _merging.GetAwaiter().GetResult();
        return true;
    });

    private void MergeChunk(Chunk chunk)
    {
        Copy("COPY incoming_offers FROM STDIN (FORMAT BINARY)", chunk.Offers, (writer, offer) =>
        {
            writer.Write(offer.Key, NpgsqlDbType.Bytea);
            writer.Write(offer.Listing, NpgsqlDbType.Bytea);
            writer.Write(offer.Detail, NpgsqlDbType.Bytea);
            Number(writer, offer.Day);
            Number(writer, offer.Precision);
            Number(writer, offer.Low);
            Number(writer, offer.High);
            writer.Write(offer.Currency, NpgsqlDbType.Text);
        });
        Copy("COPY incoming_listings FROM STDIN (FORMAT BINARY)", chunk.Listings, (writer, row) =>
        {
            var facts = row.Facts;
            writer.Write(row.Key, NpgsqlDbType.Bytea);
            writer.Write(facts.Subject, NpgsqlDbType.Text);
            writer.Write(facts.Reference, NpgsqlDbType.Text);
            Number(writer, facts.MemoryBytes);
            writer.Write(facts.Condition, NpgsqlDbType.Text);
            Number(writer, facts.Verified);
            writer.Write(facts.Item, NpgsqlDbType.Text);
            writer.Write(facts.Seller, NpgsqlDbType.Text);
        });
        Copy("COPY incoming_details FROM STDIN (FORMAT BINARY)", chunk.Details, (writer, row) =>
        {
            writer.Write(row.Key, NpgsqlDbType.Bytea);
            foreach (var text in (ReadOnlySpan<string>)[row.Facts.PartNumber, row.Facts.Tax, row.Facts.Stock, row.Facts.Url, row.Facts.Source, row.Facts.Note])
                writer.Write(text, NpgsqlDbType.Text);
        });
        Execute(Merge);
        _added += Execute(MergeOffers);
        Execute(Empty);
    }

    private void Copy<T>(string sql, List<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        if (rows.Count == 0)
            return;
        using var writer = _connection.BeginBinaryImport(sql);
        foreach (var row in rows)
        {
            writer.StartRow();
            write(writer, row);
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

    // What was met in an earlier chunk is in the table already.
    private static byte[] KeyOf<T>(Dictionary<T, byte[]> keys, List<(byte[] Key, T Facts)> sent, T facts, Func<T, byte[]> key) where T : struct
    {
        if (keys.TryGetValue(facts, out var known))
            return known;
        if (keys.Count >= MostKeys)
            keys.Clear();
        var bytes = keys[facts] = key(facts);
        sent.Add((bytes, facts));
        return bytes;
    }

    private static void Number(NpgsqlBinaryImporter writer, long? value)
    {
        if (value is { } number)
            writer.Write(number, NpgsqlDbType.Bigint);
        else
            writer.WriteNull();
    }

    private sealed class Chunk
    {
        public List<OfferRow> Offers { get; } = [];

        public List<(byte[] Key, ListingFacts Facts)> Listings { get; } = [];

        public List<(byte[] Key, DetailFacts Facts)> Details { get; } = [];
    }

    private readonly record struct OfferRow(byte[] Key, byte[] Listing, byte[] Detail, long Day, long Precision, long Low, long? High, string Currency);
}
