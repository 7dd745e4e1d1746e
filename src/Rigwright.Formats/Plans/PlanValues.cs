using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Plans;

/// <summary>Reads the kinds of values that plan files share: days, currencies, figures and ranges.</summary>
internal sealed class PlanValues(DiagnosticBag bag)
{
    /// <summary>A day such as 2026-02-17.</summary>
    public DateOnly? Date(YamlScalar scalar, string key)
    {
        if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 2100)
            return date;
        bag.Error(PlanCodes.Date, scalar.Position, $"'{key}' is '{scalar.Text}'; a day such as '2026-02-17' is expected.");
        return null;
    }

    /// <summary>A currency code.</summary>
    public Currency? Currency(YamlBinder binder, string key, bool required = false)
    {
        if (binder.Scalar(key, required) is not { } code)
            return null;
        if (Domain.Quantities.Currency.TryParse(code.Text, out var currency))
            return currency;
        var known = Domain.Quantities.Currency.All.Select(c => c.Code).ToList();
        bag.Error(PlanCodes.Currency, code.Position, $"'{code.Text}' is not a known currency.",
            NearestName.Suggest(code.Text, known) ?? $"Known: {string.Join(", ", known)}.");
        return null;
    }

    /// <summary>One number, or a list of two for a range.</summary>
    public Figure? Figure(YamlBinder binder, string key, double min, double max, bool required = false)
    {
        var node = required ? binder.RequiredNode(key) : binder.Node(key);
        switch (node)
        {
            case null:
                return null;
            case YamlScalar scalar:
                return binder.Number(scalar, key, min, max) is { } one ? new(one, one) : null;
            case YamlSequence { Items: [YamlScalar low, YamlScalar high] }:
                if (binder.Number(low, key, min, max) is not { } from || binder.Number(high, key, min, max) is not { } to)
                    return null;
                if (from > to)
                {
                    bag.Error(PlanCodes.ReversedRange, low.Position, $"'{key}' goes from {low.Text} down to {high.Text}.", "Write the lower figure first.");
                    return null;
                }
                return new(from, to);
            default:
                bag.Error(PlanCodes.WrongKind, node.Position, $"'{key}' is {node.Kind}; a number or a list of two numbers is expected.");
                return null;
        }
    }

    /// <summary>The blocks of a list; anything else in it is reported.</summary>
    public IEnumerable<YamlMapping> Blocks(YamlSequence? list, string key)
    {
        foreach (var item in list?.Items ?? [])
        {
            if (item is YamlMapping mapping)
                yield return mapping;
            else
                bag.Error(PlanCodes.WrongKind, item.Position, $"An entry of '{key}' is {item.Kind}; a block of keys is expected.");
        }
    }
}
