using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Hardware;

/// <summary>Where power was measured.</summary>
public enum PowerPoint
{
    /// <summary>At the wall socket, the whole machine.</summary>
    Wall,

    /// <summary>The accelerator alone, as its own counters report it.</summary>
    Accelerator,
}

/// <summary>A measured or published power draw.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Accelerator">Accelerator id; null when the machine is not in the catalogue.</param>
/// <param name="Machine">The machine as the source names it.</param>
/// <param name="Load">What it was doing, for example <c>idle</c>, <c>gpt-oss-20b</c>, <c>maximum</c>.</param>
/// <param name="IsIdle">Was it idle?</param>
/// <param name="Point">Where it was measured.</param>
/// <param name="Machines">How many machines the figure is for.</param>
/// <param name="Low">Lowest figure.</param>
/// <param name="High">Highest figure (equal to the lowest for a single one).</param>
public sealed record PowerFact(
    string Id, AcceleratorId? Accelerator, string Machine, string Load, bool IsIdle, PowerPoint Point, int Machines, Sourced<Power> Low, Sourced<Power> High);

/// <summary>A statement about noise; where only a word exists, the word is kept.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Reference">Id of the accelerator or part that it is about; null when the thing is not in the catalogue.</param>
/// <param name="Item">The thing as the source names it.</param>
/// <param name="Load">Idle, load or what the source says.</param>
/// <param name="Low">Lowest level; null when only words exist.</param>
/// <param name="High">Highest level; null when only words exist.</param>
/// <param name="Words">The source's words.</param>
public sealed record NoiseFact(
    string Id, string? Reference, string Item, string? Load, Sourced<SoundLevel>? Low, Sourced<SoundLevel>? High, Sourced<string>? Words);
