using Rigwright.Domain.Offers;

namespace Rigwright.App.Prices;

/// <summary>
/// The offers that a user collected, as dated facts. Offers are only ever added: a newer price stands beside the older one. Any number of readers
/// work while one writer does; a reader sees a state between two imports, never half of one. Every failure of the store is a <see cref="StoreException"/>.
/// </summary>
public interface IPriceHistory : IDisposable
{
    /// <summary>Where it lies, without secrets: a path, or database and server.</summary>
    string Description { get; }

    /// <summary>What <c>--store</c> takes to open it again, without secrets: a path, or an address of user, server and database.</summary>
    string Address { get; }

    /// <summary>How many offers it holds.</summary>
    long Count();

    /// <summary>The newest day on which any offer was seen; null when there is none.</summary>
    DateOnly? Newest();

    /// <summary>Begins to add offers; waits for another writer to end. Nothing is kept unless <see cref="IPriceImport.Commit"/> returns.</summary>
    IPriceImport BeginImport();

    /// <summary>
    /// The offers that can count on a day: of every listing (item, seller and condition) the newest of that day or before, with what the same listing
    /// said in the week before it where that is more than a tenth apart; none for listings not seen since <paramref name="oldest"/>, and none for things that are not in the catalogue. In no particular order.
    /// </summary>
    IReadOnlyList<Offer> AsOf(DateOnly day, DateOnly oldest);

    /// <summary>Every offer of one item, oldest first; the undated stand first.</summary>
    IReadOnlyList<Offer> Of(OfferSubject subject, string reference);

    /// <summary>Every offer for things that are not in the catalogue.</summary>
    IReadOnlyList<Offer> Unmatched();

    /// <summary>Every offer by item, then day: the same order in every database. One state of the store, however long the reading takes.</summary>
    IEnumerable<Offer> All();
}

/// <summary>One import: all of it or nothing. Dispose without <see cref="Commit"/> leaves the store as it was.</summary>
public interface IPriceImport : IDisposable
{
    /// <summary>Adds an offer whose texts are clean; one that says the same as another changes nothing.</summary>
    void Add(Offer offer);

    /// <summary>What committing would do, without doing it.</summary>
    ImportCount Preview();

    /// <summary>Keeps everything that was added, durably.</summary>
    ImportCount Commit();
}

/// <summary>What an import did.</summary>
/// <param name="Added">Offers that the store did not hold.</param>
/// <param name="Known">Offers that it held already, or that were added twice.</param>
public readonly record struct ImportCount(long Added, long Known);
