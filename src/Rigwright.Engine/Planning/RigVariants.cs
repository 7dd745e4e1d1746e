using Rigwright.Domain.Hardware;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Engine.Planning;

/// <summary>How a variant differs from the rig that it is a variant of.</summary>
public enum VariantKind
{
    /// <summary>The same cards with a power limit that the owner sets: nothing else is bought, save a power supply that suits the lower power.</summary>
    PowerCap,

    /// <summary>Another edition of the same cards (Max-Q for Workstation), as it is bought.</summary>
    Edition,
}

/// <summary>A rig of the ranking with its cards capped or in another edition, judged by the same rules and the same score.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Devices">The cards, for people.</param>
/// <param name="Rig">The variant on the platform that suits it; it may be rejected.</param>
/// <param name="Rank">The place that it takes or would take in the ranking; null when it is rejected.</param>
/// <param name="Base">What it is compared with.</param>
/// <param name="Outlet">The outlet that both hang on.</param>
public sealed record RigVariant(VariantKind Kind, string Devices, Assessment Rig, int? Rank, Assessment Base, Outlet Outlet)
{
    /// <summary>The limit of one capped card; null for an edition.</summary>
    public Power? Limit => Rig.Candidate.Devices.FirstOrDefault(d => d.Device.Cap is not null)?.Device.Cap;

    /// <summary>Difference of the price; null when one has none.</summary>
    public Money? PriceDifference => Rig.Candidate.Total is { } total && Base.Candidate.Total is { } from ? total - from : null;

    /// <summary>Difference of the score in points; null when it is rejected.</summary>
    public double? ScoreDifference => Rig.Score is { } score ? score.Value - Base.Score!.Value : null;

    /// <summary>For each role of the base the share of its expected decode speed that is left; null where a role runs another model or has no speed.</summary>
    public IReadOnlyList<double?> DecodeShares => [.. Base.Layout!.Roles.Select((role, i) =>
        Rig.Layout?.Roles[i] is { } own && own.Serving.Candidate == role.Serving.Candidate ? own.Expected.Value.TokensPerSecond / role.Expected.Value.TokensPerSecond : (double?)null)];
}

/// <summary>The variants of one rig of the ranking.</summary>
/// <param name="Base">The rig as it is bought.</param>
/// <param name="Rank">Its place in the ranking.</param>
/// <param name="Outlet">The outlet that it hangs on.</param>
/// <param name="Variants">Power caps, the mildest first, then other editions.</param>
public sealed record RigVariants(Assessment Base, int Rank, Outlet Outlet, IReadOnlyList<RigVariant> Variants)
{
    /// <summary>Rating of a rig's power supply; null when unknown.</summary>
    public static Power? SupplyOf(Assessment rig) => rig.Candidate.Rig.PowerSupply?.Rating?.Value;

    /// <summary>Power at the wall at full load; null when unknown.</summary>
    public static Power? WallOf(Assessment rig) => rig.Power?.TryGet(out var power) == true && power.Wall.TryGet(out var wall) ? wall : null;

    /// <summary>Share of what the outlet gives for hours; null when unknown.</summary>
    public static double? CircuitOf(Assessment rig, Outlet outlet) => WallOf(rig) is { } wall ? wall / outlet.Continuous : null;

    /// <summary>Noise at full load; null when unknown.</summary>
    public static SoundLevel? NoiseOf(Assessment rig) => rig.Noise?.TryGet(out var noise) == true ? noise.Level : null;
}

/// <summary>Which accelerators are editions of one card: the same chip and memory, other limits and coolers.</summary>
public static class Editions
{
    private static readonly string[] Words = ["Edition", "Max-Q", "Workstation", "Server", "SFF", "Generation"];

    /// <summary>Are two accelerators editions of one card? Their names differ in nothing but words such as Max-Q, Workstation or Server, and they have the same chip
    /// generation and memory.</summary>
    public static bool Are(Accelerator a, Accelerator b) => a.Id != b.Id && a.Kind == AcceleratorKind.DiscreteGpu && b.Kind == AcceleratorKind.DiscreteGpu
        && a.Vendor == b.Vendor && a.Architecture?.Value == b.Architecture?.Value && a.LargestMemory.Value == b.LargestMemory.Value && Bare(a.Name) == Bare(b.Name);

    private static string Bare(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Words.Contains(w, StringComparer.OrdinalIgnoreCase)));
}
