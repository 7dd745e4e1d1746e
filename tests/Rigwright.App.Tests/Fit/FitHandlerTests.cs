using Rigwright.App.Fit;
using Rigwright.Engine.Memory;

namespace Rigwright.App.Tests.Fit;

/// <summary>The shipped catalogue answers; each diagnostic of the command line has its case.</summary>
public sealed class FitHandlerTests
{
    private static readonly FitQuery Query = new()
    {
        Catalogue = Repository.PathOf("data"),
        Model = "openai/gpt-oss-120b",
        Hardware = "rtx-pro-6000-blackwell-ws",
        Words = ["fit", "openai/gpt-oss-120b", "--on", "rtx-pro-6000-blackwell-ws"],
    };

    public static TheoryData<string, FitQuery> Wrong => new()
    {
        { "RW7101", Query with { Model = "gpt-oss-12b", Words = ["fit", "gpt-oss-12b"] } },
        { "RW7102", Query with { Model = "Qwen35-27b" } },
        { "RW7103", Query with { Hardware = "rtx-6090" } },
        { "RW7104", Query with { Hardware = "rtx-pro-6000" } },
        { "RW7105", Query with { Hardware = "apple-m3-ultra-80@100GB" } },
        { "RW7105", Query with { Memory = "much" } },
        { "RW7106", Query with { Quant = "Q4_K_N" } },
        { "RW7107", Query with { KvType = "fp8" } },
        { "RW7107", Query with { KvType = "q8_0", FlashAttention = false } },
        { "RW7108", Query with { Streams = 0 } },
        { "RW7108", Query with { Count = 2, TensorSplit = "1,2,3" } },
        { "RW7109", Query with { Engine = "lama.cpp" } },
        { "RW1001", Query with { Catalogue = "" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_query_is_a_diagnostic_and_no_answer(string code, FitQuery query)
    {
        var loaded = FitHandler.Handle(query);

        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code, string.Join("\n", loaded.Diagnostics));
    }

    [Fact]
    public void Every_problem_is_reported_at_its_word()
    {
        var loaded = FitHandler.Handle(Query with { Model = "gpt-oss-12b", Hardware = "rtx-6090", Words = ["fit", "gpt-oss-12b", "--on", "rtx-6090"] });

        loaded.Diagnostics.Select(d => (d.Code, d.Position.Column)).ShouldBe([("RW7101", 5), ("RW7103", 22)]);
    }

    [Fact]
    public void Gpt_oss_120b_fits_on_96_gigabytes_with_six_long_streams()
    {
        var answer = FitHandler.Handle(Query with { Context = 65536, Streams = 6 }).Value!;

        answer.Verdict.TryGet(out var verdict).ShouldBeTrue();
        verdict!.Fits.ShouldBeTrue();
        verdict.Roles[0].Demand.ModelWeights.Bytes.ShouldBe(63_374_323_968);
        answer.Headroom[0].LongestContext.ShouldBe(131072);
    }

    [Fact]
    public void What_does_not_fit_is_said_with_what_would()
    {
        var answer = FitHandler.Handle(Query with { Hardware = "rtx-4090", Model = "Qwen/Qwen3-32B", Quant = "Q8_0" }).Value!;

        answer.Verdict.TryGet(out var verdict).ShouldBeTrue();
        verdict!.Fits.ShouldBeFalse();
        verdict.Devices[0].Lacking.GiB.ShouldBeGreaterThan(5);
        answer.Headroom[0].LongestContext.ShouldBeNull();
        answer.Headroom[0].BestQuantisation!.Name.ShouldBe("Q4_K_M");
    }

    [Fact]
    public void Several_models_share_the_device_and_their_order_does_not_matter()
    {
        var one = FitHandler.Handle(Query with { With = ["Qwen/Qwen3-8B:Q8_0@16kx2"] }).Value!;
        var other = FitHandler.Handle(Query with { Model = "Qwen/Qwen3-8B", Quant = "Q8_0", Context = 16384, Streams = 2, With = ["openai/gpt-oss-120b:MXFP4_MOE@8192"] }).Value!;

        Used(one).ShouldBe(Used(other));
    }

    [Theory]
    [InlineData("rtx-4060-ti-16gb", 4096)]
    [InlineData("rtx-5090", 32768)]
    [InlineData("rtx-pro-6000-blackwell-ws", 131072)]
    public void Ollama_takes_its_own_default_context(string hardware, int context)
    {
        var answer = FitHandler.Handle(Query with { Hardware = hardware, Engine = "ollama" }).Value!;

        answer.Request.Roles[0].Load.ContextPerStream.ShouldBe(context);
    }

    [Theory]
    [InlineData("Ryzen AI Max+ 395", null, "ryzen-ai-max-128", 1)]
    [InlineData("AMD Ryzen AI Max+ 395@64GB", null, "ryzen-ai-max-64", 0)]
    [InlineData("Ryzen AI Max+ 395", "64GB", "ryzen-ai-max-64", 0)]
    public void A_chip_sold_only_inside_machines_is_the_machine_with_the_stated_or_the_most_memory(string hardware, string? memory, string id, int notes)
    {
        var answer = FitHandler.Handle(Query with { Hardware = hardware, Memory = memory, Model = "Qwen/Qwen3-8B" }).Value!;

        answer.Request.Placement.Devices.ShouldHaveSingleItem().Accelerator.Id.Value.ShouldBe(id);
        answer.Notes.Count(n => n.Contains("is sold in", StringComparison.Ordinal)).ShouldBe(notes);
    }

    [Fact]
    public void A_chip_sold_with_several_memories_takes_the_largest_and_says_so()
    {
        var answer = FitHandler.Handle(Query with { Hardware = "apple-m3-ultra-80" }).Value!;

        answer.Notes.ShouldContain(n => n.Contains("the largest is taken"));
        answer.Verdict.TryGet(out var verdict).ShouldBeTrue();
        verdict!.Capacity.GiB.ShouldBe(512 * 0.75, 0.01);
    }

    private static long Used(FitAnswer answer) => answer.Verdict.TryGet(out var verdict) ? verdict.Used.Bytes : 0;
}
