using System.Collections.Concurrent;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Remembers what an estimator answered. Answers are shared by roles that differ only in what neither memory nor speed alone depends on:
/// name, candidates, wanted speeds and duty cycle. Safe to share between threads where the estimator is.</summary>
public sealed class ServingMemo(IRoleEstimator estimator) : IRoleEstimator
{
    private static readonly IReadOnlyList<ModelCandidate> NoCandidates = [];

    private readonly Dictionary<RoleRequirement, int> _kinds = [];
    private readonly Dictionary<RoleRequirement, int> _roles = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Key, Answer<MemoryDemand>> _memory = new();
    private readonly ConcurrentDictionary<Key, Answer<Prediction>> _decode = new();

    private readonly record struct Key(int Role, ModelId Model, Quantisation Quantisation, EngineKind Engine, SplitMode Split, string Devices);

    /// <inheritdoc/>
    public Answer<MemoryDemand> Memory(RoleServing serving)
    {
        var key = KeyOf(serving);
        if (!_memory.TryGetValue(key, out var answer))
            _memory[key] = answer = estimator.Memory(serving);
        return answer;
    }

    /// <inheritdoc/>
    public Answer<Prediction> Decode(RoleServing serving)
    {
        var key = KeyOf(serving);
        if (!_decode.TryGetValue(key, out var answer))
            _decode[key] = answer = estimator.Decode(serving);
        return answer;
    }

    private Key KeyOf(RoleServing serving) => new(KindOf(serving.Role), serving.Candidate.Model.Id, serving.Quantisation, serving.Engine, serving.Split,
        serving.Devices.Count == 1 ? TextOf(serving.Devices[0]) : string.Join('+', serving.Devices.Select(TextOf)));

    // A new requirements object has new role objects; their kinds repeat.
    private int KindOf(RoleRequirement role)
    {
        lock (_roles)
            return NumberOf(role);
    }

    private int NumberOf(RoleRequirement role)
    {
        if (_roles.TryGetValue(role, out var number))
            return number;
        var kind = role with
        {
            Name = "",
            Candidates = NoCandidates,
            DutyCycle = 1,
            DecodeMinimum = default(TokenRate),
            DecodeTarget = default(TokenRate),
            DecodeIdeal = default(TokenRate),
        };
        if (!_kinds.TryGetValue(kind, out number))
            _kinds[kind] = number = _kinds.Count;
        return _roles[role] = number;
    }

    private static string TextOf(MemoryDevice device) => $"{device.Accelerator.Id.Value}:{device.Memory.Bytes}:{device.Cap}";
}
