using System.Data.Common;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage;

/// <summary>What the two databases share: every question is one statement, so that its answer is one state of the store.</summary>
internal abstract class SqlPriceHistory(DbConnection connection) : IPriceHistory
{
    /// <summary>What a listing said in so many days before its newest price is read too where that is a dispute.</summary>
    private const int DisputeDays = 7;

    /// <summary>A price disputes another one when it differs by more than one part in so many.</summary>
    private const int DisputeParts = 10;

    private const string From = "FROM offers o JOIN listings l ON l.id = o.listing_id JOIN details d ON d.id = o.detail_id";

    public abstract string Description { get; }

    public abstract string Address { get; }

    protected DbConnection Connection => connection;

    public abstract IPriceImport BeginImport();

    /// <summary>The failure in the words of the contract.</summary>
    protected abstract StoreException Translate(DbException exception);

    /// <summary>A join of offers o to the rows n before it that walks the index once for each of them. Both planners, who cannot know how many
    /// offers a range of days has, would otherwise read all offers.</summary>
    protected abstract string EachOffer(string condition);

    public long Count() => Guard(() =>
    {
        using var command = Command("SELECT COUNT(*) FROM offers");
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    public DateOnly? Newest() => Guard<DateOnly?>(() =>
    {
        // One step down the index for each listing instead of every offer.
        using var command = Command("SELECT MAX((SELECT MAX(o.seen_day) FROM offers o WHERE o.listing_id = l.id)) FROM listings l");
        return command.ExecuteScalar() is long day and not Migration.Undated ? DateOnly.FromDayNumber((int)day) : null;
    });

    // The newest day of a listing is one step down the index, and its week a few steps along it. An older offer is wanted only where it disputes one of
    // the newest day, which that day's lowest and highest price tell without a look at each.
    public IReadOnlyList<Offer> AsOf(DateOnly day, DateOnly oldest) => Read($"""
        WITH newest AS MATERIALIZED (
            SELECT id, (SELECT MAX(o.seen_day) FROM offers o WHERE o.listing_id = listings.id AND o.seen_day <= @day) AS seen_day FROM listings WHERE subject <> 'none'),
        counting AS MATERIALIZED (
            SELECT n.id, n.seen_day, MIN(COALESCE(o.high_hundredths, o.low_hundredths)) AS least, MAX(COALESCE(o.high_hundredths, o.low_hundredths)) AS most
            FROM newest n {EachOffer("o.listing_id = n.id AND o.seen_day = n.seen_day")} WHERE n.seen_day >= @oldest GROUP BY n.id, n.seen_day)
        SELECT {OfferRowReader.Columns}
        FROM counting n {EachOffer($"o.listing_id = n.id AND o.seen_day BETWEEN n.seen_day - {DisputeDays} AND n.seen_day")}
        JOIN listings l ON l.id = o.listing_id JOIN details d ON d.id = o.detail_id
        WHERE o.seen_day = n.seen_day
            OR COALESCE(o.high_hundredths, o.low_hundredths) * {DisputeParts} NOT BETWEEN n.most * {DisputeParts - 1} AND n.least * {DisputeParts + 1}
        """, ("@day", day.DayNumber), ("@oldest", oldest.DayNumber));

    public IReadOnlyList<Offer> Of(OfferSubject subject, string reference) => Read(
        $"SELECT {OfferRowReader.Columns} {From} WHERE l.subject = @subject AND l.reference = @reference ORDER BY o.seen_day, o.key",
        ("@subject", OfferWords.Of(OfferWords.Subjects, subject)), ("@reference", reference));

    public IReadOnlyList<Offer> Unmatched() => Of(OfferSubject.Unmatched, "");

    public IEnumerable<Offer> All()
    {
        using var command = Command($"SELECT {OfferRowReader.Columns} {From} ORDER BY l.subject, l.reference, l.item, o.seen_day, o.key");
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
