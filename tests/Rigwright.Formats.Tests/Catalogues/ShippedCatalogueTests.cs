using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Catalogues;

/// <summary>What the shipped catalogue must hold whatever is added to it.</summary>
public sealed class ShippedCatalogueTests
{
    private static readonly Lazy<Catalogue> Shipped = new(() => CatalogueReader.Read(Repository.PathOf("data")).Value.ShouldNotBeNull());

    private static Catalogue C => Shipped.Value;

    [Fact]
    public void It_reads_without_a_finding() => CatalogueReader.Read(Repository.PathOf("data")).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void The_three_editions_of_the_RTX_PRO_6000_are_apart()
    {
        var (ws, maxq, server) = (Card("rtx-pro-6000-blackwell-ws"), Card("rtx-pro-6000-blackwell-maxq"), Card("rtx-pro-6000-blackwell-server"));

        (ws.PowerLimit!.Value.Watts, maxq.PowerLimit!.Value.Watts, server.PowerLimit!.Value.Watts).ShouldBe((600, 300, 600));
        (ws.Cooling!.Value, maxq.Cooling!.Value, server.Cooling!.Value).ShouldBe((CoolingKind.FlowThrough, CoolingKind.Blower, CoolingKind.Passive));
        ws.VisibleMemory!.Value.ShouldBe(ByteSize.FromMiB(97_887));
        foreach (var card in (Accelerator[])[ws, maxq, server])
            card.Link!.Value.Kind.ShouldBe("none", "no edition has NVLink");
    }

    [Fact]
    public void Derived_tensor_rates_are_graded_apart_from_the_sourced_bandwidth()
    {
        var card = Card("rtx-5080");

        card.Fp16Dense!.Evidence.ShouldBe(Evidence.DerivedFromSpec);
        card.Bandwidth!.Evidence.ShouldNotBe(Evidence.DerivedFromSpec);
        card.Fp16Dense.Note.ShouldNotBeNull();
    }

    [Fact]
    public void Sources_known_only_by_an_index_number_are_community_reports() =>
        C.Sources.Values.Where(s => s.Id.Value.StartsWith("index-", StringComparison.Ordinal)).ShouldAllBe(s => s.Grade == Evidence.CommunityReport);

    [Theory]
    [InlineData("RTX PRO 6000")]
    [InlineData("Mac Studio M3 Ultra")]
    [InlineData("A100")]
    [InlineData("RTX 5060 Ti")]
    public void A_name_with_several_meanings_is_ambiguous(string name) => C.AcceleratorNames.Resolve(name).IsAmbiguous.ShouldBeTrue();

    [Theory]
    [InlineData("RTX 5090", "rtx-5090")]
    [InlineData("nvidia geforce rtx 3090", "rtx-3090")]
    [InlineData("DGX Spark", "gb10-dgx-spark-fe")]
    [InlineData("ASUS Ascent GX10", "gb10-asus-ascent-gx10")]
    [InlineData("NVIDIA RTX PRO 6000 Blackwell (edition not stated)", "rtx-pro-6000-blackwell-ws")]
    [InlineData("Apple M1 Max", "apple-m1-max")]
    [InlineData("CPU: AMD Ryzen AI Max+ 395", "cpu-ryzen-ai-max-395")]
    [InlineData("900-5G144-2200-000", "rtx-pro-6000-blackwell-ws")]
    public void Common_names_of_hardware_resolve(string name, string id) => C.AcceleratorNames.Resolve(name).Ids.ShouldBe([id]);

    [Theory]
    [InlineData("gpt-oss-120b", "openai/gpt-oss-120b")]
    [InlineData("gpt-oss 120B", "openai/gpt-oss-120b")]
    [InlineData("Llama 3.3 70B", "meta-llama/Llama-3.3-70B-Instruct")]
    [InlineData("Qwen3-30B-A3B", "Qwen/Qwen3-30B-A3B")]
    [InlineData("llama 8B IQ2_XS - 2.3125 bpw", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("mlx-community/Qwen3.6-27B-bf16", "Qwen/Qwen3.6-27B")]
    [InlineData("ai/qwen3:8B-Q4_K_M", "Qwen/Qwen3-8B")]
    [InlineData("Qwen_Qwen3.5-9B-GGUF", "Qwen/Qwen3.5-9B")]
    [InlineData("gpt-oss-safeguard-20b", "openai/gpt-oss-20b")] // a fine-tune of the same shape, listed as such in aliases.csv
    public void Common_names_of_models_resolve(string name, string id) => C.ModelNames.Resolve(name).Ids.ShouldBe([id]);

    [Theory]
    [InlineData("moonshotai/Kimi-K9")]
    [InlineData("Qwen2.5-Coder-72B")]
    [InlineData("gpt-oss-240b")]
    public void A_name_that_only_looks_alike_stays_unknown(string name) => C.ModelNames.Resolve(name).Ids.ShouldBeEmpty();

    [Fact]
    public void Every_id_resolves_to_itself()
    {
        foreach (var accelerator in C.Accelerators)
            C.AcceleratorNames.Resolve(accelerator.Id.Value).Ids.ShouldBe([accelerator.Id.Value]);
        foreach (var model in C.Models)
            C.ModelNames.Resolve(model.Id.Value).Ids.ShouldBe([model.Id.Value]);
        foreach (var part in C.Parts)
            C.PartNames.Resolve(part.Id.Value).Ids.ShouldBe([part.Id.Value]);
    }

    [Fact]
    public void Swiss_VAT_has_its_history()
    {
        var vat = C.FindRegion("CH")!.Vat!;

        vat.On(new(2023, 12, 31)).Value!.Value.ShouldBe(7.7m);
        vat.On(new(2024, 1, 1)).Value!.Value.ShouldBe(8.1m);
        vat.On(new(1999, 1, 1)).IsKnown.ShouldBeFalse("before the first entry nothing is known");
    }

    [Fact]
    public void The_everyday_Swiss_outlet_gives_2300_watts()
    {
        var outlet = C.FindRegion("CH")!.Outlets[0];

        outlet.Id.ShouldBe("t13");
        outlet.Continuous.Watts.ShouldBe(2300);
        C.FindRegion("US")!.Outlets[0].Continuous.Watts.ShouldBe(1440, 1e-9);
    }

    [Fact]
    public void Two_prices_of_one_product_on_one_day_are_both_kept_and_disputed()
    {
        var prices = C.Offers.Where(o => o.Reference == "rtx-pro-6000-blackwell-ws" && o is { Verified: true, Seller: "toppreise.ch" } && o.Seen == new DateOnly(2026, 2, 16));

        prices.Select(o => o.PriceLow.Amount).Distinct().ShouldBe([6443m, 7691m], ignoreOrder: true);
        C.Disputes.ShouldContain(d => d.Field.Contains("900-5G144-2200-000", StringComparison.Ordinal) && d.Claims.Count == 3);
    }

    [Fact]
    public void Totals_of_whole_builds_are_no_prices_of_parts() =>
        C.Offers.Where(o => o.Condition == Condition.BuildTotal).ShouldAllBe(o => o.Subject == OfferSubject.Unmatched);

    [Fact]
    public void A_TRX50_board_takes_registered_memory_only()
    {
        var board = C.Parts.OfType<Motherboard>().Single(b => b.Id.Value == "mb-asus-trx50-sage");

        board.DimmKinds!.Value.ShouldBe([DimmKind.Rdimm]);
        board.Slots!.Value[0].ShouldBe(new SlotGroup(2, 5, 16, 16));
        C.Parts.OfType<MemoryKit>().Where(k => k.PartNumbers.Any(n => n.StartsWith("KF556C40", StringComparison.Ordinal))).ShouldAllBe(k => k.Kind!.Value == DimmKind.Udimm);
    }

    [Fact]
    public void A_part_that_only_a_document_names_is_a_community_report()
    {
        var supply = C.Parts.OfType<PowerSupply>().Single(p => p.Id.Value == "psu-asus-ws-3000");

        supply.Rating!.Evidence.ShouldBe(Evidence.CommunityReport);
        supply.Plugs.ShouldBeNull("no source gives its plugs");
    }

    [Fact]
    public void The_chosen_claim_is_never_weaker_than_a_rival()
    {
        foreach (var dispute in C.Disputes)
            dispute.Claims.ShouldAllBe(c => c.Evidence >= dispute.Claims[0].Evidence, dispute.Subject);
    }

    private static Accelerator Card(string id) => C.Find(new AcceleratorId(id)).ShouldNotBeNull();
}
