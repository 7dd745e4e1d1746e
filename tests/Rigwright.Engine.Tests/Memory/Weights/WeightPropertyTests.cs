using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.Engine.Tests.Memory.Weights;

public sealed class WeightPropertyTests
{
    private static readonly IReadOnlyList<LanguageModel> Models = CatalogueReader.Read(Repository.PathOf("data")).Value!.Models;

    // One model of each architecture that the catalogue knows.
    private static readonly ModelArchitecture[] Families = [.. Models.Where(m => m.Architecture is not null)
        .GroupBy(m => m.Architecture!.GgufArchitecture).Select(g => g.First().Architecture!)];

    // Mixtures in rising bits; each step never makes any model smaller. Q2_K_S is no rung: it raises the first eighth of the down
    // projections further than Q2_K does, which outweighs the rest where attention is small.
    private static readonly string[][] Ladders =
    [
        ["Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_K_S", "Q4_K_M", "Q5_K_S", "Q5_K_M", "Q6_K", "Q8_0", "F16", "F32"],
        ["IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M"],
        ["IQ3_XXS", "IQ3_XS", "IQ3_S", "IQ3_M", "IQ4_XS", "IQ4_NL"],
        ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "BF16"],
    ];

    [Fact]
    public void A_file_type_with_more_bits_is_never_smaller()
    {
        // Rows that are no multiple of 256 fall back to other types, which breaks the order for real (Gemma 3 1B, DeepSeek V2 Lite).
        var regular = Families.Where(f => f.Checkpoint?.Method != "mxfp4" && TensorListBuilder.Shapes(f).All(s => GgufRecipe.IsKept(s) || s.Dimensions[0] % 256 == 0)).ToList();
        regular.Count.ShouldBeGreaterThan(12);
        foreach (var a in regular)
        {
            foreach (var ladder in Ladders)
            {
                var sizes = ladder.Select(q => Layout(a, new("gguf", q)).Total).ToList();
                for (var i = 1; i < sizes.Count; i++)
                    (sizes[i] >= sizes[i - 1]).ShouldBeTrue($"{a.GgufArchitecture}: {ladder[i]} {sizes[i]} below {ladder[i - 1]} {sizes[i - 1]}");
            }
        }
    }

    [Theory]
    [InlineData("gguf", "Q4_K_M")]
    [InlineData("gguf", "MXFP4_MOE")]
    [InlineData("gguf", "IQ2_XXS")]
    [InlineData("mlx", "4bit")]
    [InlineData("safetensors", "BF16")]
    [InlineData("fp8", "block128")]
    public void Parts_add_up_to_the_total(string format, string name)
    {
        foreach (var a in Families)
        {
            if (!WeightCalculator.Calculate(a, new(format, name)).TryGet(out var w))
                continue;
            var layers = ByteSize.Sum(w.Layers.Concat(w.PredictionLayers).Select(l => l.Total));
            var head = w.IsTied ? ByteSize.Zero : w.Output;

            (layers + w.Host + head + w.Other + w.Vision).ShouldBe(w.Total, a.GgufArchitecture);
            ByteSize.Sum(w.ByClass.Values).ShouldBe(w.Total, a.GgufArchitecture);
            ByteSize.Sum(w.ByType.Values).ShouldBe(w.Total, a.GgufArchitecture);
        }
    }

    [Fact]
    public void Every_tensor_is_whole_blocks_and_every_name_is_unique()
    {
        foreach (var a in Families)
        {
            foreach (var fileType in GgufFileType.All)
            {
                var tensors = TensorListBuilder.Build(a, fileType);
                tensors.Select(t => t.Name).Distinct().Count().ShouldBe(tensors.Count, a.GgufArchitecture);
                tensors.ShouldAllBe(t => t.Dimensions[0] % t.Type.BlockElements == 0);
            }
        }
    }

    [Fact]
    public void One_more_stream_never_reads_less_and_never_more_than_everything()
    {
        foreach (var a in Families)
        {
            var w = Layout(a, new("gguf", "Q4_K_M"));
            var last = 0.0;
            for (var streams = 1; streams <= 64; streams *= 2)
            {
                var bytes = w.DecodeBytes(streams);
                bytes.ShouldBeGreaterThanOrEqualTo(last);
                bytes.ShouldBeLessThanOrEqualTo(w.Total.Bytes + 1.0);
                last = bytes;
            }
        }
    }

    [Fact]
    public void An_importance_matrix_changes_no_K_mixture() => Families.ShouldAllBe(a =>
        Layout(a, new("gguf", "Q4_K_M")).Total == Layout(a, new Quantisation("gguf", "Q4_K_M") { Imatrix = true }).Total);

    [Theory]
    [InlineData("MXFP4", "MXFP4_MOE")]
    [InlineData("Q4_K", "Q4_K_M")]
    [InlineData("q8_0", "Q8_0")]
    public void Another_spelling_of_a_file_type_is_the_same_size(string spelling, string name) =>
        Layout(Families[0], new("gguf", spelling)).Total.ShouldBe(Layout(Families[0], new("gguf", name)).Total);

    [Fact]
    public void A_format_without_a_rule_is_unknown_with_what_is_missing() =>
        WeightCalculator.Calculate(Families[0], new("exl3", "4.0bpw")).Missing.ShouldHaveSingleItem().ShouldContain("exl3");

    /// <summary>The worked example of docs/formulas/weights.md; published: 42,520,395,584 bytes less the header of 7.88 MB.</summary>
    [Fact]
    public void Worked_example_Llama_70B_Q4_K_M()
    {
        var a = Models.Single(m => m.Id.Value == "meta-llama/Llama-3.3-70B-Instruct").Architecture!;
        var w = Layout(a, new("gguf", "Q4_K_M"));

        w.Elements.ShouldBe(70_553_706_560);
        w.ByType.Keys.ShouldBe(["F32", "Q4_K", "Q5_K", "Q6_K"]);
        w.Total.GiB.ShouldBe(39.59, 0.005);
    }

    private static WeightLayout Layout(ModelArchitecture a, Quantisation q) => WeightCalculator.Calculate(a, q).Value.ShouldNotBeNull();
}
