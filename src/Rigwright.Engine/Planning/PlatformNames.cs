using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Planning;

/// <summary>Names of platforms, and which small parts belong to which.</summary>
public static class PlatformNames
{
    /// <summary>A platform id as people write it.</summary>
    public static string Of(string platform) => platform switch
    {
        "apple" => "Apple",
        "gb10" => "GB10",
        "mini-pc" => "mini PC",
        "prebuilt" => "vendor's model",
        PlatformGroup.Others => "another platform",
        PlatformGroup.Any => "any platform",
        _ => platform.ToUpperInvariant(),
    };

    /// <summary>The place of a kind of part in a bill: processor, board, memory, cooler, drive, power supply, case.</summary>
    public static int PlaceOf(PartCategory category) => category switch
    {
        PartCategory.Cpu => 0,
        PartCategory.Motherboard => 1,
        PartCategory.Memory => 2,
        PartCategory.Cooler => 3,
        PartCategory.Drive => 4,
        PartCategory.PowerSupply => 5,
        _ => 6,
    };

    /// <summary>A kind of part as people write it.</summary>
    public static string Of(PartCategory category) => category switch
    {
        PartCategory.Cpu => "processor",
        PartCategory.Motherboard => "board",
        PartCategory.Memory => "memory kit",
        PartCategory.PowerSupply => "power supply",
        PartCategory.Case => "case",
        PartCategory.Cooler => "cooler",
        PartCategory.Drive => "drive",
        _ => "part",
    };

    /// <summary>The platform of a complete machine.</summary>
    public static string OfMachine(Accelerator machine) =>
        machine.Vendor == "Apple" ? "apple"
        : machine.Architecture?.Value.StartsWith("sm_121", StringComparison.Ordinal) == true ? "gb10"
        : "mini-pc";

    /// <summary>Is it the small material of a build: cables and thermal paste?</summary>
    public static bool IsSmallMaterial(Cable cable) => string.Equals(cable.Purpose?.Value, "small material", StringComparison.OrdinalIgnoreCase);

    /// <summary>Is it a thing with a maker, or an allowance or a kind of thing that documents put a price on?</summary>
    public static bool IsProduct(Part part) => part.Doubts?.Contains("not a product", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>Does a cable join two of these machines? Both must speak of the same kind of socket.</summary>
    public static bool Joins(Cable cable, Accelerator machine) =>
        cable.Purpose?.Value.StartsWith("direct link", StringComparison.OrdinalIgnoreCase) == true && cable.Name.Contains("QSFP", StringComparison.OrdinalIgnoreCase)
        && machine.Link?.Value.Description.Contains("QSFP", StringComparison.OrdinalIgnoreCase) == true;
}
