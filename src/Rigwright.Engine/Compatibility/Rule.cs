using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Compatibility;

/// <summary>A stated rule: its id, its sentence, its source, and the ways in which it can speak.</summary>
/// <param name="id">Stable id: subject, dot, what is compared.</param>
/// <param name="sentence">The rule in one sentence, as it must hold.</param>
/// <param name="source">Where the rule stands.</param>
public abstract class Rule(string id, string sentence, string source)
{
    /// <summary>Stable id, for example <c>memory.dimm-kind</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The rule in one sentence, as it must hold.</summary>
    public string Sentence { get; } = sentence;

    /// <summary>Where the rule stands.</summary>
    public string Source { get; } = source;

    /// <summary>The rule holds.</summary>
    protected Finding Pass(FormattableString message, FormattableString? actual = null, FormattableString? limit = null, params IEnumerable<SourceId?> sources) =>
        Make(Verdict.Pass, FindingSeverity.Info, message, actual, limit, sources);

    /// <summary>The rule is broken.</summary>
    protected Finding Error(FormattableString message, FormattableString? actual = null, FormattableString? limit = null, params IEnumerable<SourceId?> sources) =>
        Make(Verdict.Fail, FindingSeverity.Error, message, actual, limit, sources);

    /// <summary>It works, on the edge or with a drawback.</summary>
    protected Finding Warning(FormattableString message, FormattableString? actual = null, FormattableString? limit = null, params IEnumerable<SourceId?> sources) =>
        Make(Verdict.Fail, FindingSeverity.Warning, message, actual, limit, sources);

    /// <summary>Worth knowing.</summary>
    protected Finding Note(FormattableString message, FormattableString? actual = null, FormattableString? limit = null, params IEnumerable<SourceId?> sources) =>
        Make(Verdict.Fail, FindingSeverity.Info, message, actual, limit, sources);

    /// <summary>A fact is missing.</summary>
    protected Finding Unknown(FormattableString missing, FormattableString? actual = null, FormattableString? limit = null, params IEnumerable<SourceId?> sources) =>
        Make(Verdict.Unknown, FindingSeverity.Unknown, $"verify before you buy: {missing}", actual, limit, sources);

    private Finding Make(Verdict verdict, FindingSeverity severity, FormattableString message, FormattableString? actual, FormattableString? limit, IEnumerable<SourceId?> sources) =>
        new(message, actual, limit, () => Named(sources)) { Rule = Id, Verdict = verdict, Severity = severity };

    private string Named(IEnumerable<SourceId?> sources)
    {
        var named = sources.OfType<SourceId>().Select(s => s.Value).Where(s => s is not null).Distinct(StringComparer.Ordinal).ToList();
        return named.Count > 0 ? string.Join(", ", named) : Source;
    }
}

/// <summary>Words with commas between them, written out when they are read.</summary>
/// <param name="Items">The words.</param>
internal readonly record struct Listed(IEnumerable<string> Items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Items);
}
