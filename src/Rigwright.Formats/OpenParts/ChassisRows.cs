using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Power supplies, cases and coolers.</summary>
internal static class ChassisRows
{
    public static readonly string[] SupplyColumns =
        ["wattage", "form_factor", "efficiency", "length_mm", "fanless", "eps_8_pin", "pcie_6_plus_2_pin", "pcie_12vhpwr"];

    public static readonly string[] CaseColumns =
        ["form_factor", "motherboard_form_factors", "max_gpu_length_mm", "max_cooler_height_mm", "expansion_slots", "psu_form_factors", "dimensions"];

    public static readonly string[] CoolerColumns = ["sockets", "height_mm", "water_cooled", "radiator_mm", "fanless", "min_noise_dba", "max_noise_dba"];

    // No case is shorter than a Mini-ITX board, and none is longer than this.
    private const double ShortestCase = 170;
    private const double LongestCase = 1200;
    private const string FromName = "from the name";

    public static PowerSupply Supply(PartRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Manufacturer = row.Manufacturer,
        PartNumbers = row.PartNumbers(),
        ReleaseYear = row.ReleaseYear,
        Rating = row.Watts("wattage", 60, 4000),
        FormFactor = row.Text("form_factor"),
        AtxVersion = SupplyNames.AtxVersion(row.Name) is { } version ? row.Fact(version, FromName) : null,
        Efficiency = row.Text("efficiency")?.Map(Grade),
        Length = row.Millimetres("length_mm", 60, 400),
        Plugs = SupplyPlugs(row),
    };

    public static Case Case(PartRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Manufacturer = row.Manufacturer,
        PartNumbers = row.PartNumbers(),
        ReleaseYear = row.ReleaseYear,
        Type = row.Text("form_factor"),
        BoardFormFactors = row.List("motherboard_form_factors", Spelling.BoardFormFactor),
        MaxCardLength = row.Millimetres("max_gpu_length_mm", 50, 900),
        MaxCoolerHeight = row.Millimetres("max_cooler_height_mm", 20, 400),
        MaxRadiatorMm = PartNames.Radiator(row.Name) is { IsMost: true } most ? row.Fact(most.Millimetres, FromName) : null,
        RadiatorMm = PartNames.Radiator(row.Name) is { IsMost: false } stated ? row.Fact(stated.Millimetres, FromName) : null,
        MaxPsuLength = PartNames.SupplyLength(row.Name) is { } psu ? row.Fact(Length.FromMillimetres(psu), FromName) : null,
        LongestSide = LongestSide(row),
        ExpansionSlots = row.Count("expansion_slots", 1, 20),
        PsuFormFactors = row.List("psu_form_factors"),
    };

    // "413 x 217 x 453", in millimetres; rows in inches or centimetres and those with one number too few are left out.
    private static Sourced<Length>? LongestSide(PartRow row)
    {
        if (row["dimensions"] is not { Length: > 0 } text)
            return null;
        if (PartNames.LongestOfThree(text) is not { } longest)
            return row.Unreadable<Length>("dimensions", "it is not three lengths in mm");
        if (longest is >= ShortestCase and <= LongestCase)
            return row.Fact(Length.FromMillimetres(longest));
        row.Repair(OpenPartCodes.Impossible, "dimensions", null, "no case is as small or as large in mm");
        return null;
    }

    public static Cooler Cooler(PartRow row)
    {
        var fanless = row["fanless"] is "true";
        return new Cooler
        {
            Id = row.Id,
            Name = row.Name,
            Manufacturer = row.Manufacturer,
            PartNumbers = row.PartNumbers(),
            ReleaseYear = row.ReleaseYear,
            Sockets = row.List("sockets"),
            Height = row.Millimetres("height_mm", 10, 250),
            Liquid = row.Flag("water_cooled"),
            RadiatorMm = row.Count("radiator_mm", 40, 560),
            NoiseMax = row.Number("max_noise_dba", fanless ? 0 : 1, 80) is { } noise ? row.Fact(SoundLevel.FromDecibelA(noise)) : null,
        };
    }

    // A zero among plugs that are counted is "none"; a row of zeros is a row that nobody filled in. No power supply lacks an EPS plug.
    private static Sourced<IReadOnlyList<PlugCount>>? SupplyPlugs(PartRow row)
    {
        int? Plugs(string column) => row[column] is { Length: > 0 } and not "0" && row.Number(column, 1, 24) is { } n ? (int)n : null;
        var (eps, pcie, hpwr) = (Plugs("eps_8_pin"), Plugs("pcie_6_plus_2_pin"), Plugs("pcie_12vhpwr"));
        if (eps is null && row["eps_8_pin"] is "0")
            row.Repair(OpenPartCodes.ZeroIsUnknown, "eps_8_pin", null, "zero stands for unknown");
        if (eps is null && pcie is null && hpwr is null)
            return null;
        var plugs = new List<PlugCount>();
        if (eps is not null)
            plugs.Add(new(PowerPlug.Eps8, eps.Value));
        if (pcie is not null)
            plugs.Add(new(PowerPlug.Pcie8, pcie.Value));
        else if (row["pcie_6_plus_2_pin"] is "0")
            row.Repair(OpenPartCodes.ZeroIsUnknown, "pcie_6_plus_2_pin", null, "zero stands for unknown");
        // Upstream has one column for both 16-pin plugs in use; the newer plug's column is empty in every row.
        if (hpwr is not null)
            plugs.Add(new(Sixteen(row.Name), hpwr.Value));
        else if (row["pcie_12vhpwr"] is "0" && !SupplyNames.SaysNewStandard(row.Name))
            plugs.Add(new(PowerPlug.Pcie12Vhpwr, 0));
        else if (row["pcie_12vhpwr"] is "0")
            row.Repair(OpenPartCodes.ZeroIsUnknown, "pcie_12vhpwr", null, "the name says ATX 3 or PCIe 5: zero stands for unknown");
        return row.Fact<IReadOnlyList<PlugCount>>(plugs);
    }

    private static PowerPlug Sixteen(string name) =>
        name.Contains("3.1", StringComparison.Ordinal) || name.Contains("2x6", StringComparison.OrdinalIgnoreCase) || name.Contains("5.1", StringComparison.Ordinal)
            ? PowerPlug.Pcie12V2x6 : PowerPlug.Pcie12Vhpwr;

    // "80+" without a metal is the first grade, which is called White today.
    private static string Grade(string text) => text is "80+" or "80+ Standard" ? "White" : text.StartsWith("80+ ", StringComparison.Ordinal) ? text[4..] : text;
}
