using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Formats.Tests.Catalogues;

public sealed class CatalogueReaderTests
{
    [Fact]
    public void A_good_folder_is_read_without_findings()
    {
        using var folder = new CatalogueFolder();
        var loaded = folder.Read();

        loaded.Diagnostics.ShouldBeEmpty();
        var card = loaded.Value!.Find(new AcceleratorId("card-a")).ShouldNotBeNull();
        card.MemoryOptions.ShouldHaveSingleItem().Value.ShouldBe(ByteSize.FromGiB(24));
        card.PowerPlugs!.Value.ShouldBe([new PlugCount(PowerPlug.Pcie12Vhpwr, 1)]);
        card.Ecc.ShouldBeNull("an empty column is unknown, never false");
    }

    [Fact]
    public void Each_value_carries_its_own_evidence()
    {
        using var folder = new CatalogueFolder();
        var card = folder.Read().Value!.Find(new AcceleratorId("card-a"))!;

        card.Bandwidth!.Evidence.ShouldBe(Evidence.VendorSpec);
        card.Fp16Dense!.Evidence.ShouldBe(Evidence.DerivedFromSpec);
        card.Fp16Dense.Note.ShouldBe("2 x FP32");
        card.Fp16Dense.Source.ShouldBe(new SourceId("sheet"));
    }

    [Fact]
    public void A_sourced_none_differs_from_unknown()
    {
        using var folder = new CatalogueFolder();
        var chip = folder.Read().Value!.Find(new AcceleratorId("chip-b"))!;

        chip.PowerPlugs!.Value.ShouldBeEmpty();
        chip.MemoryBusBits.ShouldBeNull();
        chip.MemoryOptions.Select(m => m.Value.GiB).ShouldBe([96, 256]);
    }

    /// <summary>One bad fixture for each code: the file, what is wrong in it, and where.</summary>
    public static TheoryData<string, string, string, int, int, string> BadFixtures() => new()
    {
        { "RW1001", "catalogue.json", """{ "collected_on": "tomorrow" }""", 1, 1, "collected_on" },
        { "RW1001", "catalogue.json", "{", 1, 2, "not JSON" },
        { "RW1002", "offers.csv", "id,item\n\"open,quote\n", 2, 1, "never closed" },
        { "RW1002", "sources.csv", "id,title,accessed,grade\na,b,c\n", 2, 1, "3 fields, the header has 4" },
        { "RW1003", "accelerators.csv", "id,vendor,name,kind,memory_gib,bandwith_gbs,source\n", 1, 32, "Did you mean 'bandwidth_gbs'?" },
        { "RW1004", "accelerators.csv", "id,vendor,name,kind,source\n", 1, 1, "'memory_gib' is missing" },
        { "RW1005", "accelerators.csv", "id,vendor,name,kind,memory_gib,source\nx,NVIDIA,,discrete-gpu,24,sheet\n", 2, 10, "'name' is empty" },
        { "RW1006", "accelerators.csv", "id,vendor,name,kind,memory_gib,bandwidth_gbs,source\nx,NVIDIA,X,discrete-gpu,24,NaN,sheet\n", 2, 28, "not a number" },
        { "RW1006", "accelerators.csv", "id,vendor,name,kind,memory_gib,bandwidth_gbs,source\nx,NVIDIA,X,discrete-gpu,24,-5,sheet\n", 2, 28, "outside" },
        { "RW1007", "parts/power-supplies.csv", "id,name,rating_w,efficiency,source\nx,X,1000,Golden,sheet\n", 2, 10, "Did you mean 'Gold'?" },
        { "RW1007", "parts/memory-kits.csv", "id,name,memory_type,source\nx,X,DDR55,sheet\n", 2, 5, "Did you mean 'DDR5'?" },
        { "RW1006", "parts/power-supplies.csv", "id,name,rating_w,source\nx,X,-1000,sheet\n", 2, 5, "outside 50" },
        { "RW1007", "accelerators.csv", "id,vendor,name,kind,memory_gib,source\nx,NVIDIA,X,discrete-gpus,24,sheet\n", 2, 12, "Did you mean 'discrete-gpu'?" },
        { "RW1008", "accelerators.csv", "id,vendor,name,kind,memory_gib,source\nx,A,X,soc,24,sheet\nx,A,Y,soc,24,sheet\n", 3, 1, "used before" },
        { "RW1009", "accelerators.csv", "id,vendor,name,kind,memory_gib,source\nx,A,X,soc,24,shet\n", 2, 14, "Did you mean 'sheet'?" },
        { "RW1010", "accelerators.csv", "id,vendor,name,kind,memory_gib,source,provenance\nx,A,X,soc,24,sheet,bandwith = sheet\n", 2, 20, "unknown column" },
        { "RW1011", "sources.csv", "id,title,accessed,grade\nsheet,T,16.2.2026,vendor\nforum,T,2026-02-16,community\n", 2, 9, "not a date" },
        { "RW1012", "claims.csv", "subject,field,value,source\naccelerator/chip-b,bandwidth_gbs,800,sheet\n", 3, 34, "takes precedence" },
        { "RW1013", "accelerators.csv", "id,vendor,name,kind,memory_gib,power_plugs,source\nx,A,X,soc,24,two 8-pin,sheet\n", 2, 14, "2x 12v-2x6" },
        { "RW1006", "models/scores.csv", "model,benchmark,score_percent,source\norg/model,SWE-bench,101,sheet\n", 2, 21, "outside" },
        { "RW1008", "models/scores.csv", "model,benchmark,score_percent,source\norg/model,SWE-bench,50,sheet\norg/model,SWE-bench,51,sheet\n", 3, 1, "from this harness and source already" },
        { "RW1009", "models/scores.csv", "model,benchmark,score_percent,source\norg/modle,SWE-bench,50,sheet\n", 2, 1, "Did you mean 'org/model'?" },
        { "RW1014", "acelerators.csv", "id\n", 0, 0, "Did you mean 'accelerators.csv'?" },
    };

    [Theory]
    [MemberData(nameof(BadFixtures))]
    public void A_bad_file_is_reported_at_its_place(string code, string file, string content, int line, int column, string fragment)
    {
        using var folder = new CatalogueFolder((file, content));
        var loaded = folder.Read();

        loaded.Value.ShouldBeNull();
        var place = code == "RW1012" ? "accelerators.csv" : file;
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.Position == new Position(folder.PathOf(place), line, column)
            && d.ToString().Contains(fragment, StringComparison.Ordinal), string.Join("\n", loaded.Diagnostics));
    }

    [Fact]
    public void Every_problem_of_every_file_is_reported_at_once()
    {
        using var folder = new CatalogueFolder(
            ("accelerators.csv", "id,vendor,name,kind,memory_gib,source\nx,A,X,soc,big,shet\ny,A,Y,socc,24,sheet\n"),
            ("offers.csv", "id,item,subject,reference,price_low,price_high,currency,condition,seen,verified,source\no,I,accelerator,card-z,-1,,EURO,new,,yes,forum\n"));

        folder.Read().Diagnostics.Select(d => d.Code).ShouldBe(["RW1006", "RW1009", "RW1007", "RW1009", "RW1007"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1e9")]
    [InlineData("12.345")]
    [InlineData("NaN")]
    public void A_price_is_exact_and_above_zero(string price)
    {
        using var folder = new CatalogueFolder(("offers.csv",
            $"id,item,subject,reference,price_low,price_high,currency,condition,seen,verified,source\no,I,accelerator,card-a,{price},,CHF,new,,yes,forum\n"));

        folder.Read().Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RW1006");
    }

    [Fact]
    public void A_rival_claim_becomes_a_dispute_whose_first_claim_is_the_tables()
    {
        using var folder = new CatalogueFolder(("claims.csv", "subject,field,value,source,note\naccelerator/card-a,bandwidth_gbs,936,forum,another card\n"));
        var dispute = folder.Read().Value!.Disputes.ShouldHaveSingleItem();

        dispute.Claims.Select(c => c.Value).ShouldBe(["1008", "936"]);
        dispute.Chosen.ShouldBe("stronger evidence (VendorSpec)");
    }

    [Fact]
    public void A_claim_about_nothing_is_reported()
    {
        using var folder = new CatalogueFolder(("claims.csv", "subject,field,value,source\naccelerator/card-z,bandwidth_gbs,936,forum\n"));

        folder.Read().Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RW1009");
    }

    [Fact]
    public void A_folder_without_a_marker_is_no_catalogue() =>
        CatalogueReader.Read(Path.Combine(Path.GetTempPath(), "no such folder")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RW1001");
}
