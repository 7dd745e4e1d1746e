using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>A role served by one model in one engine on some devices: everything that its memory and its speed alone depend on.</summary>
/// <param name="Role">The role.</param>
/// <param name="Candidate">The model as the requirements name it.</param>
/// <param name="Quantisation">The weights as the engine loads them (vLLM loads a checkpoint where llama.cpp loads a GGUF).</param>
/// <param name="Engine">The engine.</param>
/// <param name="Devices">The devices.</param>
/// <param name="Split">How they share the model.</param>
public sealed record RoleServing(
    RoleRequirement Role, ModelCandidate Candidate, Quantisation Quantisation, EngineKind Engine, IReadOnlyList<MemoryDevice> Devices, SplitMode Split)
{
    /// <summary>What the memory calculator is asked.</summary>
    public ModelLoad Load => new()
    {
        Model = Candidate.Model,
        Quantisation = Quantisation,
        ContextPerStream = Role.ContextPerStream,
        Streams = Role.Streams,
        KvType = Role.KvType,
        Engine = Engine,
        WithVision = Role.Vision,
    };

    /// <summary>Where the model lies.</summary>
    public Placement Placement => new() { Devices = Devices, Split = Split };
}

/// <summary>Answers the two questions about one served role. The engine's calculators stand behind it; tests may put simpler ones there.</summary>
public interface IRoleEstimator
{
    /// <summary>Memory on each device.</summary>
    Answer<MemoryDemand> Memory(RoleServing serving);

    /// <summary>Decode rate of each stream while no other role decodes.</summary>
    Answer<Prediction> Decode(RoleServing serving);
}
