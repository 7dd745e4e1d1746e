using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.Catalogues;

/// <summary>Rival claims about single values. The value in the table is one claim; those of <c>claims.csv</c> are the others.</summary>
internal sealed class ClaimBook
{
    /// <summary>The declared precedence, as it is printed with a dispute.</summary>
    public const string Precedence = "stronger evidence first, then the newer day, then the value that the table states";

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);

    private sealed record Entry(string Subject, string Field, List<Sourced<string>> Rivals, Position Position)
    {
        public Sourced<string>? TableValue { get; set; }

        public Position TablePosition { get; set; }
    }

    /// <summary>Is any value of an entry disputed?</summary>
    public bool IsDisputed(string subject) => _subjects.Contains(subject);

    public bool HasRivals(string subject, string field) => _entries.ContainsKey(Key(subject, field));

    public void AddRival(string subject, string field, Sourced<string> claim, Position position)
    {
        if (!_entries.TryGetValue(Key(subject, field), out var entry))
            _entries[Key(subject, field)] = entry = new(subject, field, [], position);
        entry.Rivals.Add(claim);
        _subjects.Add(subject);
    }

    public void AddTableValue(string subject, string field, Sourced<string> claim, Position position)
    {
        var entry = _entries[Key(subject, field)];
        (entry.TableValue, entry.TablePosition) = (claim, position);
    }

    /// <summary>Reports rivals without an entry and table values that lose by the precedence.</summary>
    public void Check(DiagnosticBag bag)
    {
        foreach (var entry in _entries.Values)
        {
            var (subject, field) = (entry.Subject, entry.Field);
            if (entry.TableValue is not { } chosen)
            {
                bag.Error(CatalogueCodes.UnknownReference, entry.Position, $"The claim is about '{field}' of '{subject}', which has no such value.");
                continue;
            }
            var stronger = entry.Rivals.Find(r => r.Evidence < chosen.Evidence || (r.Evidence == chosen.Evidence && r.AsOf > chosen.AsOf));
            if (stronger is not null)
            {
                bag.Error(CatalogueCodes.WrongPrecedence, entry.TablePosition,
                    $"'{field}' of '{subject}' states {chosen.Value}, but the claim {stronger.Value} of '{stronger.Source}' takes precedence ({Precedence}).");
            }
        }
    }

    /// <summary>The disputed values, every claim kept, the chosen one first.</summary>
    public IEnumerable<Dispute> Disputes() => _entries.Values.Where(e => e.TableValue is not null).Select(e => new Dispute(e.Subject, e.Field,
        [e.TableValue!, .. e.Rivals.OrderBy(r => r.Evidence).ThenByDescending(r => r.AsOf)], Why(e.TableValue!, e.Rivals)));

    private static string Key(string subject, string field) => subject + "\n" + field;

    private static string Why(Sourced<string> chosen, List<Sourced<string>> rivals)
    {
        if (rivals.TrueForAll(r => r.Evidence > chosen.Evidence))
            return $"stronger evidence ({chosen.Evidence})";
        return rivals.TrueForAll(r => r.Evidence > chosen.Evidence || r.AsOf < chosen.AsOf)
            ? "newer than the claims with equal evidence"
            : "equal evidence and day: the value that the table states";
    }
}
