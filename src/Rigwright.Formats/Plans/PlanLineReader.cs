using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Plans;

/// <summary>Reads the lines and totals of a plan, all in the plan's currency.</summary>
internal sealed class PlanLineReader(DiagnosticBag bag, Currency currency)
{
    private const double MostMoney = 1e9;
    // Far beyond any rig; together they keep every sum of bytes within 63 bits.
    private const int MostPieces = 1000;
    private const int MostLines = 1000;
    private const double MostMemory = 4096;
    private readonly PlanValues _values = new(bag);

    public PlanValues Values => _values;

    public Currency Currency => currency;

    public List<PlanLine> Lines(YamlSequence? list, string key = "lines")
    {
        if (list?.Items.Count > MostLines)
            bag.Error(PlanCodes.OutOfRange, list.Items[MostLines].Position, $"'{key}' has {list.Items.Count} entries; at most {MostLines} are read.");
        return [.. _values.Blocks(list, key).Take(MostLines).Select(Line).OfType<PlanLine>()];
    }

    public List<PlanTotal> Totals(YamlSequence? list) => [.. _values.Blocks(list, "totals").Select(Total).OfType<PlanTotal>()];

    private PlanLine? Line(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "a line", PlanWords.LineKeys, PlanCodes.Binder, bag);
        var (kind, reference) = Reference(binder);
        var stated = _values.Currency(binder, "currency");
        if (stated is { } other && other != currency)
        {
            bag.Error(PlanCodes.MixedCurrencies, binder.PositionOf("currency"),
                $"The line is in {other}, the plan in {currency}; amounts in two currencies do not add.", "Convert it, or make it a plan of its own.");
        }
        var price = binder.Number("unit_price", 0, MostMoney);
        var memory = binder.Number("memory_gb", 1, MostMemory);
        var cap = binder.Number("power_cap_w", 1, 100_000);
        var item = binder.Text("item") ?? reference;
        if (item is null)
            bag.Error(PlanCodes.MissingKey, mapping.Position, "'item' is missing in a line.");
        return item is null ? null : new()
        {
            Item = item,
            Kind = kind,
            Reference = reference,
            MemoryOption = memory is { } gb ? ByteSize.FromGiB(gb) : null,
            Quantity = binder.Whole("quantity", 1, MostPieces) ?? 1,
            UnitPrice = price is { } amount ? new Money((decimal)amount, currency) : null,
            Condition = binder.Word("condition", PlanWords.Conditions) ?? Condition.New,
            PowerCap = cap is { } watts ? Power.FromWatts(watts) : null,
            Position = mapping.Position,
        };
    }

    /// <summary>What a line or claim names: at most one of part, accelerator and prebuilt, or a kind without a name.</summary>
    public (PlanItemKind Kind, string? Reference) Reference(YamlBinder binder)
    {
        (string Key, PlanItemKind Kind)[] names = [("part", PlanItemKind.Part), ("accelerator", PlanItemKind.Accelerator), ("prebuilt", PlanItemKind.Prebuilt)];
        var given = names.Where(n => binder.Node(n.Key) is not null).ToList();
        if (given.Count > 1 || given.Count == 1 && binder.Node("kind") is not null)
        {
            var keys = given.Select(g => g.Key).Append(binder.Node("kind") is null ? null : "kind").OfType<string>();
            bag.Error(PlanCodes.TwoReferences, binder.Position, $"One thing is named as {string.Join(" and as ", keys)}.", "Keep one of them.");
        }
        return given.Count > 0
            ? (given[0].Kind, binder.Text(given[0].Key))
            : (binder.Word("kind", PlanWords.Kinds) ?? PlanItemKind.Other, null);
    }

    private PlanTotal? Total(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "a total", PlanWords.TotalKeys, PlanCodes.Binder, bag);
        var figure = _values.Figure(binder, "price", 0, MostMoney, required: true);
        var money = _values.Currency(binder, "currency") ?? currency;
        var (approximate, more) = (binder.Truth("approximate") ?? false, binder.Truth("covers_more") ?? false);
        return figure is { } f
            ? new(binder.Text("label") ?? "the printed total", new((decimal)f.Low, money), new((decimal)f.High, money), approximate, more, mapping.Position)
            : null;
    }
}
