using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;

namespace Rigwright.Formats.Yaml;

/// <summary>The codes under which a binder reports values that do not fit.</summary>
/// <param name="UnknownKey">A key that does not exist here.</param>
/// <param name="MissingKey">A key that must be there is not.</param>
/// <param name="WrongKind">A list where a text is expected, and the like.</param>
/// <param name="NotANumber">Not a finite number.</param>
/// <param name="OutOfRange">A number beyond what makes sense.</param>
/// <param name="UnknownWord">A word that is not one of the choices.</param>
public sealed record BinderCodes(string UnknownKey, string MissingKey, string WrongKind, string NotANumber, string OutOfRange, string UnknownWord);

/// <summary>Takes typed values out of one block of keys and reports everything that does not fit.</summary>
public sealed class YamlBinder
{
    private readonly YamlMapping _mapping;
    private readonly string _what;
    private readonly BinderCodes _codes;
    private readonly DiagnosticBag _bag;

    /// <summary>Starts on a block and reports its unknown keys at once.</summary>
    /// <param name="mapping">The block.</param>
    /// <param name="what">What it describes, for messages: "a role".</param>
    /// <param name="keys">The keys that exist.</param>
    /// <param name="codes">Codes to report under.</param>
    /// <param name="bag">Where to report.</param>
    public YamlBinder(YamlMapping mapping, string what, IReadOnlyList<string> keys, BinderCodes codes, DiagnosticBag bag)
    {
        (_mapping, _what, _codes, _bag) = (mapping, what, codes, bag);
        foreach (var entry in mapping.Entries.Where(e => !keys.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            bag.Error(codes.UnknownKey, entry.Key.Position, $"'{entry.Key.Text}' is not a key of {what}.",
                NearestName.Suggest(entry.Key.Text, keys) ?? $"The keys are: {string.Join(", ", keys)}.");
        }
    }

    /// <summary>Where the block stands.</summary>
    public Position Position => _mapping.Position;

    /// <summary>Where a key's value stands, or the block when the key is absent.</summary>
    public Position PositionOf(string key) => _mapping.Find(key)?.Value.Position ?? _mapping.Position;

    /// <summary>The node of a key; null when it is absent or empty.</summary>
    public YamlNode? Node(string key) => _mapping.Find(key)?.Value is { } value and not YamlScalar { IsNull: true } ? value : null;

    /// <summary>The node of a key that must be there.</summary>
    public YamlNode? RequiredNode(string key)
    {
        var node = Node(key);
        if (node is null)
            _bag.Error(_codes.MissingKey, PositionOf(key), $"'{key}' is missing in {_what}.");
        return node;
    }

    /// <summary>The block of a key.</summary>
    public YamlMapping? Block(string key, bool required = false) => Typed<YamlMapping>(key, required, "a block of keys");

    /// <summary>The list of a key; null when it is absent.</summary>
    public YamlSequence? List(string key, bool required = false) => Typed<YamlSequence>(key, required, "a list");

    /// <summary>The scalar of a key; null when it is absent.</summary>
    public YamlScalar? Scalar(string key, bool required = false) => Typed<YamlScalar>(key, required, "a single value");

    /// <summary>The text of a key; null when it is absent.</summary>
    public string? Text(string key, bool required = false) => Scalar(key, required)?.Text;

    /// <summary>One item of a list as text.</summary>
    public YamlScalar? ItemText(YamlNode item, string list)
    {
        if (item is YamlScalar { IsNull: false } scalar)
            return scalar;
        _bag.Error(_codes.WrongKind, item.Position, $"An entry of '{list}' is {item.Kind}; a single value is expected.");
        return null;
    }

    /// <summary>A truth value.</summary>
    public bool? Truth(string key)
    {
        if (Scalar(key) is not { } scalar)
            return null;
        switch (scalar.Text)
        {
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
            default:
                _bag.Error(_codes.UnknownWord, scalar.Position, $"'{key}' is '{scalar.Text}'; true or false is expected.");
                return null;
        }
    }

    /// <summary>A finite number within a range.</summary>
    public double? Number(string key, double min, double max, bool required = false) =>
        Scalar(key, required) is { } scalar ? Number(scalar, key, min, max) : null;

    /// <summary>A whole number within a range.</summary>
    public int? Whole(string key, int min, int max, bool required = false)
    {
        if (Number(key, min, max, required) is not { } number)
            return null;
        if (number == Math.Floor(number))
            return (int)number;
        _bag.Error(_codes.NotANumber, PositionOf(key), $"'{key}' is {Shown(number)}; a whole number is expected.");
        return null;
    }

    /// <summary>A finite number within a range, from a scalar.</summary>
    public double? Number(YamlScalar scalar, string key, double min, double max)
    {
        if (!TryNumber(scalar.Text, out var value))
        {
            _bag.Error(_codes.NotANumber, scalar.Position, $"'{key}' is '{scalar.Text}'; a number is expected.");
            return null;
        }
        return InRange(scalar.Position, key, value, min, max) ? value : null;
    }

    /// <summary>Reports a number outside a range.</summary>
    public bool InRange(Position at, string key, double value, double min, double max)
    {
        if (value >= min && value <= max)
            return true;
        _bag.Error(_codes.OutOfRange, at, $"'{key}' is {Shown(value)}; between {Shown(min)} and {Shown(max)} is expected.");
        return false;
    }

    /// <summary>One of several words.</summary>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T> words) where T : struct =>
        Scalar(key) is { } scalar ? Word(scalar, key, words) : null;

    /// <summary>One of several words, from a scalar.</summary>
    public T? Word<T>(YamlScalar scalar, string key, IReadOnlyDictionary<string, T> words) where T : struct
    {
        if (words.TryGetValue(scalar.Text, out var value))
            return value;
        _bag.Error(_codes.UnknownWord, scalar.Position, $"'{scalar.Text}' is not a choice of '{key}'.",
            NearestName.Suggest(scalar.Text, words.Keys) ?? $"The choices are: {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return null;
    }

    /// <summary>A number in invariant form without spaces, signs of infinity, or NaN.</summary>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Shown(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private T? Typed<T>(string key, bool required, string expected) where T : YamlNode
    {
        var node = required ? RequiredNode(key) : Node(key);
        if (node is null or T)
            return node as T;
        _bag.Error(_codes.WrongKind, node.Position, $"'{key}' is {node.Kind}; {expected} is expected.");
        return null;
    }
}
