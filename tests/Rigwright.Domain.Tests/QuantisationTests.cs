using Rigwright.Domain.Models;
using Shouldly;

namespace Rigwright.Domain.Tests;

public sealed class QuantisationTests
{
    [Theory]
    [InlineData("Q4_K_M", "gguf", "Q4_K_M")]
    [InlineData("q4_k_m", "gguf", "Q4_K_M")]
    [InlineData("Q4_K - Medium", "gguf", "Q4_K_M")]
    [InlineData("mostly Q4_0", "gguf", "Q4_0")]
    [InlineData("IQ4_XS - 4.25 bpw", "gguf", "IQ4_XS")]
    [InlineData("IQ3_S mix - 3.66 bpw", "gguf", "IQ3_M")]
    [InlineData("IQ3_S - 3.4375 bpw", "gguf", "IQ3_S")]
    [InlineData("Q4_K_R4", "gguf", "Q4_K_M")]
    [InlineData("MXFP4 MoE", "gguf", "MXFP4_MOE")]
    [InlineData("UD-Q4_K_XL", "gguf", "UD-Q4_K_XL")]
    [InlineData("UD-IQ2_XXS", "gguf", "UD-IQ2_XXS")]
    [InlineData("mlx/4bit", "mlx", "4bit")]
    [InlineData("8bit", "mlx", "8bit")]
    [InlineData("awq", "awq", "int4-g128")]
    [InlineData("fp8", "fp8", "block128")]
    [InlineData("bf16", "gguf", "BF16")]
    public void Spellings_in_use_are_read(string text, string format, string name)
    {
        Quantisation.TryParse(text, out var q).ShouldBeTrue();
        q.ShouldBe(new Quantisation(format, name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Q9_Z")]
    [InlineData("4.0bpw")]
    [InlineData("UD-nonsense")]
    public void Anything_else_is_refused(string text) => (text.Length == 0 || !Quantisation.TryParse(text, out _)).ShouldBeTrue();

    [Fact]
    public void Every_name_reads_back_as_itself()
    {
        foreach (var name in Quantisation.GgufNames)
        {
            Quantisation.TryParse(name, out var q).ShouldBeTrue();
            q!.Name.ShouldBe(name);
        }
    }
}
