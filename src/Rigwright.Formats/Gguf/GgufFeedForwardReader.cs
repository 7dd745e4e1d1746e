using System.Globalization;
using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads the feed-forward block of a layer from its tensors; how many experts a token uses stands in the metadata.</summary>
internal sealed class GgufFeedForwardReader(GgufKeys keys, GgufTensorIndex tensors, int hidden, int blocks)
{
    private readonly IReadOnlyList<int>? _perToken = keys.PerLayer("expert_used_count", blocks);

    public FeedForward? Read(int l)
    {
        if (tensors.Extent(l, "ffn_down_exps.weight", 2) is { } experts)
            return Experts(l, "ffn_down_exps.weight", experts, hasGate: tensors.Has(l, "ffn_gate_exps.weight") || tensors.Has(l, "ffn_gate_up_exps.weight"));
        // Mixtral files of early 2024 have a tensor for each expert.
        if (tensors.Has(l, "ffn_down.0.weight"))
            return Experts(l, "ffn_down.0.weight", keys.Size("expert_count"), tensors.Has(l, "ffn_gate.0.weight"));
        if (tensors.Extent(l, "ffn_down.weight", 0) is not { } width)
            return null;
        var isFused = !tensors.Has(l, "ffn_gate.weight") && tensors.Extent(l, "ffn_up.weight", 1) == 2L * width;
        return new DenseFeedForward(width, Gated: isFused || tensors.Has(l, "ffn_gate.weight")) { IsFused = isFused };
    }

    private MixtureOfExperts Experts(int l, string down, int experts, bool hasGate)
    {
        var used = _perToken is null ? 0 : _perToken[l];
        if (_perToken is null && !keys.Has("expert_used_count"))
            keys.Missing.Add(keys.Name("expert_used_count"));
        else if (used < 1 || used > experts)
            keys.Contradiction("expert_used_count", string.Create(CultureInfo.InvariantCulture, $"a token uses {used} of the {experts} experts of layer {l}."));
        var output = tensors.Extent(l, down, 1) ?? hidden;
        return new MixtureOfExperts(experts, used, tensors.Extent(l, down, 0) ?? 1, tensors.Extent(l, "ffn_down_shexp.weight", 0) ?? 0, hasGate)
        {
            ParallelDenseWidth = tensors.Extent(l, "ffn_down.weight", 0) ?? 0,
            HasSharedGate = tensors.Has(l, "ffn_gate_inp_shexp.weight"),
            HasRouterBias = tensors.Has(l, "exp_probs_b.bias") || tensors.Has(l, "exp_probs_b"),
            HasBias = tensors.Has(l, "ffn_gate_inp.bias"),
            LatentWidth = output == hidden ? 0 : output,
            HasLatentNorm = tensors.Has(l, "ffn_latent_norm.weight"),
            IsHashRouted = tensors.Has(l, "ffn_gate_tid2eid") || tensors.Has(l, "ffn_gate_tid2eid.weight"),
        };
    }
}
