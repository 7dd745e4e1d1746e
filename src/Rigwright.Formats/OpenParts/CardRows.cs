using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Graphics cards; the chip is joined to the accelerator catalogue afterwards.</summary>
internal static class CardRows
{
    public static readonly string[] Columns =
        ["chipset", "memory_gb", "memory_type", "interface", "tdp_w", "length_mm", "slot_width", "cooling", "pcie_6_pin", "pcie_8_pin", "pcie_12vhpwr", "pcie_12v_2x6"];

    // What a PCIe x16 slot gives: PCI Express Card Electromechanical Specification.
    private const double SlotWatts = 75;

    public static GraphicsCard Read(PartRow row)
    {
        var power = row.Watts("tdp_w", 5, 900);
        return new GraphicsCard
        {
            Id = row.Id,
            Name = row.Name,
            Manufacturer = row.Manufacturer,
            PartNumbers = row.PartNumbers(),
            ReleaseYear = row.ReleaseYear,
            Accelerator = null,
            Chipset = row.Text("chipset"),
            Memory = row.Number("memory_gb", 0.25, 512) is { } gb ? row.Fact(ByteSize.FromGiB(gb)) : null,
            Length = row.Millimetres("length_mm", 60, 450),
            SlotWidth = row.Real("slot_width", 0.9, 5),
            BoardPower = power,
            PowerPlugs = Plugs(row, power),
            Cooling = Cooling(row),
        };
    }

    // A row of zeros means nothing unless the slot alone can feed the card.
    private static Sourced<IReadOnlyList<PlugCount>>? Plugs(PartRow row, Sourced<Power>? power)
    {
        var plugs = new List<PlugCount>();
        Add("pcie_6_pin", PowerPlug.Pcie6);
        Add("pcie_8_pin", PowerPlug.Pcie8);
        Add("pcie_12vhpwr", PowerPlug.Pcie12Vhpwr);
        Add("pcie_12v_2x6", PowerPlug.Pcie12V2x6);
        if (plugs.Count > 0)
            return row.Fact<IReadOnlyList<PlugCount>>(plugs);
        if (row["pcie_8_pin"] is not "0")
            return null;
        if (power is not null && power.Value.Watts <= SlotWatts)
            return row.Fact<IReadOnlyList<PlugCount>>([], "no plug is listed, and the slot's 75 W are enough");
        row.Repair(OpenPartCodes.ZeroIsUnknown, "pcie_8_pin", null, "a card of more than 75 W has a plug: the zeros stand for unknown");
        return null;

        void Add(string column, PowerPlug plug)
        {
            if (row[column] is not ("" or "0") && row.Number(column, 1, 6) is { } n)
                plugs.Add(new(plug, (int)n));
        }
    }

    private static Sourced<CoolingKind>? Cooling(PartRow row) => row["cooling"] switch
    {
        "Passive" => row.Fact(CoolingKind.Passive),
        "Blower" => row.Fact(CoolingKind.Blower),
        "Hybrid" or "Water Cooled" => row.Fact(CoolingKind.Liquid),
        "2 Fans" or "3 Fans" or "4 Fans" => row.Fact(CoolingKind.OpenAir),
        // One fan may be axial or radial: the source does not say.
        "1 Fan" or "" => null,
        _ => row.Unreadable<CoolingKind>("cooling", "no known kind of cooling"),
    };
}
