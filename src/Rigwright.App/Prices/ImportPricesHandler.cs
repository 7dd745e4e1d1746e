using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>A price file to import.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">Its form; null finds it out.</param>
/// <param name="Options">What the caller knows about it.</param>
/// <param name="DryRun">Say what would happen, change nothing?</param>
/// <param name="Strict">Is a line that is not understood an error?</param>
public sealed record ImportPricesRequest(PriceFile File, PriceFileKind? Kind, PriceFileOptions Options, bool DryRun = false, bool Strict = false);

/// <summary>What an import did, or what is wrong with the file.</summary>
/// <param name="Kind">The form that was read.</param>
/// <param name="Rows">Good rows.</param>
/// <param name="Matched">Rows that are for an item that is known.</param>
/// <param name="Count">What the store gained; null when nothing was imported.</param>
/// <param name="Store">Where it lies; null when nothing was imported.</param>
/// <param name="Diagnostics">Everything to say about the file.</param>
public sealed record ImportPricesResponse(PriceFileKind Kind, long Rows, long Matched, ImportCount? Count, string? Store, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Imports a price file: all of it or, when anything in it is wrong, nothing.</summary>
/// <param name="matcher">Says what each line is for.</param>
/// <param name="open">Opens the store; only called for a file without errors.</param>
public sealed class ImportPricesHandler(ItemMatcher matcher, Func<IPriceHistory> open)
{
    // A file that a person writes is checked whole before a store is opened, so that a mistake in its last line does not even create one.
    private const int HeldBack = 20_000;

    // The rest of the bar is the commit.
    private const double ReadingShare = 0.95;

    /// <summary>Imports the file in one transaction: one core reads and matches, the other writes. The first error takes everything back.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="progress">Is told the share that is done, 0 to 1, from another thread.</param>
    public ImportPricesResponse Handle(ImportPricesRequest request, Action<double>? progress = null)
    {
        var bag = new DiagnosticBag();
        var kind = request.Kind ?? PriceFileReader.KindOf(request.File);
        var notes = new LineNotes(request.Strict);
        var share = ReadingShare / Math.Max(1, request.File.Length);
        using var target = new Target(open);
        long rows = 0, matched = 0;
        foreach (var offer in ReadAhead.Of(PriceFileReader.Read(request.File, kind, request.Options, bag, bytes => progress?.Invoke(bytes * share)).Select(row => Assign(row, notes))))
        {
            rows++;
            if (offer.Subject != OfferSubject.Unmatched)
                matched++;
            // The other thread may be ahead: noticing an error a little late costs only time.
            if (bag.HasErrors || notes.HasErrors)
                target.TakeBack();
            else
                target.Add(offer);
        }
        var found = notes.With(bag);
        if (bag.HasErrors || notes.HasErrors)
            return new(kind, rows, matched, null, null, found);
        var (count, store) = target.Finish(request.DryRun);
        progress?.Invoke(1);
        return new(kind, rows, matched, count, store, found);
    }

    // A line that is not understood is kept for the record without an item: nothing is lost, and it prices nothing.
    private Offer Assign(PriceRow row, LineNotes notes)
    {
        var (offer, match) = matcher.Assign(row);
        if (match is { Item: null })
            notes.NotUnderstood(row, match);
        else if (row.IsDecided && offer.Subject != OfferSubject.Unmatched && !matcher.Knows(offer.Subject, offer.Reference!))
            notes.UnknownId(row);
        return offer;
    }

    /// <summary>Where the offers go: held back first, then into one transaction.</summary>
    private sealed class Target(Func<IPriceHistory> open) : IDisposable
    {
        private readonly List<Offer> _held = [];
        private IPriceHistory? _store;
        private IPriceImport? _import;
        private bool _isTakenBack;

        public void Add(Offer offer)
        {
            if (_import is { } import)
            {
                import.Add(offer);
                return;
            }
            _held.Add(offer);
            if (_held.Count > HeldBack)
                Begin();
        }

        /// <summary>Undoes everything at once, so that other writers need not wait for the rest of a file that is refused.</summary>
        public void TakeBack()
        {
            if (_isTakenBack)
                return;
            _isTakenBack = true;
            _held.Clear();
            Dispose();
        }

        public (ImportCount Count, string Store) Finish(bool dryRun)
        {
            var import = _import ?? Begin();
            return (dryRun ? import.Preview() : import.Commit(), _store!.Description);
        }

        public void Dispose()
        {
            _import?.Dispose();
            _store?.Dispose();
            (_import, _store) = (null, null);
        }

        private IPriceImport Begin()
        {
            _store = open();
            _import = _store.BeginImport();
            foreach (var offer in _held)
                _import.Add(offer);
            _held.Clear();
            return _import;
        }
    }
}
