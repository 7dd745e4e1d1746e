using System.Text.RegularExpressions;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Joins cards to the accelerator catalogue by chip and memory size, so that a card gets bandwidth and compute.</summary>
internal sealed partial class AcceleratorJoin(Catalogue catalogue)
{
    // Factory settings move a card's limit by a quarter at most; half as much again is the recommended power supply, not the card.
    // Assumed from the joined cards: 98 % lie within 0.8 to 1.3 of the chip's limit.
    private const double HighestPowerRatio = 1.5;
    private const double LowestPowerRatio = 0.5;

    private readonly Dictionary<(string, long?, double?), (AcceleratorId? Id, string? Mismatch)> _known = [];

    public void Join(PartTable table)
    {
        for (var i = 0; i < table.Parts.Count; i++)
        {
            if (table.Parts[i] is GraphicsCard { Chipset: { } chip } card)
                table.Parts[i] = Join(card, chip.Value, table, table.Lines[i]);
        }
    }

    private GraphicsCard Join(GraphicsCard card, string chip, PartTable table, int line)
    {
        var key = (chip, card.Memory?.Value.Bytes, card.BoardPower?.Value.Watts);
        if (!_known.TryGetValue(key, out var found))
            _known[key] = found = Find(chip, card.Memory?.Value, card.BoardPower?.Value);
        if (found.Mismatch is not null)
            table.Repairs.Add(new(OpenPartCodes.ChipMismatch, card.Id, "chipset", chip, null, found.Mismatch, new(table.File, line, 1)));
        if (found.Id is not { } id)
            return card;
        var limit = catalogue.Find(id)!.PowerLimit?.Value;
        if (card.BoardPower is { } power && limit is { Watts: > 0 } && power.Value.Watts / limit.Value.Watts is > HighestPowerRatio or < LowestPowerRatio)
        {
            table.Repairs.Add(new(OpenPartCodes.DoubtfulBoardPower, card.Id, "tdp_w", power.Value.ToString(), null,
                $"the chip's limit is {limit}", new(table.File, line, 1)));
            card = card with { BoardPower = null };
        }
        return card with { Accelerator = id };
    }

    private (AcceleratorId? Id, string? Mismatch) Find(string chip, ByteSize? memory, Power? power)
    {
        string? mismatch = null;
        foreach (var name in Names(chip, memory))
        {
            if (!catalogue.AcceleratorNames.Knows(name))
                continue;
            var candidates = catalogue.AcceleratorNames.Resolve(name).Ids.Select(id => catalogue.Find(new AcceleratorId(id)))
                .OfType<Accelerator>().Where(a => a.Kind == AcceleratorKind.DiscreteGpu).ToList();
            if (candidates.Count == 0)
                continue;
            var same = candidates.Where(a => memory is null || a.MemoryOptions.Any(m => m.Value == memory)).ToList();
            // Editions of one name (a 600 W and a 300 W RTX PRO 6000) are told apart by their power.
            if (same.Count > 1)
                same = [.. same.Where(a => power is not null && a.PowerLimit?.Value == power)];
            if (same.Count == 1)
                return (same[0].Id, null);
            mismatch ??= $"the card has {memory?.ToString() ?? "an unknown amount of memory"}; the accelerator catalogue knows {string.Join(" or ", candidates.Select(a => $"{a.Id} with {a.LargestMemory.Value}"))}";
        }
        return (null, mismatch);
    }

    // "LHR" limits mining only. The memory size is part of some names and not of others.
    private static IEnumerable<string> Names(string chip, ByteSize? memory)
    {
        var bare = Suffix().Replace(chip, "");
        if (memory is { } size)
        {
            yield return FormattableString.Invariant($"{bare} {size.GiB:0}GB");
            yield return FormattableString.Invariant($"{bare.Replace(" Generation", "")} {size.GiB:0}GB");
        }
        yield return chip;
        yield return bare;
        yield return bare.Replace(" Generation", "");
    }

    [GeneratedRegex(@"( LHR| \d+ ?GB)+$")]
    private static partial Regex Suffix();
}
