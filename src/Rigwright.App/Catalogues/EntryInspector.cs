using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.App.Catalogues;

/// <summary>One value of a shown entry.</summary>
/// <param name="Key">Name in JSON, with the unit.</param>
/// <param name="Value">Text, number, truth value, or a list of them.</param>
/// <param name="Text">As a person reads it.</param>
/// <param name="Source">Source id; null for a value that has none of its own (an id, a remark).</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="AsOf">The day it was true or read.</param>
/// <param name="Note">Formula, condition or doubt.</param>
public sealed record ShownValue(string Key, object? Value, string Text, string? Source, Evidence? Evidence, DateOnly? AsOf, string? Note);

/// <summary>Turns any catalogue entry into its values with their provenance, by the properties of its type; only for people who look, never on the way to an answer.</summary>
public static class EntryInspector
{
    /// <summary>Every known value of an entry in declaration order. Unknown ones (null) are named in <paramref name="unknown"/>.</summary>
    public static IReadOnlyList<ShownValue> Inspect(object entry, out IReadOnlyList<string> unknown)
    {
        List<ShownValue> values = [];
        List<string> missing = [];
        foreach (var property in Properties(entry.GetType()))
        {
            var value = property.GetValue(entry);
            if (value is null)
                missing.Add(Slug(property.Name));
            else
                Add(values, Slug(property.Name), value);
        }
        unknown = missing;
        return values;
    }

    /// <summary><c>MemoryOptions</c> becomes <c>memory_options</c>.</summary>
    public static string Slug(string name, char separator = '_')
    {
        var slug = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                slug.Append(separator);
            slug.Append(char.ToLowerInvariant(name[i]));
        }
        return slug.ToString();
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0 && p.GetMethod is not null && p.Name is not ("Architecture" or "EqualityContract"))
        .OrderBy(p => Depth(p.DeclaringType!)).ThenBy(p => p.MetadataToken);

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private static void Add(List<ShownValue> values, string key, object value)
    {
        if (TryOpen(value, out var inner, out var source, out var evidence, out var asOf, out var note))
        {
            var (suffix, plain, text) = Plain(inner);
            values.Add(new(key + suffix, plain, text, source, evidence, asOf, note));
        }
        else if (value is IEnumerable items and not string && items.Cast<object>().FirstOrDefault() is { } first && IsSourced(first.GetType()))
        {
            foreach (var item in items)
                Add(values, key, item!);
        }
        else
        {
            var (suffix, plain, text) = Plain(value);
            values.Add(new(key + suffix, plain, text, null, null, null, null));
        }
    }

    private static bool TryOpen(object value, out object inner, out string source, out Evidence evidence, out DateOnly asOf, out string? note)
    {
        var type = value.GetType();
        if (!IsSourced(type))
        {
            (inner, source, evidence, asOf, note) = (value, "", default, default, null);
            return false;
        }
        inner = type.GetProperty(nameof(Sourced<int>.Value))!.GetValue(value)!;
        source = ((SourceId)type.GetProperty(nameof(Sourced<int>.Source))!.GetValue(value)!).Value;
        evidence = (Evidence)type.GetProperty(nameof(Sourced<int>.Evidence))!.GetValue(value)!;
        asOf = (DateOnly)type.GetProperty(nameof(Sourced<int>.AsOf))!.GetValue(value)!;
        note = (string?)type.GetProperty(nameof(Sourced<int>.Note))!.GetValue(value);
        return true;
    }

    private static bool IsSourced(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sourced<>);

    /// <summary>The unit for the key, the value for JSON and the text for people.</summary>
    private static (string Suffix, object? Plain, string Text) Plain(object value) => value switch
    {
        ByteSize size => ("_bytes", size.Bytes, size.ToString()),
        Bandwidth rate => ("_gb_per_second", rate.GigabytesPerSecond, rate.ToString()),
        ComputeRate rate => ("_tflops", rate.TeraflopPerSecond, rate.ToString()),
        Power power => ("_watts", power.Watts, power.ToString()),
        Length length => ("_mm", length.Millimetres, length.ToString()),
        SoundLevel level => ("_dba", level.DecibelA, level.ToString()),
        Money money => ("_" + money.Currency.Code.ToLowerInvariant(), money.Amount, money.ToString()),
        bool yes => ("", yes, yes ? "yes" : "no"),
        double or int or long or decimal => ("", value, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        Enum word => ("", Slug(word.ToString(), '-'), Slug(word.ToString(), '-')),
        PlugCount plug => ("", $"{plug.Count}x {Slug(plug.Plug.ToString(), '-')}", $"{plug.Count}x {Slug(plug.Plug.ToString(), '-')}"),
        SlotGroup slot => ("", Describe(slot), Describe(slot)),
        DeviceLink link => ("", link.Description, link.PerDirection is { } rate ? $"{link.Kind}, {rate} per direction: {link.Description}" : $"{link.Kind}: {link.Description}"),
        string text => ("", text, text),
        Outlet outlet => ("", $"{outlet.Name}: {outlet.Continuous} for hours", $"{outlet.Name}: {outlet.Volts.Value} V, {outlet.Amps.Value} A, {outlet.Continuous} for hours ({outlet.Amps.Evidence})"),
        DatedParameter parameter => ("", parameter.Id, string.Join("; ", parameter.Entries.Select(e => Describe(e, parameter.Unit)))),
        DatedValue entry => ("", Describe(entry, ""), Describe(entry, "")),
        KeyValuePair<int, (Sourced<Money> Low, Sourced<Money> High)> total => ("", $"{total.Key}: {total.Value.Low.Value} to {total.Value.High.Value}", $"{total.Key} cards: {total.Value.Low.Value} to {total.Value.High.Value} ({total.Value.Low.Source})"),
        KeyValuePair<string, string> fact => ("", $"{fact.Key}: {fact.Value}", $"{fact.Key}: {fact.Value}"),
        IEnumerable items => List(items),
        DateOnly day => ("", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => ("", value.ToString(), value.ToString()!),
    };

    private static (string Suffix, object? Plain, string Text) List(IEnumerable items)
    {
        var all = items.Cast<object>().Select(Plain).ToList();
        return (all.Count > 0 ? all[0].Suffix : "", all.Select(i => i.Plain).ToList(), all.Count == 0 ? "none" : string.Join(", ", all.Select(i => i.Text)));
    }

    private static string Describe(DatedValue entry, string unit) => string.Create(CultureInfo.InvariantCulture,
        $"{(entry.Value is { } value ? $"{value.Value} {unit}".TrimEnd() + $" ({value.Source})" : "none")} from {entry.From:yyyy-MM-dd}");

    private static string Describe(SlotGroup slot) => string.Create(CultureInfo.InvariantCulture,
        $"{slot.Count}x PCIe {(slot.Generation is { } g ? g.ToString("0.0", CultureInfo.InvariantCulture) : "?")} x{slot.MechanicalLanes} (wired x{slot.WiredLanes?.ToString(CultureInfo.InvariantCulture) ?? "?"})");
}
