using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>Formats other than GGUF: which tensors are quantised, and what their scales take. Sources and measured errors: docs/formulas/weights.md.</summary>
internal static class CheckpointFormat
{
    public static Answer<IReadOnlyList<StoredTensor>> Stored(ModelArchitecture a, Quantisation q)
    {
        var isMlx = q.Format == "mlx";
        // mlx-lm and mlx-vlm drop the prediction blocks; the makers' repositories and their quantised copies keep them.
        var shapes = TensorListBuilder.Shapes(a, q.WithPrediction ?? !isMlx).Where(s => !s.Name.StartsWith("rope_f", StringComparison.Ordinal));
        var store = isMlx ? Mlx(a, q.Name) : Checkpoint(a, q);
        if (store is null)
            return Answer<IReadOnlyList<StoredTensor>>.Unknown(q.Format == "checkpoint" ? "the quantisation of the published checkpoint" : $"the rule of the format '{q}'");
        List<StoredTensor> tensors = [.. shapes.Select(store)];
        if (a.Vision is not null)
        {
            if (a.Vision.Parameters is not { } parameters)
                return Answer<IReadOnlyList<StoredTensor>>.Unknown("the number of weights of the vision tower (vision_config: hidden_size, depth, intermediate_size)");
            tensors.Add(new(new("vision", -1, TensorClass.Vision, [parameters]), "BF16", 2 * parameters));
        }
        return Answer<IReadOnlyList<StoredTensor>>.Known(tensors);
    }

    private static Func<TensorShape, StoredTensor>? Checkpoint(ModelArchitecture a, Quantisation q) => q switch
    {
        { Format: "safetensors" } => Sixteen,
        { Format: "checkpoint" } => a.Checkpoint is { } c ? Native(a, c) : Sixteen,
        { Format: "fp8" } => Native(a, a.Checkpoint is { Method: "fp8" } own ? own
            : new("fp8", 8, q.Name == "block128" ? 128 : q.Name == "channel" ? -1 : 0, q.Name == "block128" ? 128 : 1, [])),
        { Format: "nvfp4" } => Native(a, a.Checkpoint is { Method: "nvfp4" or "mixed" } own ? own : new("nvfp4", 4, 16, 1, ["self_attn", "linear_attn"])),
        { Format: "mxfp4" } => Native(a, a.Checkpoint is { Method: "mxfp4" } own ? own : new("mxfp4", 4, 32, 1, ["self_attn", "linear_attn"])),
        { Format: "awq" or "gptq" } => Native(a, new(q.Format, q.Name.StartsWith("int8", StringComparison.Ordinal) ? 8 : 4, 128, 1, GptqExcluded(a))),
        _ => null,
    };

    /// <summary>Qwen's integer releases of hybrid mixtures quantise the routed experts only (their dynamic rules exclude attention, shared experts and prediction blocks).</summary>
    private static string[] GptqExcluded(ModelArchitecture a) =>
        a.GgufArchitecture is "qwen35moe" or "qwen3next" ? ["self_attn", "linear_attn", "mlp.shared_expert", "mlp.shared_experts", "mtp"] : [];

    /// <summary>The checkpoint as it is published.</summary>
    /// <param name="a">The model.</param>
    /// <param name="c">Its quantisation.</param>
    /// <param name="groupBytes">Scales (and biases) of a group of integers.</param>
    private static Func<TensorShape, StoredTensor> Native(ModelArchitecture a, CheckpointQuantisation c, int groupBytes = 2)
    {
        var excluded = ModuleNames.Prepare(c);
        var isExpertsOnly = c.Method is "gptq" && GptqExcluded(a).Length > 0;
        var experts = c.Modules.GetValueOrDefault("experts");
        return shape =>
        {
            if (!IsLinear(shape) || (isExpertsOnly && shape.Layer >= a.Layers.Count) || ModuleNames.Matches(excluded, shape))
                return Head(c, shape) ?? Sixteen(shape);
            if (experts is not null && shape.Class == TensorClass.Expert)
                return Grouped(shape, experts, 4, 32, 1);
            return c.Method switch
            {
                "fp8" => Fp8(shape, c),
                "nvfp4" => Grouped(shape, "nvfp4", 4, 16, 1),
                "mxfp4" => Grouped(shape, "mxfp4", 4, 32, 1),
                "mixed" => Mixed(shape, c),
                // Scales of 16 bits and zero points of the weights' width for each group; GPTQ lists the group of every row as well.
                "awq" => Grouped(shape, $"int{c.Bits}-g{c.GroupSize}", c.Bits, c.GroupSize, 2, c.Bits / 8.0),
                "gptq" => Grouped(shape, $"int{c.Bits}-g{c.GroupSize}", c.Bits, c.GroupSize, 2, c.Bits / 8.0, bytesARow: 4),
                "int4" => Grouped(shape, $"int{c.Bits}-g{c.GroupSize}", c.Bits, c.GroupSize, groupBytes),
                _ => Sixteen(shape),
            };
        };
    }

    private static StoredTensor? Head(CheckpointQuantisation c, TensorShape shape) =>
        shape.Class == TensorClass.Output && c.Modules.GetValueOrDefault("lm_head", "").Contains("nvfp4", StringComparison.Ordinal)
            ? Grouped(shape, "nvfp4", 4, 16, 1) : null;

    /// <summary>A checkpoint that lists the quantisation of every module (NVIDIA ModelOpt, mixed precision).</summary>
    private static StoredTensor Mixed(TensorShape shape, CheckpointQuantisation c)
    {
        foreach (var name in ModuleNames.Of(shape))
        {
            foreach (var (module, algorithm) in c.Modules)
            {
                var at = module.IndexOf("layers.", StringComparison.Ordinal);
                if (at < 0 || !(name + ".").StartsWith(module[at..] + ".", StringComparison.Ordinal))
                    continue;
                return algorithm.Contains("nvfp4", StringComparison.Ordinal) ? Grouped(shape, "nvfp4", 4, 16, 1) : Fp8(shape, c with { GroupSize = 0 });
            }
        }
        return Sixteen(shape);
    }

    private static Func<TensorShape, StoredTensor>? Mlx(ModelArchitecture a, string name)
    {
        if (name == "native")
        {
            // mlx-lm reads integers of compressed-tensors as its affine form, whose groups have a bias beside the scale.
            if (a.Checkpoint is { Method: "int4" } integers)
                return Native(a, integers, groupBytes: 4);
            return a.Checkpoint is { Method: "mxfp4" } or { Modules.Count: > 0 } ? MlxMixed(a, "mxfp4", 8) : a.Checkpoint is null ? Sixteen : null;
        }
        if (name is "bf16" or "fp16")
            return Sixteen;
        if (name == "mxfp4-q8" || (a.Checkpoint?.Modules.ContainsKey("experts") == true && name == "8bit"))
            return MlxMixed(a, "mxfp4", 8);
        if (name == "dq3_k_m-q8")
            return DynamicThreeBits(a);
        if (name is "mxfp4" or "nvfp4" or "mxfp8")
            return shape => !IsMatrix(shape) ? Sixteen(shape) : IsMlxRouter(a, shape) ? Affine(shape, RouterBits(a, 8), 64)
                : name == "mxfp8" ? Grouped(shape, name, 8, 32, 1) : name == "nvfp4" ? Grouped(shape, name, 4, 16, 1) : Grouped(shape, name, 4, 32, 1);
        var dash = name.IndexOf("bit", StringComparison.Ordinal);
        if (dash != 1 || !char.IsAsciiDigit(name[0]))
            return null;
        var bits = name[0] - '0';
        var group = name.EndsWith("gs32", StringComparison.Ordinal) ? 32 : name.EndsWith("gs128", StringComparison.Ordinal) ? 128 : 64;
        return shape => !IsMatrix(shape) ? Sixteen(shape) : IsMlxRouter(a, shape) ? Affine(shape, RouterBits(a, bits), group) : Affine(shape, bits, group);
    }

    /// <summary>Experts in 3 bits but for their down projections: 6 bits in the first two layers and 4 in every fifth after; everything else in 8.
    /// Source of the shares (3.4 %, 20.7 %, 75.9 %): arXiv 2505.02390, "DQ3_K_M".</summary>
    private static Func<TensorShape, StoredTensor> DynamicThreeBits(ModelArchitecture a)
    {
        var first = a.Layers.TakeWhile(l => l.FeedForward is not MixtureOfExperts).Count();
        return shape =>
        {
            if (!IsMatrix(shape) || IsMlxRouter(a, shape))
                return Sixteen(shape);
            if (shape.Class != TensorClass.Expert)
                return Affine(shape, 8, 64);
            var index = shape.Layer - first;
            var bits = !shape.Name.Contains("ffn_down", StringComparison.Ordinal) ? 3 : index < 2 ? 6 : (index - 2) % 5 == 0 ? 4 : 3;
            return Affine(shape, bits, 64);
        };
    }

    /// <summary>Experts in microscaling FP4, everything else affine.</summary>
    private static Func<TensorShape, StoredTensor> MlxMixed(ModelArchitecture a, string experts, int bits) =>
        shape => !IsMatrix(shape) ? Sixteen(shape) : shape.Class == TensorClass.Expert ? Grouped(shape, experts, 4, 32, 1)
            : IsMlxRouter(a, shape) ? Affine(shape, RouterBits(a, bits), 64) : Affine(shape, bits, 64);

    /// <summary>Tensors with a precision of their own: routers, and in Gemma 4's mixture the dense network beside the experts.</summary>
    private static bool IsMlxRouter(ModelArchitecture a, TensorShape shape) => shape.Name.Contains("ffn_gate_inp", StringComparison.Ordinal)
        || (a.GgufArchitecture == "gemma4" && a.Layers[0].FeedForward is MixtureOfExperts && shape.Class == TensorClass.Dense
            && shape.Name.Contains("ffn_", StringComparison.Ordinal));

    /// <summary>Bits of a router: mlx-lm keeps 8 for the families whose quantisation rule says so and 16 where the gate is no linear layer.</summary>
    private static int RouterBits(ModelArchitecture a, int bits) => a.GgufArchitecture switch
    {
        "qwen3next" or "qwen35moe" or "gemma4" or "gpt-oss" => 8,
        "deepseek2" or "deepseek32" or "deepseek4" or "glm4moe" or "glm-dsa" or "nemotron_h_moe" or "minimax-m2" or "dots1" => 16,
        _ => bits,
    };

    private static StoredTensor Affine(TensorShape shape, int bits, int group) => bits >= 16 || shape.Dimensions[0] % group != 0
        ? Sixteen(shape)
        // Scale and bias in 16 bits for each group.
        : new(shape, string.Create(CultureInfo.InvariantCulture, $"{bits}bit-g{group}"), (shape.Elements * bits / 8) + (shape.Elements / group * 4));

    private static StoredTensor Grouped(TensorShape shape, string type, int bits, int group, double scaleBytes, double zeroBytes = 0, int bytesARow = 0)
    {
        var groups = group > 0 ? (shape.Elements + group - 1) / group : 0;
        var matrices = shape.Dimensions.Skip(2).Aggregate(1L, (p, d) => p * d);
        return new(shape, type, (shape.Elements * bits / 8) + (long)(groups * (scaleBytes + zeroBytes)) + (bytesARow * shape.Dimensions[0] * matrices));
    }

    /// <summary>One byte a weight; scales in 32 bits for each square block, or for a row (16 bits), or for the tensor.</summary>
    private static StoredTensor Fp8(TensorShape shape, CheckpointQuantisation c)
    {
        long rows = shape.Dimensions[1], columns = shape.Dimensions[0], matrices = shape.Elements / (rows * columns);
        var scales = c.GroupSize switch
        {
            > 0 => 4 * ((columns + c.GroupSize - 1) / c.GroupSize) * ((rows + Math.Max(1, c.BlockRows) - 1) / Math.Max(1, c.BlockRows)),
            < 0 => 2 * rows,
            _ => 8,
        };
        return new(shape, "fp8", shape.Elements + (scales * matrices));
    }

    private static StoredTensor Sixteen(TensorShape shape) => new(shape, "BF16", 2 * shape.Elements);

    private static bool IsMatrix(TensorShape shape) => shape.Name.EndsWith("weight", StringComparison.Ordinal) && shape.Dimensions.Count(d => d > 1) >= 2
        && !shape.Name.Contains("_norm", StringComparison.Ordinal) && !shape.Name.Contains("conv", StringComparison.Ordinal);

    /// <summary>A linear layer inside a decoder layer: not a router, not an embedding.</summary>
    private static bool IsLinear(TensorShape shape) => shape.Layer >= 0 && IsMatrix(shape) && !shape.Name.Contains("ffn_gate_inp", StringComparison.Ordinal)
        && !shape.Name.Contains("nextn.embed", StringComparison.Ordinal) && !shape.Name.Contains("shared_head_head", StringComparison.Ordinal)
        && !shape.Name.Contains("hc_", StringComparison.Ordinal);
}
