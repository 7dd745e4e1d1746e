using Rigwright.Domain.Models;
using static Rigwright.Domain.Models.TensorType;
using static Rigwright.Engine.Memory.Weights.TensorGroup;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The recipes of publishers whose files depart from llama-quantize's rules, the special before the general.
/// Source of every number: published sizes collected 2026-11-22 (tests/Rigwright.App.Tests/Size/published-sizes.csv); derivation and residuals
/// are in docs/formulas/weights.md. Shares of one half follow llama-quantize's own pattern of layers that get more bits.</summary>
public static class PublisherRecipes
{
    private const string Unsloth = "unsloth", Unsloth2026 = "unsloth-2026", Bartowski = "bartowski", Ubergarm = "ubergarm";

    private static readonly string[] Hybrid = ["qwen35"], GatedHybridExperts = ["qwen35moe"], Gemma = ["gemma4"], Next = ["qwen3next"],
        Nemotron = ["nemotron_h_moe"], Latent = ["deepseek2"], Olmo = ["olmo2"], Experts = ["qwen3moe", "qwen3vlmoe"], GptOss = ["gpt-oss"];

    /// <summary>Every recipe; the first that covers a file holds.</summary>
    public static IReadOnlyList<PublisherRecipe> All => Recipes;

    private static readonly PublisherRecipe[] Recipes = [.. Dynamic(), .. Unsloths(), .. Bartowskis(), .. Ubergarms()];

    /// <summary>The recipe of a file; null when llama-quantize's rules hold as they are.</summary>
    public static PublisherRecipe? Find(ModelArchitecture architecture, GgufFileType file) =>
        file.Publisher is not { } publisher || file.IsPlain ? null
            : Array.Find(Recipes, r => r.Covers(publisher, architecture, file.Name));

    private static PublisherRecipe Of(string publisher, string[] architectures, string fileTypes, int files, double residual, params TensorOverride[] overrides) =>
        new(publisher, architectures, fileTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) { Overrides = overrides, Files = files, ResidualPercent = residual };

    private static IEnumerable<PublisherRecipe> Dynamic()
    {
        const string Large = "UD-Q4_K_XL UD-Q4_K_M";
        yield return Of(Unsloth, GptOss, Large, 3, 0.2, new(Embedding, Q5_0), new(Head, Q8_0), new(Layer, Q8_0));
        yield return Of(Unsloth, GptOss, "UD-Q8_K_XL", 2, 0.4, new(Embedding, Q8_0), new(Head, F16), new(Layer, F16));
        yield return Of(Unsloth2026, Next, Large, 1, 0, new TensorOverride(ExpertDown, Q6_K, 0.67, Q4_K));
        yield return Of(Unsloth2026, Nemotron, Large, 1, 0, new(Embedding, Q8_0), new(ExpertDown, Q6_K, 0.36, Q4_K));
        yield return Of(Unsloth, Experts, Large, 1, 0, new TensorOverride(ExpertDown, Q6_K, 0.16, Q4_K));
        yield return Of(Unsloth, Next, Large, 1, 0.1, new TensorOverride(ExpertDown, Q6_K, 0.14, Q4_K));
        yield return Of(Unsloth, Nemotron, Large, 2, 0.1, new(Embedding, Q8_0), new(ExpertDown, Q6_K, 0.13, Q4_K));
        yield return Of(Unsloth, Latent, Large, 1, 0, new(SharedExpert, Q8_0), new(ExpertDown, Q6_K, 0.58, Q4_K));
        yield return Of(Unsloth, Gemma, Large, 2, 0, new(Small, F32), new(Mixer, Q8_0, 0.35));
        yield return Of(Unsloth, GatedHybridExperts, Large, 1, 0, new(Small, F32), new(Mixer, Q8_0), new(SharedExpert, Q8_0), new(Embedding, Q6_K), new(Head, Q8_0), new(ExpertDown, Q6_K, 0.55, Q4_K));
        yield return Of(Unsloth, GatedHybridExperts, "UD-Q5_K_XL", 0, 0, new(Small, F32), new(Mixer, Q8_0), new(SharedExpert, Q8_0), new(Embedding, Q6_K), new(Head, Q8_0), new(ExpertDown, Q6_K));
        yield return Of(Unsloth, GatedHybridExperts, "UD-Q2_K_XL UD-Q3_K_XL UD-Q6_K_XL", 0, 0, new(Small, F32), new(Mixer, Q8_0), new(SharedExpert, Q8_0), new(Embedding, Q6_K), new(Head, Q8_0));
        yield return Of(Unsloth, Hybrid, Large, 6, 0, new(Small, F32), new(JointQkv, Q8_0));
        yield return Of(Unsloth, Olmo, Large, 1, 0.1);
        yield return Of(Unsloth, [], Large, 0, 0, new TensorOverride(ExpertDown, Q6_K, 0.14, Q4_K)) with { OnlyMixtures = true };
        yield return Of(Unsloth, [], Large, 13, 0, new TensorOverride(DenseGateUp, Q5_K) { ShareOf = LessInLargerModels });
        yield return Of(Unsloth, [], "UD-Q5_K_XL", 0, 0, new TensorOverride(DenseGateUp, Q6_K) { ShareOf = LessInLargerModels });
        yield return Of(Unsloth, [], "UD-IQ2_XXS", 2, 0, new(TiedEmbedding, Q5_K), new(QueryOutput, IQ3_XXS));
        yield return Of(Unsloth, [], "UD-IQ1_S UD-IQ1_M UD-IQ2_M", 1, 0, new(TiedEmbedding, Q5_K), new(DenseGateUp, IQ3_XXS, 0.11));
        yield return Of(Unsloth, Latent, "UD-Q8_K_XL", 0, 0,
            new(Mixer, BF16), new(SharedExpert, BF16), new(Embedding, BF16), new(Head, BF16), new(ExpertDown, BF16, 0.145));
        // That such mixtures decode a Q8_K_XL nearly as fast as a Q4_K_XL says that what every token reads is not in 16 bits.
        yield return Of(Unsloth, [.. GatedHybridExperts, .. Gemma], "UD-Q8_K_XL", 0, 0, new(Small, F32), new(ExpertDown, BF16, 0.145)) with { OnlyMixtures = true };
        yield return Of(Unsloth, [.. Hybrid, .. Gemma], "UD-Q8_K_XL", 0, 0, new(Small, F32), new(Mixer, BF16));
        yield return Of(Unsloth, [], "UD-Q8_K_XL", 0, 0, new(Embedding, BF16), new(Head, BF16), new(Layer, BF16, 0.11)) with { OnlyMixtures = true };
        yield return Of(Unsloth, [], "UD-Q8_K_XL", 5, 0.1, new(Embedding, BF16), new(Head, BF16), new(DenseDown, BF16) { ShareOf = LessInDeeperModels });
        yield return Of(Unsloth, [], "UD-Q6_K_XL", 1, 0.1, new(Embedding, Q8_0), new(Head, Q8_0), new(Mixer, Q8_0));
    }

    /// <summary>0.38 / ∛B for B billion weights in the layers: 38 % at 1 B, 16 % at 13 B, 12 % at 31 B.</summary>
    private static double LessInLargerModels(IReadOnlyList<TensorShape> shapes) =>
        Math.Min(1, 0.38 / Math.Cbrt(shapes.Where(s => s.Layer >= 0).Sum(s => s.Elements) / 1e9));

    /// <summary>11.4 layers and 23 % of all: 64 % of 28, 41 % of 64.</summary>
    private static double LessInDeeperModels(IReadOnlyList<TensorShape> shapes) => Math.Min(1, (11.4 / (shapes.Max(s => s.Layer) + 1)) + 0.23);

    private static IEnumerable<PublisherRecipe> Unsloths()
    {
        yield return Of(Unsloth, Next, "MXFP4_MOE", 2, 0, new TensorOverride(ExpertDown, Q8_0, 0.31));
        yield return Of(Unsloth, Nemotron, "MXFP4_MOE", 1, 0, new TensorOverride(ExpertDown, Q8_0, 0.476));
        yield return Of(Unsloth, Gemma, "MXFP4_MOE", 1, 0.1, new TensorOverride(ExpertDown, Q8_0, 0.447));
        yield return Of(Unsloth, Gemma, "Q6_K", 2, 0, new(Small, F32), new(Embedding, null), new(TensorGroup.PerLayerEmbedding, Q8_0));
        yield return Of(Unsloth, Gemma, "Q8_0", 3, 0, new TensorOverride(Small, F32));
        yield return Of(Unsloth, Gemma, "", 11, 0, new(Small, F32), new(Embedding, null), new(TensorGroup.PerLayerEmbedding, Q5_K));
        yield return Of(Unsloth, Nemotron, "", 6, 0, new TensorOverride(Embedding, Q8_0));
        yield return Of(Unsloth, Latent, "", 11, 0, new TensorOverride(SharedExpert, Q8_0));
        yield return Of(Unsloth, GatedHybridExperts, "Q6_K", 1, 0, new(Small, F32), new(Mixer, Q8_0), new(SharedExpert, Q8_0));
        yield return Of(Unsloth, GatedHybridExperts, "", 1, 0.1, new(Small, F32), new(Mixer, Q8_0), new(SharedExpert, Q8_0), new(Embedding, Q6_K));
        yield return Of(Unsloth, Hybrid, "Q6_K", 1, 0, new(Small, F32), new(QueryKeyOutput, Q8_0)) with { MinLayers = 64 };
        yield return Of(Unsloth, Hybrid, "Q5_K_M Q5_K_S", 0, 0, new(Small, F32), new(QueryKeyOutput, Q6_K)) with { MinLayers = 64 };
        yield return Of(Unsloth, Hybrid, "", 3, 0, new(Small, F32), new(QueryKeyOutput, Q5_K)) with { MinLayers = 64 };
        yield return Of(Unsloth, Hybrid, "", 5, 0, new TensorOverride(Small, F32));
    }

    private static IEnumerable<PublisherRecipe> Bartowskis()
    {
        foreach (var mixture in BartowskiMixtures())
            yield return mixture with { OnlyMixtures = true };
        yield return Of(Bartowski, Hybrid, "Q6_K Q6_K_L", 2, 0, new TensorOverride(Mixer, Q8_0, 0.63));
        yield return Of(Bartowski, Hybrid, "Q5_K_M Q5_K_L Q5_K_S", 2, 0, new TensorOverride(Mixer, Q8_0, 0.51));
        yield return Of(Bartowski, Hybrid, "Q4_K_M Q4_K_L", 1, 0, new TensorOverride(Mixer, Q6_K, 0.65));
        yield return Of(Bartowski, Hybrid, "Q4_K_S", 1, 0, new TensorOverride(Mixer, Q5_K, 0.9));
        yield return Of(Bartowski, Hybrid, "Q4_0 Q4_1", 1, 0, new TensorOverride(Mixer, Q5_K, 0.65));
        yield return Of(Bartowski, Hybrid, "IQ4_NL", 1, 0, new TensorOverride(Mixer, Q5_K, 0.53));
        yield return Of(Bartowski, Hybrid, "IQ4_XS", 1, 0, new TensorOverride(Mixer, Q5_K, 0.38));
        yield return Of(Bartowski, Hybrid, "", 1, 0, new TensorOverride(Mixer, Q5_K, 0.76));
        yield return Of(Bartowski, [], "Q6_K Q6_K_L", 2, 0, new TensorOverride(Mixer, Q8_0, 0.745));
        yield return Of(Bartowski, [], "Q5_K_M Q5_K_L Q5_K_S", 2, 0, new TensorOverride(Mixer, Q6_K, 0.77));
        yield return Of(Bartowski, [], "Q4_K_M Q4_K_L", 1, 0, new TensorOverride(Mixer, Q6_K, 0.6));
        yield return Of(Bartowski, [], "Q3_K_S Q3_K_M Q3_K_L Q3_K_XL", 1, 0, new TensorOverride(Mixer, Q5_K, 0.39));
        yield return Of(Bartowski, [], "", 3, 0, new TensorOverride(Mixer, Q5_K, 0.35));
    }

    /// <summary>Mixtures of experts: every second down projection of the routed experts one step up in every file type.</summary>
    private static IEnumerable<PublisherRecipe> BartowskiMixtures()
    {
        yield return Of(Bartowski, [], "Q6_K Q6_K_L", 2, 0, new(ExpertDown, Q8_0, 0.5), new(Mixer, Q8_0, 0.75));
        yield return Of(Bartowski, [], "Q5_K_M Q5_K_L", 1, 0, new TensorOverride(Mixer, Q6_K, 0.5));
        yield return Of(Bartowski, [], "Q5_K_S", 0, 0, new(ExpertDown, Q6_K, 0.5), new(Mixer, Q6_K, 0.5));
        yield return Of(Bartowski, [], "Q4_K_M Q4_K_L", 2, 0, new TensorOverride(Mixer, Q6_K, 0.75));
        yield return Of(Bartowski, [], "Q4_K_S", 1, 0, new(ExpertDown, Q5_K, 0.5, Q4_K), new(Mixer, Q6_K, 0.5));
        yield return Of(Bartowski, [], "Q4_0 Q4_1 IQ4_NL", 3, 0, new TensorOverride(Mixer, Q6_K, 0.75));
        yield return Of(Bartowski, [], "IQ4_XS", 2, 0, new TensorOverride(Mixer, Q5_K, 0.6));
        yield return Of(Bartowski, [], "Q3_K_M", 2, 0, new(ExpertDown, Q4_K, 0.5, Q3_K), new(Mixer, Q5_K, 0.85));
        yield return Of(Bartowski, [], "Q2_K Q2_K_L", 2, 0.5, new(ExpertDown, Q3_K, 0.5, Q2_K), new(Mixer, Q5_K, 0.75));
        yield return Of(Bartowski, [], "", 0, 0, new TensorOverride(Mixer, Q5_K, 0.75));
    }

    /// <summary>Large latent-attention mixtures for processors: what every token passes in Q8_0, the experts' down projections one step above the file type.
    /// ik_llama.cpp's conversions keep the joint key-value matrix: llama-bench counts 672.05 B weights for DeepSeek R1, of which the model has 671.03 B.</summary>
    private static IEnumerable<PublisherRecipe> Ubergarms()
    {
        TensorOverride[] everyToken = [new(Embedding, Q8_0), new(Head, Q8_0), new(SharedExpert, Q8_0), new(Mixer, Q8_0), new(TensorGroup.DenseFeedForward, Q8_0)];
        yield return Of(Ubergarm, Latent, "IQ2_XS IQ2_XXS", 1, 0.1, [.. everyToken, new(ExpertDown, IQ3_XXS), new(Layer, null)]) with { KeepsJointKeyValue = true };
        yield return Of(Ubergarm, Latent, "IQ2_K", 1, 0, [.. everyToken, new(ExpertDown, IQ3_K), new(Layer, null)]) with { KeepsJointKeyValue = true };
        yield return Of(Ubergarm, Latent, "Q2_K", 2, 0, [.. everyToken, new(ExpertDown, Q3_K), new(Layer, null)]) with { KeepsJointKeyValue = true };
    }
}
