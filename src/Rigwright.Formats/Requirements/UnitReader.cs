using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>Reads quantities. A number without its unit is an error: 96 could be GB, GiB or a mistake.</summary>
internal sealed class UnitReader(YamlBinder binder, DiagnosticBag bag)
{
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
            bag.Error(RequirementsCodes.NotANumber, scalar.Position, $"'{key}' is '{scalar.Text}'; a number with its unit is expected.", $"Write it like '{example}'.");
            return null;
        }
        if (!units.TryGetValue(unit, out var factor))
        {
            var said = unit.Length == 0 ? "has no unit" : $"has the unit '{unit}'";
            bag.Error(RequirementsCodes.Unit, scalar.Position, $"'{key}' {said}; known here: {string.Join(", ", units.Keys)}.", $"Write it like '{example}'.");
            return null;
        }
        if (value * factor >= min && value * factor <= max)
            return value * factor;
        bag.Error(RequirementsCodes.OutOfRange, scalar.Position,
            string.Create(CultureInfo.InvariantCulture, $"'{key}' is '{scalar.Text}'; between {min / factor:0.####} and {max / factor:0.####} {unit} is expected."));
        return null;
    }

    private static bool IsExponent(string text, int at) =>
        text[at] is 'e' or 'E' && at > 0 && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '-' or '+');
}
