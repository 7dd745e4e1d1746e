using System.Globalization;
using Rigwright.App.Parts;
using Rigwright.Domain.Parts;

namespace Rigwright.Reports.Parts;

/// <summary>Parts for people.</summary>
public static class PartsText
{
    private const int LongestName = 64;

    /// <summary>One line a part: id, kind, name, the facts that decide.</summary>
    public static void WriteFound(TextWriter output, FindPartsResponse found)
    {
        foreach (var part in found.Parts)
        {
            var facts = string.Join(", ", PartFact.Of(part).Where(f => f.Value is not null).Take(6).Select(f => f.Text));
            output.WriteLine($"{part.Id,-36}  {Kind(part.Category),-13}  {Short(part.Name)}");
            output.WriteLine($"{"",-36}  {"",-13}  {facts}");
        }
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Total} parts match{(found.Total > found.Parts.Count ? $", the first {found.Parts.Count} by name are shown (--limit N)" : "")}."));
        if (found.Unknown > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Unknown} more cannot be judged: a fact that a filter asks for is unknown."));
    }

    /// <summary>Every fact of a part with where it stands, and what was repaired.</summary>
    public static void WritePart(TextWriter output, ShowPartResponse shown)
    {
        var part = shown.Part;
        output.WriteLine(part.Name);
        output.WriteLine($"  {Kind(part.Category)}, id {part.Id}{(part.Manufacturer is null ? "" : $", by {part.Manufacturer}")}{(part.ReleaseYear is { } year ? string.Create(CultureInfo.InvariantCulture, $", {year}") : "")}");
        if (part.PartNumbers.Count > 0)
            output.WriteLine($"  part numbers: {string.Join(", ", part.PartNumbers)}");
        if (part.Doubts is not null)
            output.WriteLine($"  doubts: {part.Doubts}");
        output.WriteLine();
        foreach (var fact in shown.Facts)
            output.WriteLine($"  {Words(fact.Key),-22} {fact.Text,-28} {(fact.Source is { } source ? $"[{source}, {Evidence(fact.Evidence!.Value)}, {fact.AsOf:yyyy-MM-dd}]" : "")}{(fact.Note is null ? "" : $" {fact.Note}")}".TrimEnd());
        if (shown.Accelerator is { } chip)
        {
            output.WriteLine();
            output.WriteLine($"  chip: {chip.Name} ({chip.Id}), {chip.LargestMemory.Value}, bandwidth {chip.Bandwidth?.Value.ToString() ?? "unknown"}, FP16 tensor {chip.Fp16Dense?.Value.ToString() ?? "unknown"}");
        }
        else if (part is GraphicsCard)
        {
            output.WriteLine();
            output.WriteLine("  chip: not in the accelerator catalogue, so bandwidth and compute are unknown");
        }
        WriteDoubts(output, shown);
    }

    /// <summary>The real cards of a chip with their range of lengths, widths and plugs.</summary>
    public static void WriteCards(TextWriter output, ChipCardsResponse chip)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chip.Accelerator.Name} ({chip.Accelerator.Id}): {chip.Cards.Count} cards in the open parts"));
        Range(output, "length", chip.Cards.Where(c => c.Length is not null).Select(c => c.Length!.Value.Millimetres), "mm");
        Range(output, "slot width", chip.Cards.Where(c => c.SlotWidth is not null).Select(c => c.SlotWidth!.Value), "slots");
        Range(output, "board power", chip.Cards.Where(c => c.BoardPower is not null).Select(c => c.BoardPower!.Value.Watts), "W");
        output.WriteLine();
        foreach (var card in chip.Cards)
        {
            var plugs = PartFact.Of(card).First(f => f.Key == "plugs").Text;
            output.WriteLine($"  {card.Id,-36}  {card.Length?.Value.ToString() ?? "unknown",8}  {card.SlotWidth?.Value.ToString("0.##", CultureInfo.InvariantCulture) ?? "?",4} slots  {plugs,-16}  {Short(card.Name)}");
        }
    }

    /// <summary>How many values were repaired in which way, and the first of each kind.</summary>
    public static void WriteRepairs(TextWriter output, OpenPartsCatalogue parts, string? code, int limit)
    {
        foreach (var (kind, count) in parts.RepairCounts)
        {
            if (code is not null && !string.Equals(code, kind, StringComparison.OrdinalIgnoreCase))
                continue;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {count} values"));
            foreach (var repair in parts.Repairs.Where(r => r.Code == kind).Take(limit))
                output.WriteLine($"  {repair.ToDiagnostic()}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Parts.Count} parts, {parts.Repairs.Count} repaired values, {parts.Disputes.Count} disputed fields."));
    }

    /// <summary>The kind of a part as people name it.</summary>
    public static string Kind(PartCategory category) => category switch
    {
        PartCategory.Cpu => "cpu",
        PartCategory.PowerSupply => "power-supply",
        PartCategory.GraphicsCard => "graphics-card",
        _ => category.ToString().ToLowerInvariant(),
    };

    private static void WriteDoubts(TextWriter output, ShowPartResponse shown)
    {
        if (shown.Repairs.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Not taken as it stands in the source:");
            foreach (var repair in shown.Repairs)
                output.WriteLine($"  {repair.ToDiagnostic()}");
        }
        foreach (var dispute in shown.Disputes)
            output.WriteLine($"Disputed: {dispute.Field} is {string.Join(" or ", dispute.Claims.Select(c => c.Value).Distinct())}; {dispute.Chosen}.");
    }

    private static void Range(TextWriter output, string name, IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToList();
        output.WriteLine(sorted.Count == 0 ? $"  {name}: unknown" : string.Create(CultureInfo.InvariantCulture,
            $"  {name}: {sorted[0]:0.##} to {sorted[^1]:0.##} {unit}, median {sorted[sorted.Count / 2]:0.##} ({sorted.Count} known)"));
    }

    private static string Evidence(Domain.Provenance.Evidence evidence) => evidence switch
    {
        Domain.Provenance.Evidence.MeasuredHere => "measured here",
        Domain.Provenance.Evidence.MeasuredByOthers => "measured",
        Domain.Provenance.Evidence.VendorSpec => "maker",
        Domain.Provenance.Evidence.DerivedFromSpec => "derived",
        Domain.Provenance.Evidence.CommunityReport => "community",
        _ => "assumed",
    };

    private static string Words(string key) => key.Replace('_', ' ');

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
