using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>Reads quantities. A number without its unit is an error: 96 could be GB, GiB or a mistake.</summary>
/// <param name="binder">The block.</param>
/// <param name="bag">Receives the problems.</param>
/// <param name="codes">The codes of the file's kind; those of a requirements file unless given.</param>
internal sealed class UnitReader(YamlBinder binder, DiagnosticBag bag, UnitCodes? codes = null)
{
    private readonly UnitCodes _codes = codes ?? new(RequirementsCodes.NotANumber, RequirementsCodes.Unit, RequirementsCodes.OutOfRange, RequirementsCodes.UnknownWord);

    private static readonly Dictionary<string, double> MemoryUnits = new(StringComparer.Ordinal)
    {
        ["MB"] = 1e6, ["GB"] = 1e9, ["TB"] = 1e12, ["MiB"] = 1 << 20, ["GiB"] = 1 << 30, ["TiB"] = 1L << 40,
    };

    private static readonly Dictionary<string, double> RateUnits = new(StringComparer.Ordinal) { ["tok/s"] = 1 };

    private static readonly Dictionary<string, double> SoundUnits = new(StringComparer.Ordinal) { ["dBA"] = 1, ["dB(A)"] = 1 };

    /// <summary>An amount of memory, at most 64 TB.</summary>
    public ByteSize? Memory(string key, bool required = false) =>
        Quantity(key, MemoryUnits, "96 GB", 0, 64e12, required) is { } bytes ? ByteSize.FromBytes((long)Math.Round(bytes)) : null;

    /// <summary>A rate of tokens, above 0 and at most 100,000 a second.</summary>
    public TokenRate? Rate(string key, bool required = false) =>
        Quantity(key, RateUnits, "30 tok/s", 0.01, 1e5, required) is { } rate ? TokenRate.FromTokensPerSecond(rate) : null;

    /// <summary>A sound level between 10 and 120 dBA.</summary>
    public SoundLevel? Sound(YamlScalar scalar, string key) =>
        Quantity(scalar, key, SoundUnits, "38 dBA", 10, 120) is { } level ? SoundLevel.FromDecibelA(level) : null;

    /// <summary>How loud a rig may be: a word of <see cref="NoiseLimit.Words"/> or a level.</summary>
    public NoiseLimit? Noise(YamlScalar scalar, string key)
    {
        if (NoiseLimit.Words.TryGetValue(scalar.Text, out var limit))
            return new(scalar.Text, limit);
        if (scalar.Text.Length > 0 && (char.IsAsciiDigit(scalar.Text[0]) || scalar.Text[0] is '-' or '.'))
            return Sound(scalar, key) is { } level ? new(null, level) : null;
        bag.Error(_codes.UnknownWord, scalar.Position, $"'{scalar.Text}' is not a choice of '{key}'.",
            NearestName.Suggest(scalar.Text, NoiseLimit.Words.Keys) ?? $"The choices are {string.Join(", ", NoiseLimit.Words.Keys)} or a level such as '38 dBA'.");
        return null;
    }

    private double? Quantity(string key, Dictionary<string, double> units, string example, double min, double max, bool required) =>
        binder.Scalar(key, required) is { } scalar ? Quantity(scalar, key, units, example, min, max) : null;

    private double? Quantity(YamlScalar scalar, string key, Dictionary<string, double> units, string example, double min, double max)
    {
        var text = scalar.Text.Trim();
        var split = 0;
        while (split < text.Length && (char.IsAsciiDigit(text[split]) || text[split] is '.' or '-' or '+' || IsExponent(text, split)))
            split++;
        var (number, unit) = (text[..split], text[split..].Trim());
        if (!YamlBinder.TryNumber(number, out var value))
        {
            bag.Error(_codes.NotANumber, scalar.Position, $"'{key}' is '{scalar.Text}'; a number with its unit is expected.", $"Write it like '{example}'.");
            return null;
        }
        if (!units.TryGetValue(unit, out var factor))
        {
            var said = unit.Length == 0 ? "has no unit" : $"has the unit '{unit}'";
            bag.Error(_codes.Unit, scalar.Position, $"'{key}' {said}; known here: {string.Join(", ", units.Keys)}.", $"Write it like '{example}'.");
            return null;
        }
        if (value * factor >= min && value * factor <= max)
            return value * factor;
        bag.Error(_codes.OutOfRange, scalar.Position,
            string.Create(CultureInfo.InvariantCulture, $"'{key}' is '{scalar.Text}'; between {min / factor:0.####} and {max / factor:0.####} {unit} is expected."));
        return null;
    }

    private static bool IsExponent(string text, int at) =>
        text[at] is 'e' or 'E' && at > 0 && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '-' or '+');
}

/// <summary>The codes under which a quantity's problems are reported.</summary>
/// <param name="NotANumber">There is no number.</param>
/// <param name="Unit">The unit is missing or not known.</param>
/// <param name="OutOfRange">The amount is too small or too large.</param>
/// <param name="UnknownWord">A word in place of a quantity is not one of the choices.</param>
internal sealed record UnitCodes(string NotANumber, string Unit, string OutOfRange, string UnknownWord);
