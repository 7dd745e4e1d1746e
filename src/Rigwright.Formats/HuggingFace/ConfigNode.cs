namespace Rigwright.Formats.HuggingFace;

/// <summary>What a value of a configuration file is.</summary>
internal enum ConfigKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Table,
}

/// <summary>A value of a JSON file with the place where it stands.</summary>
internal sealed class ConfigNode(ConfigKind kind, int line, int column)
{
    public ConfigKind Kind { get; } = kind;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public bool Boolean { get; init; }

    /// <summary>Python's JSON writer may leave NaN and Infinity, so a number may be neither finite nor whole.</summary>
    public double Number { get; init; }

    public string Text { get; init; } = "";

    public IReadOnlyList<ConfigNode> Items { get; init; } = [];

    public IReadOnlyDictionary<string, ConfigNode> Members { get; init; } = Empty;

    private static readonly Dictionary<string, ConfigNode> Empty = [];

    public ConfigNode? Find(string key) => Members.GetValueOrDefault(key);
}
