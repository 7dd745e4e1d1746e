using Rigwright.App.Fit;
using Rigwright.Domain.Naming;

namespace Rigwright.App.Tests.Fit;

public sealed class RoleTextTests
{
    [Theory]
    [InlineData("Qwen/Qwen3-8B", "Qwen/Qwen3-8B", null, null, null)]
    [InlineData("Qwen/Qwen3-8B:Q8_0@16kx2", "Qwen/Qwen3-8B", "Q8_0", 16384, 2)]
    [InlineData("qwen3:8b", "qwen3:8b", null, null, null)]
    [InlineData("qwen3:8b:Q4_K_M@4096", "qwen3:8b", "Q4_K_M", 4096, null)]
    [InlineData("mixtral-8x22b@8k", "mixtral-8x22b", null, 8192, null)]
    [InlineData("Qwen/Qwen3-8B:Q8_0@16kx2#2", "Qwen/Qwen3-8B", "Q8_0", 16384, 2, 2)]
    public void A_suffix_is_one_only_when_it_reads_as_such(string text, string model, string? quant, int? context, int? streams, int? device = null) =>
        RoleText.Parse(text, new AliasResolver()).ShouldBe(new RoleText(model, quant, context, streams, device));
}
