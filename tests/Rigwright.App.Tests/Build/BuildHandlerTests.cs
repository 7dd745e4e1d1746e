using Rigwright.App.Build;
using Rigwright.App.Parts;
using Rigwright.Domain.Parts;
using Rigwright.Engine.Compatibility;

namespace Rigwright.App.Tests.Build;

/// <summary>The prices here are made up.</summary>
public sealed class BuildHandlerTests
{
    private const string Prices = """
        item,price,currency
        cpu-9950x,480,CHF
        cpu-7500f,150,CHF
        mb-msi-x870e-gaming-plus,260,CHF
        mb-asus-tuf-x870e-plus,310,CHF
        KF556C40BBK2-64,190,CHF
        BN332,340,CHF
        BN345,150,CHF
        case-define-7,170,CHF
        case-dbp-901,290,CHF
        NH-D15,95,CHF
        ssd-990pro-2tb,170,CHF
        rtx-5090,2100,CHF
        """;

    private static readonly Lazy<LoadedParts> Loaded = new(() => PartsLoader.Load(Repository.PathOf("data")).Value!);

    [Fact]
    public void The_cheapest_build_is_complete_priced_and_without_errors()
    {
        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "", MinMemoryGib = 64 });

        var result = response.Result!;
        result.IsFeasible.ShouldBeTrue();
        result.Findings.ShouldNotContain(f => f.Severity == FindingSeverity.Error);
        // Six priced parts; the 7500F brings its cooler.
        result.Price!.Value.Amount.ShouldBe(150 + 260 + 190 + 170 + 170 + 150);
        response.DevicePrice!.Value.Amount.ShouldBe(2100);
    }

    [Fact]
    public void What_is_kept_stays_and_what_is_owned_stays_only_when_that_is_cheaper()
    {
        var kept = Handle(new() { Devices = ["rtx-5090"], Prices = "", Keep = ["cpu-9950x"] });
        var owned = Handle(new() { Devices = ["2x rtx-5090"], Prices = "", Own = ["BN345", "case-dbp-901"] });

        kept.Result!.Parts.ShouldContain(p => p.Part.Id.Value == "cpu-9950x" && p.Price.Amount == 0);
        kept.Result.Parts.ShouldContain(p => p.Part is Cooler, "the 9950X brings none");
        owned.Result!.Parts.Single(p => p.Part is Domain.Parts.Case).Part.Id.Value.ShouldBe("case-dbp-901");
        owned.Result.Parts.Single(p => p.Part is PowerSupply).Part.Id.Value.ShouldBe("psu-dpp13-1600", "two cards of 575 W need more than the owned 1000 W");
    }

    [Theory]
    // A case for 330 mm and one for 490 mm; an RTX 5090 of 325 mm and one of 360 mm that costs 150 less.
    [InlineData(400, "210bf4ea-2872-4a7a-bbd5-c2dcb15ce3fd", "0b0c9b8e-050c-4649-8412-4987f3f33ed8")]
    [InlineData(150, "1b42aac3-ee28-46d3-bd7c-2ceb1ff8e5da", "case-define-7")]
    public void The_makers_card_is_chosen_together_with_the_case_that_it_fits(int largeCase, string card, string chassis)
    {
        var list = Prices.Replace("rtx-5090,2100,CHF", "", StringComparison.Ordinal).Replace("case-dbp-901,290,CHF", "0b0c9b8e-050c-4649-8412-4987f3f33ed8,100,CHF", StringComparison.Ordinal)
            .Replace("case-define-7,170,CHF", $"case-define-7,{largeCase},CHF", StringComparison.Ordinal).TrimEnd()
            + "\n1b42aac3-ee28-46d3-bd7c-2ceb1ff8e5da,2000,CHF\n210bf4ea-2872-4a7a-bbd5-c2dcb15ce3fd,2150,CHF\n";

        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "" }, list);

        response.Devices.Single().Device.Card!.Id.Value.ShouldBe(card);
        response.Result!.Rig!.Case!.Id.Value.ShouldBe(chassis);
        response.Result.Findings.ShouldNotContain(f => f.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void A_card_named_by_its_maker_is_that_card()
    {
        var response = Handle(new() { Devices = ["G5090-32V3"], Prices = "" }, Prices + "\nG5090-32V3,2150,CHF\n");

        response.Devices.Single().Device.Card!.Id.Value.ShouldBe("210bf4ea-2872-4a7a-bbd5-c2dcb15ce3fd");
        response.DevicePrice!.Value.Amount.ShouldBe(2150);
    }

    [Fact]
    public void An_owned_kit_is_free_only_as_often_as_it_is_there()
    {
        var list = Prices.Replace("KF556C40BBK2-64,190,CHF", "KF556C40BBK2-64,250,CHF", StringComparison.Ordinal);
        var one = Handle(new() { Devices = ["rtx-5090"], Prices = "", Own = ["KF556C40BBK2-64"], MinMemoryGib = 128 }, list).Result!;
        var both = Handle(new() { Devices = ["rtx-5090"], Prices = "", Own = ["2x KF556C40BBK2-64"], MinMemoryGib = 128 }, list).Result!;

        one.Parts.Single(p => p.Part is MemoryKit).ShouldSatisfyAllConditions(p => p.Quantity.ShouldBe(2), p => p.Bought.ShouldBe(1), p => p.Total.Amount.ShouldBe(250));
        both.Parts.Single(p => p.Part is MemoryKit).Total.Amount.ShouldBe(0);
    }

    [Fact]
    public void An_upgrade_says_what_stays_what_goes_and_why()
    {
        var response = Handle(new() { Devices = ["2x rtx-5090"], Prices = "", Own = ["rtx-5090", "cpu-7500f", "BN345", "case-dbp-901"] });

        response.DevicePrice!.Value.Amount.ShouldBe(2100, "one of the two is there");
        response.Result!.Parts.Where(p => p.Owned > 0).Select(p => p.Part.Id.Value).ShouldBe(["cpu-7500f", "case-dbp-901"], ignoreOrder: true);
        response.Replaced.Select(p => p.PartNumbers).ShouldContain(n => n.Contains("BN345"));
        response.AsItIs.Select(f => f.Rule).ShouldContain("power.psu-rating");
    }

    [Fact]
    public void Several_sets_are_each_in_the_build_that_they_have_alone_and_the_unbeaten_ones_are_marked()
    {
        var day = new DateOnly(2026, 2, 17);
        string[] sets = ["2x rtx-3090", "rtx-5090", "2x rtx-5090", "rtx-5090 + rtx-3090", "rtx-4090"];
        var front = BuildHandler.Handle(new() { Devices = [sets[0]], Alternatives = sets[1..], AsOf = day }, Loaded.Value).Front!;

        front.Sets.Count.ShouldBe(sets.Length);
        foreach (var (set, text) in front.Sets.Zip(sets))
        {
            var alone = BuildHandler.Handle(new() { Devices = text.Split(" + "), AsOf = day }, Loaded.Value);
            set.Result.Price.ShouldBe(alone.Result!.Price);
            set.Result.ProvenMinimum.ShouldBe(alone.Result.ProvenMinimum);
            set.Total.ShouldBe(alone.DevicePrice is { } devices && alone.Result.Price is { } parts ? parts + devices : null);
        }
        front.Combinations.ShouldBe(front.Sets.Aggregate(System.Numerics.BigInteger.Zero, (sum, s) => sum + s.Result.Combinations));
        // By hand: a set is unbeaten exactly when no other is at least as good in everything and better in something.
        foreach (var set in front.Sets.Where(s => s.IsChoice))
            set.IsUnbeaten.ShouldBe(!front.Sets.Any(other => other.IsChoice && Beats(other, set)), set.Name);
        front.Sets.Count(s => s.IsUnbeaten).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_set_that_does_not_hold_the_model_is_no_choice_and_an_unknown_model_is_bad_input()
    {
        var request = new BuildCommandRequest { Devices = ["rtx-5090"], Alternatives = ["2x rtx-5090"], AsOf = new(2026, 2, 17), Model = "openai/gpt-oss-120b" };
        var sets = BuildHandler.Handle(request, Loaded.Value).Front!.Sets;
        var unknown = BuildHandler.Handle(request with { Model = "openai/gpt-oss-121b" }, Loaded.Value);

        sets[0].Fits.ShouldBe(false);
        sets[0].IsUnbeaten.ShouldBeFalse("60 GiB of weights do not fit on 32 GiB");
        sets[1].Fits.ShouldBe(true);
        sets[1].Decode!.IsKnown.ShouldBeTrue();
        sets[1].IsUnbeaten.ShouldBeTrue();
        unknown.HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(90, false)]
    public void A_noise_limit_is_a_rule_of_the_build(double limit, bool isTooLoud)
    {
        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "", MaxNoiseDba = limit });

        response.Result!.Findings.Any(f => f.Rule == "noise.limit" && f.Severity == FindingSeverity.Warning).ShouldBe(isTooLoud);
    }

    [Theory]
    [InlineData("llama.cpp", "windows", true)]
    [InlineData("vllm", "linux", true)]
    [InlineData("vllm", "windows", false)]
    [InlineData("mlx", "macos", false)]
    public void The_engine_and_the_operating_system_are_asked_about(string engine, string system, bool isFeasible)
    {
        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "", Engines = [engine], OperatingSystem = system });

        response.Result!.IsFeasible.ShouldBe(isFeasible);
        if (!isFeasible)
            response.Nearest!.Findings.ShouldContain(f => f.Rule == "software.engine-support" && f.Severity == FindingSeverity.Error);
        Handle(new() { Devices = ["rtx-5090"], Prices = "", Engines = ["lama.cpp"] }).HasErrors.ShouldBeTrue();
    }

    private static bool Beats(BuildSet a, BuildSet b)
    {
        double?[] better = [(double?)b.Total?.Amount - (double?)a.Total?.Amount, a.Memory.GiB - b.Memory.GiB, a.Bandwidth?.GigabytesPerSecond - b.Bandwidth?.GigabytesPerSecond,
            b.Noise?.DecibelA - a.Noise?.DecibelA, b.Power?.Watts - a.Power?.Watts];
        return Array.TrueForAll(better, d => d >= 0) && Array.Exists(better, d => d > 0);
    }

    [Fact]
    public void Without_a_price_list_the_catalogues_offers_of_the_day_count()
    {
        var day = BuildHandler.Handle(new() { Devices = ["2x rtx-3090"], AsOf = new(2026, 2, 17) }, Loaded.Value);
        var before = BuildHandler.Handle(new() { Devices = ["2x rtx-3090"], AsOf = new(2020, 1, 1) }, Loaded.Value);

        day.Result!.IsFeasible.ShouldBeTrue();
        day.Result.Parts.ShouldAllBe(p => day.Quotes[p.Part.Id].Quote.Offer.Seen <= new DateOnly(2026, 2, 17));
        before.Result!.IsFeasible.ShouldBeFalse();
        before.Unpriced.ShouldContain(PartCategory.Cpu);
    }

    [Fact]
    public void Caution_is_bought_when_it_is_worth_its_price()
    {
        var cheap = Handle(new() { Devices = ["rtx-5090"], Prices = "" }).Result!;
        var cautious = Handle(new() { Devices = ["rtx-5090"], Prices = "", WarningWorth = 500, UnknownWorth = 500 }).Result!;

        cautious.Price!.Value.ShouldBeGreaterThan(cheap.Price!.Value);
        cautious.Findings.Count(f => f.Severity is FindingSeverity.Warning or FindingSeverity.Unknown)
            .ShouldBeLessThan(cheap.Findings.Count(f => f.Severity is FindingSeverity.Warning or FindingSeverity.Unknown));
    }

    [Fact]
    public void Without_an_answer_the_missing_kind_is_named()
    {
        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "" }, "item,price,currency\ncpu-7500f,150,CHF\n");

        response.Result!.IsFeasible.ShouldBeFalse();
        response.Unpriced.ShouldBe([PartCategory.Motherboard, PartCategory.Memory, PartCategory.Drive, PartCategory.Case, PartCategory.PowerSupply]);
    }

    [Theory]
    [InlineData("rtx-50990", null, "CH", null, "RW8201")]
    [InlineData("99x rtx-5090", null, "CH", null, "RW8201")]
    [InlineData("mac-studio", null, "CH", null, "RW8201")]
    [InlineData("", null, "CH", null, "RW8201")]
    [InlineData("2x any", null, "CH", null, "RW8201")]
    [InlineData("rtx-5090@575W", null, "CH", null, "RW8201")]
    [InlineData("rtx-5090@49W", null, "CH", null, "RW8201")]
    [InlineData("rtx-50990@400W", null, "CH", null, "RW8201")]
    [InlineData("rtx-5090", "", "CH", null, "RW8202")]
    [InlineData("rtx-5090", "rtx-4090", "CH", null, "RW8202")]
    [InlineData("rtx-5090", "no such part", "CH", null, "RW8202")]
    [InlineData("rtx-5090", null, "XX", null, "RW8203")]
    [InlineData("rtx-5090", null, "CH", "case.card-lenght", "RW8203")]
    public void A_bad_word_is_reported_and_nothing_is_searched(string device, string? keep, string region, string? rule, string code)
    {
        var response = Handle(new() { Devices = [device], Prices = "", Keep = keep is null ? [] : [keep], Region = region, RefuseUnknown = rule is null ? [] : [rule] });

        response.Diagnostics.Select(d => d.Code).ShouldBe([code]);
        response.Result.ShouldBeNull();
    }

    [Theory]
    [InlineData("rtx-5090", "Define 7", "Fractal Design Define 7 [case-define-7]")]
    [InlineData("rtx-5090", "9950x", "AMD Ryzen 9 9950X [cpu-9950x]")]
    [InlineData("rtx-5090", "rtx-4090", "name it among the devices")]
    [InlineData("RTX PRO 6000", null, "rtx-pro-6000-blackwell-ws, rtx-pro-6000-blackwell-maxq, rtx-pro-6000-blackwell-server")]
    [InlineData("Asus TUF 5090", null, "ASUS TUF Gaming GeForce RTX 5090 32GB GDDR7 [be8d76ee-f296-4dff-801c-e7c864af4052]")]
    public void A_name_that_is_not_one_thing_lists_what_it_may_be_with_ids(string device, string? keep, string shown) =>
        Handle(new() { Devices = [device], Prices = "", Keep = keep is null ? [] : [keep] }).Diagnostics.Single().ToString().ShouldContain(shown);

    [Theory]
    [InlineData("2x rtx-3090 + rtx-5090")]
    [InlineData("2x rtx-3090+rtx-5090")]
    public void One_word_may_name_several_cards(string words) =>
        BuildHandler.Handle(new() { Devices = [words] }, Loaded.Value).Devices.Select(d => (d.Device.Accelerator.Id.Value, d.Count)).ShouldBe([("rtx-3090", 2), ("rtx-5090", 1)]);

    [Fact]
    public void A_capped_card_draws_less_is_quieter_and_no_faster_and_its_platform_costs_no_more()
    {
        var front = BuildHandler.Handle(new() { Devices = ["2x rtx-5090"], Alternatives = ["2x rtx-5090@400W"], AsOf = new(2026, 2, 17), Model = "openai/gpt-oss-120b" }, Loaded.Value).Front!;
        var (full, capped) = (front.Sets[0], front.Sets[1]);

        capped.Name.ShouldContain("at 400 W");
        capped.Result.Rig!.Devices.Single().PowerCap!.Value.Watts.ShouldBe(400);
        capped.Power!.Value.Watts.ShouldBeLessThan(full.Power!.Value.Watts);
        capped.Noise!.Value.DecibelA.ShouldBeLessThan(full.Noise!.Value.DecibelA);
        capped.Decode!.Value!.Value.TokensPerSecond.ShouldBeLessThanOrEqualTo(full.Decode!.Value!.Value.TokensPerSecond);
        capped.Total!.Value.Amount.ShouldBeLessThanOrEqualTo(full.Total!.Value.Amount);
    }

    [Fact]
    public void An_empty_alternative_is_an_error() =>
        Handle(new() { Devices = ["rtx-5090"], Alternatives = ["", " + "], Prices = "" }).Diagnostics.ShouldAllBe(d => d.Code == "RW8201");

    [Fact]
    public void Any_cards_are_every_priced_card_one_to_four_times_and_the_answer_is_the_cheapest_choice()
    {
        var day = new DateOnly(2026, 2, 17);
        var any = BuildHandler.Handle(new() { Devices = ["any"], AsOf = day }, Loaded.Value);
        var front = any.Front!;

        front.Sets.Count.ShouldBe(4 * front.Sets.Select(s => s.Devices[0].Device.Accelerator).Distinct().Count());
        front.Sets.Select(s => (s.Devices[0].Device.Accelerator.Id, s.Devices[0].Count)).Distinct().Count().ShouldBe(front.Sets.Count);
        front.Sets.ShouldAllBe(s => s.Devices.Count == 1 && s.Devices[0].Device.Price.IsKnown);
        front.Combinations.ShouldBe(front.Sets.Aggregate(System.Numerics.BigInteger.Zero, (sum, s) => sum + s.Result.Combinations));
        (any.Result!.Price!.Value + any.DevicePrice!.Value).ShouldBe(front.Sets.Where(s => s.IsChoice).MinBy(s => s.Total!.Value.Amount)!.Total!.Value);
        foreach (var set in front.Sets.Where((_, i) => i % 7 == 0))
        {
            var alone = BuildHandler.Handle(new() { Devices = [$"{set.Devices[0].Count}x {set.Devices[0].Device.Accelerator.Id}"], AsOf = day }, Loaded.Value);
            set.Result.ProvenMinimum.ShouldBe(alone.Result!.ProvenMinimum, set.Name);
        }
    }

    [Theory]
    [InlineData(6000, 48)]
    [InlineData(4000, null)]
    [InlineData(null, 90)]
    public void Limits_leave_out_exactly_the_sets_beyond_them(int? price, int? memory)
    {
        var day = new DateOnly(2026, 2, 17);
        var all = BuildHandler.Handle(new() { Devices = ["any"], AsOf = day }, Loaded.Value).Front!.Sets;
        var limited = BuildHandler.Handle(new() { Devices = ["any"], AsOf = day, MaxPrice = price, MinCardMemoryGib = memory }, Loaded.Value);

        var expected = all.Where(s => s.IsChoice && !(s.Total!.Value.Amount > price) && !(s.Memory.GiB < memory)).ToList();
        expected.ShouldNotBeEmpty();
        limited.Front!.Sets.Where(s => s.IsChoice).Select(s => (s.Name, s.Total)).ShouldBe(expected.Select(s => (s.Name, s.Total)), "what is left out before the search is beyond the limits with every platform");
        (limited.Front.Sets.Count + limited.Front.TooDear + limited.Front.TooSmall).ShouldBe(all.Count, "every set is counted");
        limited.IsAnswered.ShouldBeTrue();
        limited.IsWithinLimits.ShouldBeTrue();
    }

    [Theory]
    [InlineData("any", 100, null)]
    [InlineData("any", 3000, 90)]
    [InlineData("any", null, 100_000)]
    [InlineData("rtx-5090", 3000, null)]
    [InlineData("rtx-5090", null, 33)]
    public void Beyond_every_limit_the_nearest_is_shown_and_it_is_no_answer(string cards, int? price, int? memory)
    {
        var response = BuildHandler.Handle(new() { Devices = [cards], AsOf = new(2026, 2, 17), MaxPrice = price, MinCardMemoryGib = memory }, Loaded.Value);

        response.HasErrors.ShouldBeFalse();
        response.IsWithinLimits.ShouldBeFalse();
        response.IsAnswered.ShouldBeFalse();
        response.Devices.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_text_of_any_cards_lists_the_front_and_counts_the_rest()
    {
        var response = BuildHandler.Handle(new() { Devices = ["any"], AsOf = new(2026, 2, 17), MaxPrice = 6000, MinCardMemoryGib = 48 }, Loaded.Value);
        using var output = new StringWriter();

        Reports.Build.BuildText.Write(output, response);

        var text = output.ToString();
        foreach (var set in response.Front!.Sets)
            (text.Contains($"* {set.Name} ", StringComparison.Ordinal)).ShouldBe(set.IsUnbeaten, set.Name);
        text.ShouldContain("beyond the limits (at most CHF 6,000.00, at least 48 GiB of card memory)");
        text.ShouldNotContain("verify before you buy: ");
    }

    [Fact]
    public void A_bad_price_list_is_not_used_but_its_good_rows_are_reported()
    {
        var response = Handle(new() { Devices = ["rtx-5090"], Prices = "" }, Prices + "\nrtx-4090,-1,CHF\n");

        response.HasErrors.ShouldBeTrue();
        response.Result.ShouldBeNull();
        response.Prices!.Matched.Count.ShouldBe(12);
    }

    private static BuildCommandResponse Handle(BuildCommandRequest request, string prices = Prices)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, prices);
        try
        {
            return BuildHandler.Handle(request with { Prices = path, CatalogueOffers = false }, Loaded.Value);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
