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

/// <summary>One result of a rule: the numbers that were compared and where they stand.</summary>
public sealed record Finding
{
    /// <summary>How the message of an unknown begins.</summary>
    public const string Verify = "verify before you buy: ";

    /// <summary>The message without <see cref="Verify"/>, for lists that say it in their heading.</summary>
    public string Bare => Message.StartsWith(Verify, StringComparison.Ordinal) ? Message[Verify.Length..] : Message;

    /// <summary>Id of the rule, for example <c>memory.dimm-kind</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How much it matters; <see cref="FindingSeverity.Info"/> for a pass.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>One sentence with the numbers.</summary>
    public required string Message { get; init; }

    /// <summary>What the rig has, with its unit; null where nothing is compared.</summary>
    public string? Actual { get; init; }

    /// <summary>What it would need or may have at most, with its unit; null where nothing is compared.</summary>
    public string? Limit { get; init; }

    /// <summary>The sources of the compared facts, or of the rule.</summary>
    public required string Source { get; init; }
}
