using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Joins cards to the accelerator catalogue by chip and memory size, so that a card gets bandwidth and compute.</summary>
internal sealed class AcceleratorJoin(Catalogue catalogue)
{
    // Factory settings move a card's limit by a quarter at most; half as much again is the recommended power supply, not the card.
    // Assumed from the joined cards: 98 % lie within 0.8 to 1.3 of the chip's limit.
    private const double HighestPowerRatio = 1.5;
    private const double LowestPowerRatio = 0.5;

    // A chip comes with one to four pairs of memory and power.
    private readonly Dictionary<string, List<Match>> _known = new(StringComparer.Ordinal);

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
        var found = Known(chip, card.Memory?.Value, card.BoardPower?.Value);
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

    private Match Known(string chip, ByteSize? memory, Power? power)
    {
        if (!_known.TryGetValue(chip, out var matches))
            _known[chip] = matches = [];
        foreach (var match in matches)
        {
            if (match.Memory == memory && match.Power == power)
                return match;
        }
        var (id, mismatch) = Find(chip, memory, power);
        matches.Add(new(memory, power, id, mismatch));
        return matches[^1];
    }

    private sealed record Match(ByteSize? Memory, Power? Power, AcceleratorId? Id, string? Mismatch);

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
        var bare = WithoutSuffix(chip);
        if (memory is { } size)
        {
            yield return FormattableString.Invariant($"{bare} {size.GiB:0}GB");
            yield return FormattableString.Invariant($"{bare.Replace(" Generation", "")} {size.GiB:0}GB");
        }
        yield return chip;
        yield return bare;
        yield return bare.Replace(" Generation", "");
    }

    // "RTX 3060 12GB LHR" without "LHR" and the memory. By hand: the first expression of a process costs 20 ms.
    private static string WithoutSuffix(string chip)
    {
        while (true)
        {
            var rest = chip.EndsWith(" LHR", StringComparison.Ordinal) ? chip.Length - 4 : MemoryAt(chip);
            if (rest < 0)
                return chip;
            chip = chip[..rest];
        }
    }

    // Where " 12GB" or " 12 GB" begins at the end of a name; -1 when it does not end so.
    private static int MemoryAt(string chip)
    {
        if (!chip.EndsWith("GB", StringComparison.Ordinal))
            return -1;
        var end = chip.Length - 2;
        if (end > 0 && chip[end - 1] == ' ')
            end--;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(chip[start - 1]))
            start--;
        return start < end && start > 0 && chip[start - 1] == ' ' ? start - 1 : -1;
    }
}
