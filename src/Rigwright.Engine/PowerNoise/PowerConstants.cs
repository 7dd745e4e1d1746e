using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.PowerNoise;

/// <summary>Every number of the power estimate with its source.</summary>
public static class PowerConstants
{
    /// <summary>Board, memory, drives and fans of a desktop platform. Assumed: the middle of the 50–100 W that builders plan with.</summary>
    public static Power DesktopBaseLoad { get; } = Power.FromWatts(75);

    /// <summary>The same for a workstation board (more than two memory channels, registered memory, 10 GbE, often a BMC).
    /// Assumed: the top of the 50–100 W that builders plan with.</summary>
    public static Power WorkstationBaseLoad { get; } = Power.FromWatts(100);

    /// <summary>Memory channels above which a platform counts as a workstation.</summary>
    public const int DesktopMemoryChannels = 2;

    /// <summary>Power that the PCIe slot itself feeds to a card (PCI Express Card Electromechanical Specification: 75 W for x16).</summary>
    public static Power SlotPower { get; } = Power.FromWatts(75);

    /// <summary>Rated power of an 8-pin PCIe plug (PCI Express Card Electromechanical Specification).</summary>
    public static Power Pcie8Power { get; } = Power.FromWatts(150);

    /// <summary>Rated power of a 16-pin plug (12VHPWR and 12V-2x6, PCI Express CEM 5.x).</summary>
    public static Power SixteenPinPower { get; } = Power.FromWatts(600);

    /// <summary>ATX design guide version from which a unit must bear short steps far above its rating
    /// (Intel ATX Version 3 Multi Rail Desktop Platform Power Supply Design Guide).</summary>
    public const double TransientReadyAtxVersion = 3.0;
}
