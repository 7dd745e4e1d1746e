using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Engine.Compatibility;

/// <summary>What a rig is checked against besides itself.</summary>
public sealed record CheckContext
{
    /// <summary>The mains outlet that feeds the rig; null when it is not known.</summary>
    public Outlet? Outlet { get; init; }

    /// <summary>Share of the power supply's rating that should stay free.
    /// Assumed: 20 %, the usual planning margin; no standard states it.</summary>
    public double PowerSupplyMargin { get; init; } = 0.20;

    /// <summary>Share of a circuit above which a warning is given because other devices share it.
    /// Assumed: 80 %, the North American continuous-load share used as a caution elsewhere.</summary>
    public double CircuitCaution { get; init; } = 0.80;

    /// <summary>Does the rig run without a screen?</summary>
    public bool Headless { get; init; } = true;

    /// <summary>Size of every model file that is to lie on the drives, empty when not known.</summary>
    public IReadOnlyList<ByteSize> ModelFiles { get; init; } = [];

    /// <summary>Engines that are to run on the rig; empty when not known.</summary>
    public IReadOnlyList<InferenceEngine> Engines { get; init; } = [];

    /// <summary>The operating system, <c>linux</c>, <c>windows</c> or <c>macos</c>; null when any will do.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Loudest level at full load that the owner wants; null when it does not matter.</summary>
    public SoundLevel? NoiseLimit { get; init; }

    /// <summary>Statements about noise in the catalogue.</summary>
    public IReadOnlyList<NoiseFact> NoiseFacts { get; init; } = [];

    /// <summary>Do all models go over both cards of an NVLink bridge (is the link claimed or bought)?</summary>
    public bool WantsNvLink { get; init; }
}
