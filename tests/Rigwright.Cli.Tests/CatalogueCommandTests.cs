using System.Text.Json;
using Rigwright.TestKit;

namespace Rigwright.Cli.Tests;

public sealed class CatalogueCommandTests
{
    [Fact]
    public void An_unknown_name_is_reported_with_the_nearest_one()
    {
        var result = RigProcess.Run("catalogue", "show", "rtx-50900");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("command line:1:1: error RW1015: The catalogue has nothing called 'rtx-50900'. Did you mean 'rtx-5090'?");
    }

    [Fact]
    public void A_listing_is_an_array_of_objects_with_units_in_the_keys()
    {
        var result = RigProcess.Run("catalogue", "list", "accelerators", "--min-memory", "96", "--format", "json");

        result.ExitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(result.Out);
        var card = json.RootElement.EnumerateArray().Single(e => e.GetProperty("id").GetString() == "rtx-pro-6000-blackwell-ws");
        card.GetProperty("bandwidth_gb_per_second").GetDouble().ShouldBe(1792);
        json.RootElement.EnumerateArray().ShouldNotContain(e => e.GetProperty("id").GetString() == "rtx-5090");
    }

    [Fact]
    public void The_shipped_catalogue_passes_its_own_check()
    {
        var result = RigProcess.Run("catalogue", "check");

        result.ExitCode.ShouldBe(0, result.Out);
        result.Out.ShouldContain("0 errors, 0 warnings");
    }

    [Fact]
    public void A_folder_that_is_no_catalogue_is_bad_input()
    {
        var result = RigProcess.Run("catalogue", "sources", "--catalogue", "docs");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("RW1001");
    }
}
