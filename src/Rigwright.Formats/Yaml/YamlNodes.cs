using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Yaml;

/// <summary>A node of a YAML document with the place where it stands. Anchors and aliases do not exist in this tree.</summary>
public abstract record YamlNode(Position Position)
{
    /// <summary>The kind of the node in a reader's words.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, number or truth value as written.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Text">The text without quotes.</param>
/// <param name="Quoted">Was it written in quotes?</param>
public sealed record YamlScalar(Position Position, string Text, bool Quoted) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : "a text";

    /// <summary>Is it an empty value, <c>~</c> or <c>null</c>?</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null" && !Quoted;
}

/// <summary>A list.</summary>
public sealed record YamlSequence(Position Position, IReadOnlyList<YamlNode> Items) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>One key with its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Keys with values, in file order; a key occurs once.</summary>
public sealed record YamlMapping(Position Position, IReadOnlyList<YamlEntry> Entries) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => "a block of keys";

    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal));
}
