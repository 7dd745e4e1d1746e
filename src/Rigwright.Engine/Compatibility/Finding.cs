using System.Globalization;

namespace Rigwright.Engine.Compatibility;

/// <summary>What a rule says about a rig.</summary>
public enum Verdict
{
    /// <summary>The rule holds.</summary>
    Pass,

    /// <summary>The rule is broken, or nearly so (see the severity).</summary>
    Fail,

    /// <summary>A fact is missing: neither pass nor fail.</summary>
    Unknown,
}

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>It will not work, or the statement is wrong.</summary>
    Error,

    /// <summary>It works with a drawback or on the edge.</summary>
    Warning,

    /// <summary>A fact is missing: verify before you buy.</summary>
    Unknown,

    /// <summary>Worth knowing.</summary>
    Info,
}

/// <summary>One result of a rule: the numbers that were compared and where they stand. A search asks rules a million times and reads a few answers, so
/// the sentences are written when they are read.</summary>
public sealed record Finding
{
    /// <summary>How the message of an unknown begins.</summary>
    public const string Verify = "verify before you buy: ";

    private readonly Text _message;
    private readonly Text? _actual;
    private readonly Text? _limit;
    private readonly Text _source;

    /// <summary>A finding.</summary>
    /// <param name="message">One sentence with the numbers.</param>
    /// <param name="actual">What the rig has, with its unit; null where nothing is compared.</param>
    /// <param name="limit">What it would need or may have at most, with its unit; null where nothing is compared.</param>
    /// <param name="source">The sources of the compared facts, or of the rule.</param>
    public Finding(FormattableString message, FormattableString? actual, FormattableString? limit, Func<string> source) =>
        (_message, _actual, _limit, _source) = (Text.Of(message), actual is null ? null : Text.Of(actual), limit is null ? null : Text.Of(limit), new(source));

    /// <summary>The message without <see cref="Verify"/>, for lists that say it in their heading.</summary>
    public string Bare => Message.StartsWith(Verify, StringComparison.Ordinal) ? Message[Verify.Length..] : Message;

    /// <summary>Id of the rule, for example <c>memory.dimm-kind</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How much it matters; <see cref="FindingSeverity.Info"/> for a pass.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>One sentence with the numbers.</summary>
    public string Message { get => _message.Value; init => _message = new(() => value); }

    /// <summary>What the rig has, with its unit; null where nothing is compared.</summary>
    public string? Actual => _actual?.Value;

    /// <summary>What it would need or may have at most, with its unit; null where nothing is compared.</summary>
    public string? Limit => _limit?.Value;

    /// <summary>The sources of the compared facts, or of the rule.</summary>
    public string Source => _source.Value;

    // Equal when it reads the same. Two threads that read at once write the same text.
    private sealed class Text(Func<string> write) : IEquatable<Text>
    {
        private string? _written;

        public string Value => _written ??= write();

        public static Text Of(FormattableString text) => new(() => text.ToString(CultureInfo.InvariantCulture));

        public bool Equals(Text? other) => other is not null && Value == other.Value;

        public override bool Equals(object? obj) => Equals(obj as Text);

        public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
    }
}
