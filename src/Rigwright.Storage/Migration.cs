namespace Rigwright.Storage;

/// <summary>One step of the schema, forward only. A step runs in one transaction with the number that records it, so a crash leaves the old schema or the new one.</summary>
/// <param name="Version">1, 2, 3 … without gaps; a released step never changes.</param>
/// <param name="Sqlite">Statements for SQLite.</param>
/// <param name="Postgres">Statements for PostgreSQL.</param>
internal sealed record Migration(int Version, string Sqlite, string Postgres)
{
    /// <summary>Every step in order.</summary>
    /// <remarks>
    /// A listing is one item at one seller in one condition; a detail is what hardly ever changes from one price of a listing to the next. Both are
    /// found by a key of their own content, because their texts are longer than what an index takes. An offer is then narrow: a day and a price.
    /// Prices are hundredths, days are counted from 0001-01-01 with −1 for none, a missing text is empty and a missing number null.
    /// </remarks>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1,
            """
            CREATE TABLE listings (
                id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, subject TEXT NOT NULL, reference TEXT NOT NULL, memory_bytes INTEGER,
                condition TEXT NOT NULL, verified INTEGER NOT NULL, item TEXT NOT NULL, seller TEXT NOT NULL) STRICT;
            CREATE INDEX listings_by_item ON listings (subject, reference);
            CREATE TABLE details (
                id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, part_number TEXT NOT NULL, tax TEXT NOT NULL, stock TEXT NOT NULL,
                url TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL) STRICT;
            CREATE TABLE offers (
                key BLOB NOT NULL UNIQUE, listing_id INTEGER NOT NULL REFERENCES listings, detail_id INTEGER NOT NULL REFERENCES details,
                seen_day INTEGER, day_precision INTEGER NOT NULL, low_hundredths INTEGER NOT NULL, high_hundredths INTEGER, currency TEXT NOT NULL) STRICT;
            CREATE INDEX offers_by_day ON offers (listing_id, seen_day);
            """,
            """
            CREATE TABLE listings (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key BYTEA NOT NULL UNIQUE, subject TEXT COLLATE "C" NOT NULL, reference TEXT COLLATE "C" NOT NULL, memory_bytes BIGINT,
                condition TEXT NOT NULL, verified BIGINT NOT NULL, item TEXT COLLATE "C" NOT NULL, seller TEXT COLLATE "C" NOT NULL);
            CREATE INDEX listings_by_item ON listings (subject, reference);
            CREATE TABLE details (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key BYTEA NOT NULL UNIQUE, part_number TEXT NOT NULL, tax TEXT NOT NULL, stock TEXT NOT NULL,
                url TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL);
            CREATE TABLE offers (
                key BYTEA NOT NULL UNIQUE, listing_id BIGINT NOT NULL REFERENCES listings, detail_id BIGINT NOT NULL REFERENCES details,
                seen_day BIGINT, day_precision BIGINT NOT NULL, low_hundredths BIGINT NOT NULL, high_hundredths BIGINT, currency TEXT NOT NULL);
            CREATE INDEX offers_by_day ON offers (listing_id, seen_day);
            """),
        // One index instead of two: equal offers are of one listing and day, so the key behind these two finds them, and a listing's days lie side by side.
        // The ids come from rows that the same transaction found or wrote, and no row is ever deleted: foreign keys would check each again.
        new(2,
            $"""
            CREATE TABLE offers_by_listing (
                listing_id INTEGER NOT NULL, seen_day INTEGER NOT NULL, key BLOB NOT NULL, detail_id INTEGER NOT NULL,
                day_precision INTEGER NOT NULL, low_hundredths INTEGER NOT NULL, high_hundredths INTEGER, currency TEXT NOT NULL,
                PRIMARY KEY (listing_id, seen_day, key)) STRICT, WITHOUT ROWID;
            INSERT INTO offers_by_listing (listing_id, seen_day, key, detail_id, day_precision, low_hundredths, high_hundredths, currency)
                SELECT listing_id, COALESCE(seen_day, {Undated}), key, detail_id, day_precision, low_hundredths, high_hundredths, currency FROM offers ORDER BY 1, 2, 3;
            DROP TABLE offers;
            ALTER TABLE offers_by_listing RENAME TO offers;
            """,
            $"""
            CREATE TABLE offers_by_listing (
                listing_id BIGINT NOT NULL, seen_day BIGINT NOT NULL, key BYTEA NOT NULL, detail_id BIGINT NOT NULL,
                day_precision BIGINT NOT NULL, low_hundredths BIGINT NOT NULL, high_hundredths BIGINT, currency TEXT NOT NULL,
                PRIMARY KEY (listing_id, seen_day, key));
            INSERT INTO offers_by_listing (listing_id, seen_day, key, detail_id, day_precision, low_hundredths, high_hundredths, currency)
                SELECT listing_id, COALESCE(seen_day, {Undated}), key, detail_id, day_precision, low_hundredths, high_hundredths, currency FROM offers ORDER BY 1, 2, 3;
            DROP TABLE offers;
            ALTER TABLE offers_by_listing RENAME TO offers;
            """),
    ];

    /// <summary>The day of an offer whose day nobody knows: before every day.</summary>
    public const int Undated = -1;
}
