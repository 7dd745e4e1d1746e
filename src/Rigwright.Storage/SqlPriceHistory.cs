using System.Data.Common;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage;

/// <summary>What the two databases share: every question is one statement, so that its answer is one state of the store.</summary>
internal abstract class SqlPriceHistory(DbConnection connection) : IPriceHistory
{
    /// <summary>What a listing said in so many days before its newest price is read too: that is how far back a dispute reaches.</summary>
    private const int DisputeDays = 7;

    private const string From = "FROM offers o JOIN listings l ON l.id = o.listing_id JOIN details d ON d.id = o.detail_id";

    public abstract string Description { get; }

    protected DbConnection Connection => connection;

    public abstract IPriceImport BeginImport();

    /// <summary>The failure in the words of the contract.</summary>
    protected abstract StoreException Translate(DbException exception);

    public long Count() => Guard(() =>
    {
        using var command = Command("SELECT COUNT(*) FROM offers");
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    public DateOnly? Newest() => Guard<DateOnly?>(() =>
    {
        // One step down the index for each listing instead of every offer.
        using var command = Command("SELECT MAX((SELECT MAX(o.seen_day) FROM offers o WHERE o.listing_id = l.id)) FROM listings l");
        return command.ExecuteScalar() is long day ? DateOnly.FromDayNumber((int)day) : null;
    });

    // The newest day of a listing is one step down the index; without the fence both planners would ask for it once per offer.
    public IReadOnlyList<Offer> AsOf(DateOnly day, DateOnly oldest) => Read($"""
        WITH newest AS MATERIALIZED (
            SELECT id, (SELECT MAX(x.seen_day) FROM offers x WHERE x.listing_id = listings.id AND x.seen_day <= @day) AS seen_day FROM listings WHERE subject <> 'none')
        SELECT {OfferRowReader.Columns}
        FROM newest n JOIN listings l ON l.id = n.id
        JOIN offers o ON o.listing_id = n.id AND o.seen_day BETWEEN n.seen_day - {DisputeDays} AND n.seen_day
        JOIN details d ON d.id = o.detail_id
        WHERE n.seen_day >= @oldest
        """, ("@day", day.DayNumber), ("@oldest", oldest.DayNumber));

    public IReadOnlyList<Offer> Of(OfferSubject subject, string reference) => Read(
        $"SELECT {OfferRowReader.Columns} {From} WHERE l.subject = @subject AND l.reference = @reference ORDER BY COALESCE(o.seen_day, 0), o.key",
        ("@subject", OfferWords.Of(OfferWords.Subjects, subject)), ("@reference", reference));

    public IReadOnlyList<Offer> Unmatched() => Of(OfferSubject.Unmatched, "");

    public IEnumerable<Offer> All()
    {
        using var command = Command($"SELECT {OfferRowReader.Columns} {From} ORDER BY l.subject, l.reference, l.item, COALESCE(o.seen_day, 0), o.key");
        using var reader = Guard(command.ExecuteReader);
        var rows = new OfferRowReader(reader);
        while (Guard(reader.Read))
            yield return Guard(rows.Read);
    }

    public virtual void Dispose() => connection.Dispose();

    protected DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is int number ? (long)number : value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    protected T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException exception)
        {
            throw Translate(exception);
        }
        catch (InvalidOperationException exception) when (connection.State != System.Data.ConnectionState.Open)
        {
            throw new StoreException(StoreException.Lost, $"the server of {Description} went away.", null, exception);
        }
    }

    private List<Offer> Read(string sql, params (string Name, object Value)[] parameters) => Guard(() =>
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new OfferRowReader(reader);
        var offers = new List<Offer>();
        while (reader.Read())
            offers.Add(rows.Read());
        return offers;
    });
}
