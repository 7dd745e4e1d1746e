using System.Globalization;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Typed access to a configuration: looks a key up in the text model's table first, then at the root; every problem goes to the bag.</summary>
internal sealed class ConfigScope(string file, ConfigNode root, ConfigNode text, DiagnosticBag bag)
{
    /// <summary>Larger sizes than this are refused: no model is near, and products of a few of them still fit 63 bits.</summary>
    public const int MaxSize = 100_000_000;

    /// <summary>Most layers that are accepted.</summary>
    public const int MaxLayers = 4096;

    public ConfigNode Root { get; } = root;

    public DiagnosticBag Bag { get; } = bag;

    /// <summary>Fields that were needed and missing.</summary>
    public List<string> Missing { get; } = [];

    public Position PositionOf(ConfigNode node) => new(file, node.Line, node.Column);

    /// <summary>The first of some keys that is present and not null.</summary>
    public ConfigNode? Find(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            var node = text.Find(key) is { Kind: not ConfigKind.Null } inner ? inner : Root.Find(key);
            if (node is { Kind: not ConfigKind.Null })
                return node;
        }
        return null;
    }

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A nested table as a scope of its own, or null.</summary>
    public ConfigScope? Table(string key) => Find(key) is { Kind: ConfigKind.Table } node ? new(file, node, node, Bag) : null;

    /// <summary>A count that must be there, at least 1. Missing: noted, and 1 so that reading goes on to find every problem.</summary>
    public int Size(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is { } node)
            return Whole(node, keys[0], 1, MaxSize) ?? 1;
        Missing.Add(keys[0]);
        return 1;
    }

    /// <summary>A count with a default.</summary>
    public int SizeOr(int fallback, params ReadOnlySpan<string> keys) =>
        Find(keys) is { } node ? Whole(node, keys[0], 0, MaxSize) ?? fallback : fallback;

    /// <summary>A count that may be absent.</summary>
    public int? SizeIfAny(params ReadOnlySpan<string> keys) => Find(keys) is { } node ? Whole(node, keys[0], 0, MaxSize) : null;

    public bool Flag(bool fallback, params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not { } node)
            return fallback;
        if (node.Kind == ConfigKind.Boolean)
            return node.Boolean;
        WrongKind(node, keys[0], "true or false");
        return fallback;
    }

    public string? Text(params ReadOnlySpan<string> keys) => Find(keys) is { Kind: ConfigKind.Text } node ? node.Text : null;

    /// <summary>A list of counts, one a layer; null when absent. A single number stands for all layers.</summary>
    public int[]? PerLayer(string key, int layers)
    {
        if (Find(key) is not { } node)
            return null;
        if (node.Kind == ConfigKind.Number)
            return [.. Enumerable.Repeat(Whole(node, key, 0, MaxSize) ?? 0, layers)];
        if (node.Kind != ConfigKind.List)
            return null;
        var values = node.Items.Select(i => Whole(i, key, 0, MaxSize) ?? 0).ToArray();
        return HasLength(node, key, values.Length, layers) ? values : null;
    }

    /// <summary>A list of names, one a layer; null when absent or abbreviated as a text.</summary>
    public string[]? NamesPerLayer(string key, int layers)
    {
        if (Find(key) is not { Kind: ConfigKind.List } node)
            return null;
        foreach (var item in node.Items.Where(i => i.Kind != ConfigKind.Text))
            WrongKind(item, key, "a text");
        return HasLength(node, key, node.Items.Count, layers) ? [.. node.Items.Select(i => i.Text)] : null;
    }

    public void Error(string code, ConfigNode node, string message, string? help = null) => Bag.Error(code, PositionOf(node), message, help);

    public int? Whole(ConfigNode node, string key, int low, int high)
    {
        if (node.Kind != ConfigKind.Number)
        {
            WrongKind(node, key, "a number");
            return null;
        }
        if (double.IsFinite(node.Number) && node.Number == Math.Floor(node.Number) && node.Number >= low && node.Number <= high)
            return (int)node.Number;
        Error("RW5006", node, string.Create(CultureInfo.InvariantCulture, $"'{key}' is {node.Text}; a whole number from {low} to {high} is expected."));
        return null;
    }

    private bool HasLength(ConfigNode node, string key, int length, int layers)
    {
        // Some configurations list the prediction layers too.
        if (length >= layers)
            return true;
        Error("RW5009", node, string.Create(CultureInfo.InvariantCulture, $"'{key}' has {length} entries for {layers} layers."));
        return false;
    }

    private void WrongKind(ConfigNode node, string key, string expected) =>
        Error("RW5005", node, $"'{key}' is not {expected}.");
}
