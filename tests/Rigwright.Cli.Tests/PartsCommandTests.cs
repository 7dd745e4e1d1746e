using System.Text.Json;

namespace Rigwright.Cli.Tests;

public sealed class PartsCommandTests
{
    [Fact]
    public void A_part_number_shows_one_part_with_its_provenance()
    {
        var result = RigProcess.Run("parts", "show", "KF556C40BBK2-64", "--format", "json");

        result.ExitCode.ShouldBe(0, result.Error);
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("id").GetString().ShouldBe("ram-kf556c40bbk2-64");
        json.RootElement.GetProperty("facts").GetProperty("kind").GetProperty("value").GetString().ShouldBe("UDIMM");
        json.RootElement.GetProperty("facts").GetProperty("kind").GetProperty("source").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Found_parts_pass_every_filter()
    {
        var result = RigProcess.Run("parts", "find", "--category", "power-supply", "--min-watts", "1600", "--max-length", "200", "--format", "json", "--limit", "500");

        result.ExitCode.ShouldBe(0, result.Error);
        using var json = JsonDocument.Parse(result.Out);
        var parts = json.RootElement.GetProperty("parts").EnumerateArray().ToList();
        parts.Count.ShouldBe(json.RootElement.GetProperty("total").GetInt32());
        parts.ShouldAllBe(p => p.GetProperty("rating_watts").GetDouble() >= 1600 && p.GetProperty("length_mm").GetDouble() <= 200);
    }

    [Fact]
    public void A_chip_shows_its_real_cards()
    {
        var result = RigProcess.Run("parts", "show", "rtx-4090");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Out.ShouldContain("length: ");
        result.Out.ShouldContain("cards in the open parts");
    }

    [Fact]
    public void An_unknown_part_exits_with_2_and_names_the_nearest()
    {
        var result = RigProcess.Run("parts", "show", "KF556C40BBK2-65");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("RW8020");
        result.Error.ShouldContain("Did you mean 'KF556C40BB");
    }

    [Fact]
    public void A_part_number_of_two_products_is_ambiguous()
    {
        var result = RigProcess.Run("parts", "show", "1000G");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("RW8021");
    }

    [Fact]
    public void Nothing_found_exits_with_3() => RigProcess.Run("parts", "find", "no such part anywhere").ExitCode.ShouldBe(3);

    [Fact]
    public void Repairs_are_counted_by_kind()
    {
        var result = RigProcess.Run("parts", "repairs", "--format", "json", "--limit", "0");

        using var json = JsonDocument.Parse(result.Out);
        var counts = json.RootElement.GetProperty("counts");
        counts.GetProperty("RW8009").GetInt32().ShouldBe(152, "registered kits that upstream tags unbuffered");
        counts.GetProperty("RW8006").GetInt32().ShouldBeGreaterThan(2000);
    }
}
