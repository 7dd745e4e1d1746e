using System.Text;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;

namespace Rigwright.Formats.Tests.OpenParts;

public sealed class OpenPartsReaderTests
{
    private static readonly Lazy<Catalogue> Shipped = new(() => CatalogueReader.Read(Repository.PathOf("data")).Value!);
    private static readonly Lazy<OpenPartsCatalogue> Open = new(() => OpenPartsReader.Read(Repository.PathOf("data"), Shipped.Value).Value!);

    [Fact]
    public void Every_shipped_row_is_read_and_nothing_is_unreadable()
    {
        Open.Value.Diagnostics.ShouldBeEmpty();
        // 26,088 rows; hand-checked parts without a row stand beside them, several rows of one hand-checked part stand once.
        Open.Value.Parts.Count.ShouldBeInRange(26_060, 26_130);
        Open.Value.Parts.Select(p => p.Id).Distinct().Count().ShouldBe(Open.Value.Parts.Count);
    }

    [Fact]
    public void No_shipped_kit_that_is_called_registered_passes_as_unbuffered() =>
        Open.Value.Of<MemoryKit>().Where(k => k.Name.Contains("Registered", StringComparison.OrdinalIgnoreCase) || k.Name.Contains("RDIMM", StringComparison.Ordinal))
            .Where(k => k.Kind?.Value == DimmKind.Udimm).ShouldBeEmpty();

    [Fact]
    public void Names_of_shipped_cases_and_boards_state_what_no_column_holds()
    {
        var stated = Open.Value.Of<Domain.Parts.Case>().Where(c => (c.MaxRadiatorMm ?? c.RadiatorMm) is not null)
            .Select(c => (c.Id.Value[..8], c.MaxRadiatorMm?.Value, c.RadiatorMm?.Value)).OrderBy(c => c.Item1, StringComparer.Ordinal).ToList();

        stated.ShouldBe([("19cb9d3e", 420, null), ("336024ff", null, 280), ("44ab0fa6", null, 280), ("519ccd63", null, 240), ("81721d18", null, 280),
            ("a275a0bd", null, 360), ("a9204526", 420, null), ("e820c9e9", null, 240)], "every name was read by hand");
        Open.Value.Of<Domain.Parts.Case>().Where(c => c.MaxPsuLength is not null).Select(c => (c.Id.Value[..8], c.MaxPsuLength!.Value.Millimetres)).ShouldBe([("6232b1cf", 220)]);
        Open.Value.Of<Motherboard>().Where(b => b.SataPorts is not null).Select(b => (b.Id.Value[..8], b.SataPorts!.Value)).ShouldBe([("70612e9e", 8)]);
    }

    [Theory]
    [InlineData("413 x 217 x 453", 453.0)]
    [InlineData("372 x 185 x 292mm", 372.0)]
    [InlineData("268 * 639 * 659", 659.0)]
    [InlineData("450×200×460", 460.0)]
    [InlineData("25.60\" x 12.10\" x 25.20\"", null)]
    [InlineData("(L)490*(W)220*(H)470", null)]
    [InlineData("455 x 205 x 458mm,455 x 205 x 474mm", null)]
    [InlineData("413 x 217", null)]
    [InlineData("NaN x 1 x 2", null)]
    [InlineData("1e9 x 2 x 3", null)]
    [InlineData("61 x 46 x 51", null)]
    [InlineData("4000 x 200 x 400", null)]
    public void The_longest_side_of_a_case_is_read_from_three_millimetres_alone(string text, double? longest)
    {
        using var files = new PartFiles().With("cases.csv", $"k1,Case,X,,,,ATX Mid Tower,ATX,,,7,,\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

        var (parts, repairs) = Read(files);

        var side = parts.OfType<Domain.Parts.Case>().Single().LongestSide;
        (side is { } known ? known.Value.Millimetres : (double?)null).ShouldBe(longest);
        repairs.Count(r => r.Field == "dimensions").ShouldBe(longest is null ? 1 : 0, "what is not read is said");
    }

    [Theory]
    [InlineData("3 x 120mm fans, 360mm of glass", null)]
    [InlineData("Support up to 360mm Radiator", 360)]
    [InlineData("supports 120mm|240mm AIO, 170 mm cooler", 240)]
    [InlineData("radiator support, 3 x 140mm fans", null)]
    public void A_length_is_that_of_a_radiator_only_where_its_clause_says_so(string name, int? radiator)
    {
        using var files = new PartFiles().With("cases.csv", $"k1,\"{name}\",X,,,,ATX Mid Tower,ATX,,,7,,");

        var chassis = Read(files).Parts.OfType<Domain.Parts.Case>().Single();

        ((chassis.MaxRadiatorMm ?? chassis.RadiatorMm) is { } known ? known.Value : (int?)null).ShouldBe(radiator);
    }

    [Theory]
    [InlineData("B860 8 SATA3 4 M.2", 8)]
    [InlineData("Intel Z490 SATA 6Gb/s", null)]
    [InlineData("SATA 6Gb/s", null)]
    [InlineData("0 SATA", null)]
    [InlineData("99 SATA", null)]
    public void Ports_are_counted_only_where_a_number_stands_before_the_word(string name, int? ports)
    {
        using var files = new PartFiles().With("motherboards.csv", $"b1,\"{name}\",X,,,,AM5,ATX,AMD B650,DDR5,4,256,false,1xPCIe4.0x16,PCIe 4.0 x4,8-pin");

        var board = Read(files).Parts.OfType<Motherboard>().Single();

        (board.SataPorts is { } known ? known.Value : (int?)null).ShouldBe(ports);
    }

    [Fact]
    public void Outer_sizes_in_other_units_are_reported_and_unknown()
    {
        Open.Value.Repairs.Where(r => r.Field == "dimensions").Select(r => r.Code).Distinct().Order(StringComparer.Ordinal).ShouldBe([OpenPartCodes.NotANumber, OpenPartCodes.Impossible, OpenPartCodes.Disputed, OpenPartCodes.HandChecked]);
        Open.Value.Of<Domain.Parts.Case>().Where(c => c.LongestSide is { } side && side.Value.Millimetres is < 170 or > 1200).ShouldBeEmpty();
    }

    [Fact]
    public void Reading_twice_gives_the_same_parts_and_repairs()
    {
        var again = OpenPartsReader.Read(Repository.PathOf("data"), Shipped.Value).Value!;

        again.Parts.Select(p => p.Id).ShouldBe(Open.Value.Parts.Select(p => p.Id));
        again.Repairs.ShouldBe(Open.Value.Repairs);
    }

    [Fact]
    public void Every_repair_names_an_existing_row_and_a_documented_code()
    {
        var ids = Open.Value.Parts.Select(p => p.Id).ToHashSet();
        var codes = typeof(OpenPartCodes).GetFields().Select(f => (string)f.GetValue(null)!).ToHashSet();

        Open.Value.Repairs.ShouldAllBe(r => codes.Contains(r.Code) && r.Position.Line > 1 && r.Position.Column > 0);
        Open.Value.Repairs.Count(r => !ids.Contains(r.Part)).ShouldBeLessThan(200, "rows that a hand-checked part took the place of");
    }

    [Fact]
    public void A_partner_card_is_its_chip_and_a_chip_has_real_cards()
    {
        var cards = Open.Value.CardsOf(new AcceleratorId("rtx-5090")).ToList();

        cards.Count.ShouldBeGreaterThan(30);
        cards.ShouldAllBe(c => c.Memory!.Value == ByteSize.FromGiB(32));
        cards.Count(c => c.Length?.Value.Millimetres > 280).ShouldBeGreaterThan(20);
        Shipped.Value.Find(cards[0].Accelerator!.Value)!.Bandwidth.ShouldNotBeNull();
    }

    [Fact]
    public void Zero_is_unknown_and_not_zero()
    {
        using var files = new PartFiles().With("cpus.csv", "c1,Some CPU,AMD,,0,,AM5,8,65,0,DDR5,2,0,false,true,None");

        var (parts, repairs) = Read(files);

        var cpu = parts.OfType<Cpu>().Single();
        cpu.PackagePowerLimit.ShouldBeNull();
        cpu.MemoryMax.ShouldBeNull();
        cpu.ReleaseYear.ShouldBeNull();
        repairs.Count(r => r.Code == "RW8006").ShouldBe(3);
        repairs.Single(r => r.Field == "ppt_w").Position.ShouldBe(new Position("cpus.csv", 2, 30));
    }

    [Theory]
    [InlineData("Kingston FURY Renegade Pro Registered Black DDR5-6400 128GB (4x32GB)", DimmKind.Rdimm, true)]
    [InlineData("V-Color DDR5 OC R-DIMM 64GB", DimmKind.Rdimm, true)]
    [InlineData("Innodisk DDR5 ECC UDIMM DDR5-5600 32GB (1x32GB)", DimmKind.Udimm, true)]
    [InlineData("Corsair Vengeance non-ECC Unregistered 32GB", DimmKind.Udimm, false)]
    public void Kind_and_ecc_of_a_kit_follow_its_name_where_the_columns_are_wrong(string name, DimmKind kind, bool ecc)
    {
        using var files = new PartFiles().With("memory-kits.csv", $"k1,{name},X,,,,DDR5,6400,288-pin DIMM,4,32,128,Non-ECC,Unbuffered");

        var (parts, repairs) = Read(files);

        var kit = parts.OfType<MemoryKit>().Single();
        kit.Kind!.Value.ShouldBe(kind);
        kit.Ecc!.Value.ShouldBe(ecc);
        repairs.Any(r => r.Code == "RW8009").ShouldBe(kind == DimmKind.Rdimm);
        repairs.Any(r => r.Code == "RW8010").ShouldBe(ecc);
    }

    [Fact]
    public void Terabytes_in_a_column_of_gigabytes_are_recognised_only_where_gigabytes_are_impossible()
    {
        using var files = new PartFiles()
            .With("motherboards.csv",
                "b1,New board,X,,,,sTR5,SSI CEB,AMD TRX50,DDR5,4,1,true,1xPCIe5.0x16,,8-pin|8-pin",
                "b2,Old board,X,,,,LGA 775,Micro ATX,Intel G41,DDR3,2,4,false,1xPCIe2.0x16,,")
            .With("drives.csv", "d1,Toshiba 12TB disk,X,,,,HDD,12,\"3.5\"\"\",SATA", "d2,Small boot drive 8GB,X,,,,SSD,8,mSATA,mSATA");

        var (parts, repairs) = Read(files);

        parts.OfType<Motherboard>().Select(b => b.MemoryMax!.Value.GiB).ShouldBe([1024, 4]);
        parts.OfType<Drive>().Select(d => d.Capacity!.Value.GB).ShouldBe([12_000, 8]);
        repairs.Count(r => r.Code == "RW8008").ShouldBe(2);
    }

    [Fact]
    public void A_capacity_that_contradicts_the_modules_follows_the_name()
    {
        using var files = new PartFiles().With("memory-kits.csv", "k1,Kit DDR5-6000 64GB (2x32GB),X,,,,DDR5,6000,288-pin DIMM,2,32,32,Non-ECC,Unbuffered",
            "k2,Kit of unknown make,X,,,,DDR5,6000,288-pin DIMM,2,32,32,Non-ECC,Unbuffered");

        var (parts, repairs) = Read(files);

        parts.OfType<MemoryKit>().Select(k => k.Capacity?.GiB).ShouldBe([64, null]);
        repairs.Count(r => r.Code == "RW8011").ShouldBe(2);
    }

    [Fact]
    public void Slots_that_an_import_default_filled_keep_their_count_and_lose_their_generation()
    {
        using var files = new PartFiles().With("motherboards.csv",
            "b1,X870E default,X,,,,AM5,ATX,AMD X870E,DDR5,4,256,false,3xPCIe4.0x16,,8-pin",
            "b2,X870E verified,X,,,2025-01-01,AM5,ATX,AMD X870E,DDR5,4,256,false,2xPCIe4.0x16,,8-pin");

        var (parts, repairs) = Read(files);

        var boards = parts.OfType<Motherboard>().ToList();
        boards[0].Slots!.Value.ShouldBe([new SlotGroup(3, null, 16, null)]);
        boards[1].Slots!.Value.ShouldBe([new SlotGroup(2, 4.0, 16, null)]);
        repairs.Single(r => r.Code == "RW8012").Part.ShouldBe(boards[0].Id);
    }

    [Fact]
    public void Rows_of_one_product_that_disagree_take_the_verified_claim_or_the_one_that_is_harder_to_satisfy()
    {
        using var files = new PartFiles().With("cases.csv",
            "a1,Case A,X,NUM-0001,,,ATX,ATX,350,,8,,", "a2,Case A,X,NUM-0001,,2025-09-08,ATX,ATX,495,,8,,",
            "b1,Case B,X,NUM-0002,,,ATX,ATX,400,,7,,", "b2,Case B,X,NUM-0002,,,ATX,ATX,380,,7,,");

        var (parts, repairs, disputes) = ReadAll(files);

        parts.OfType<Domain.Parts.Case>().Select(c => c.MaxCardLength!.Value.Millimetres).ShouldBe([495, 495, 380, 380]);
        repairs.Where(r => r.Code == "RW8013").Select(r => (r.Was, r.Now)).ShouldBe([("350 mm", "495 mm"), ("400 mm", "380 mm")]);
        disputes.Select(d => string.Join("/", d.Claims.Select(c => c.Value))).ShouldBe(["495 mm/350 mm", "380 mm/400 mm"]);
    }

    [Fact]
    public void One_part_number_on_two_products_is_ambiguous_and_settles_nothing()
    {
        using var files = new PartFiles().With("memory-kits.csv",
            "k1,Kit (2x32GB),X,KF556C36,,,DDR5,5600,288-pin DIMM,2,32,64,Non-ECC,Unbuffered", "k2,Kit (2x8GB),X,KF556C36,,,DDR5,5600,288-pin DIMM,2,8,16,Non-ECC,Unbuffered");

        var (parts, repairs) = Read(files);

        parts.OfType<MemoryKit>().Select(k => k.Capacity!.Value.GiB).ShouldBe([64, 16]);
        repairs.Count(r => r.Code == "RW8014").ShouldBe(2);
    }

    [Fact]
    public void A_card_takes_bandwidth_from_its_chip_only_when_the_memory_agrees()
    {
        using var files = new PartFiles().With("gpus.csv",
            "g1,Card 12,X,,,,GeForce RTX 3060 12 GB,12,GDDR6,PCIe x16,170,242,2,2 Fans,0,1,0,0",
            "g2,Card 8,X,,,,GeForce RTX 3060 12 GB,8,GDDR6,PCIe x16,170,242,2,2 Fans,0,1,0,0",
            "g3,Card 850 W,X,N/A,,,GeForce RTX 3090 Ti,24,GDDR6X,PCIe x16,850,331,77,3 Fans,0,0,0,0");

        var (parts, repairs) = Read(files, Shipped.Value);

        var cards = parts.OfType<GraphicsCard>().ToDictionary(c => c.Id.Value);
        cards["g1"].Accelerator!.Value.Value.ShouldBe("rtx-3060-12gb");
        cards["g2"].Accelerator.ShouldBeNull();
        cards["g3"].Accelerator!.Value.Value.ShouldBe("rtx-3090-ti");
        cards["g3"].BoardPower.ShouldBeNull();
        cards["g3"].PowerPlugs.ShouldBeNull("zeros on a 450 W card mean unknown");
        repairs.Select(r => r.Code).ShouldBeSubsetOf(["RW8006", "RW8007", "RW8015", "RW8016", "RW8017", "RW8018"]);
        repairs.Select(r => r.Code).ShouldContain("RW8018");
        repairs.Select(r => r.Code).ShouldContain("RW8016");
        repairs.Select(r => r.Code).ShouldContain("RW8015");
        repairs.Select(r => r.Code).ShouldContain("RW8007");
    }

    [Fact]
    public void Hand_checked_facts_count_before_the_rows_and_take_over_what_they_lack()
    {
        var hand = (Domain.Parts.Case)Open.Value.Parts.Single(p => p.Id.Value == "case-dbp-901");

        hand.MaxCardLength!.Value.Millimetres.ShouldBe(495);
        Open.Value.Parts.Where(p => p.PartNumbers.Contains("BGW50")).ShouldHaveSingleItem();
        Open.Value.Repairs.Any(r => r.Code == "RW8017" && r.Part == hand.Id).ShouldBeTrue();
    }

    [Fact]
    public void Every_joined_card_has_its_chips_bandwidth_and_is_found_by_its_chip()
    {
        var joined = Open.Value.Of<GraphicsCard>().Where(c => c.Accelerator is not null).ToList();

        // 3,835 rows; the others carry chips too old or small for the accelerator catalogue.
        joined.Count.ShouldBeGreaterThan(2000);
        joined.ShouldAllBe(c => Shipped.Value.Find(c.Accelerator!.Value)!.Bandwidth != null);
        joined.Select(c => c.Accelerator!.Value).Distinct().SelectMany(Open.Value.CardsOf).Count().ShouldBe(joined.Count);
    }

    [Fact]
    public void A_makers_card_has_its_own_room_and_what_it_does_not_say_is_unknown_and_not_the_reference_cards()
    {
        var chip = Shipped.Value.Find(new AcceleratorId("rtx-5090"))!;
        var longest = Open.Value.CardsOf(chip.Id).MaxBy(c => c.Length?.Value.Millimetres)!;
        var device = new RigDevice { Accelerator = chip, Card = longest };

        device.Length!.Value.ShouldBeGreaterThan(chip.Length!.Value);
        device.Accelerator.Bandwidth.ShouldBe(chip.Bandwidth);
        (device with { Card = longest with { Length = null, SlotWidth = null, PowerPlugs = null, Cooling = null } })
            .ShouldSatisfyAllConditions(d => d.Length.ShouldBeNull(), d => d.SlotWidth.ShouldBeNull(), d => d.PowerPlugs.ShouldBeNull(), d => d.Cooling.ShouldBeNull());
        (device with { Card = null }).Length.ShouldBe(chip.Length);
    }

    [Fact]
    public void An_impossible_value_is_unknown_and_told_with_its_place_while_the_row_is_kept()
    {
        using var files = new PartFiles()
            .With("power-supplies.csv", "p1,Impossible,X,,1850,,99999,ATX,80+ Gold,-160,false,77,1e3,NaN", "p2,Possible,X,,2024,,1000,ATX,80+ Gold,160,false,2,4,1")
            .With("gpus.csv", "g1,Impossible,X,,,,RTX 5090,-32,GDDR7,PCIe,9000,12,77,3 Fans,0,99,0,0");

        var (parts, repairs) = Read(files);

        var supply = parts.OfType<PowerSupply>().Single(p => p.Id.Value == "p1");
        (supply.Rating, supply.Length, supply.ReleaseYear, supply.Plugs).ShouldBe((null, null, null, null));
        parts.OfType<PowerSupply>().Single(p => p.Id.Value == "p2").Rating!.Value.Watts.ShouldBe(1000);
        parts.OfType<GraphicsCard>().Single().Length.ShouldBeNull();
        repairs.Select(r => $"{r.Position} {r.Code} {r.Field}").ShouldBe([
            "power-supplies.csv:2:18 RW8007 release_year", "power-supplies.csv:2:24 RW8007 wattage", "power-supplies.csv:2:43 RW8007 length_mm",
            "power-supplies.csv:2:54 RW8007 eps_8_pin", "power-supplies.csv:2:57 RW8005 pcie_6_plus_2_pin", "power-supplies.csv:2:61 RW8005 pcie_12vhpwr",
            "gpus.csv:2:29 RW8007 memory_gb", "gpus.csv:2:44 RW8007 tdp_w", "gpus.csv:2:49 RW8007 length_mm", "gpus.csv:2:52 RW8007 slot_width", "gpus.csv:2:64 RW8007 pcie_8_pin",
            ], ignoreOrder: true);
    }

    [Fact]
    public void Every_problem_is_reported_and_the_good_rows_are_kept()
    {
        using var files = new PartFiles()
            .With("drives.csv", "d1,Good drive,X,,,,SSD,1000,M.2-2280,M.2 PCIe 4.0 x4", "d2,Too few fields,X", "d1,Same id,X,,,,SSD,1000,M.2-2280,x", ",No id,X,,,,SSD,1,M,x",
                "d3,\"Name over\ntwo lines\",X,,,,SSD,many,M.2-2280,x", "d4,\"never closed,X,,,,SSD,1,M,x")
            .Replace("cases.csv", [.. "opendb_id,name\nx,L"u8, 0xFC, .. "fter\n"u8])
            .Replace("coolers.csv", Encoding.UTF8.GetBytes("opendb_id,name,manufacturer,part_numbers,release_year,verified,sockets,height_mm,water_cold,radiator_mm,fanless,min_noise_dba,max_noise_dba\n"))
            .Without("gpus.csv");

        var loaded = OpenPartsReader.ReadFiles(files.Folder, null);

        loaded.Value!.Of<Drive>().Select(d => d.Id.Value).ShouldBe(["d1", "d3"]);
        loaded.Value.Repairs.Single(r => r.Code == "RW8005").Position.ShouldBe(new Position("drives.csv", 7, 21));
        loaded.Diagnostics.Select(d => $"{d.Position} {d.Code}").ShouldBe([
            "cases.csv:2:4 RW8001", "coolers.csv:1:1 RW8002", "coolers.csv:1:82 RW8002", "drives.csv:3:1 RW8003", "drives.csv:4:1 RW8004",
            "drives.csv:5:1 RW8004", "drives.csv:8:4 RW8003", "gpus.csv:0:0 RW8001"]);
        loaded.Diagnostics.Single(d => d.Position.File == "coolers.csv" && d.Severity == DiagnosticSeverity.Warning).Help!.ShouldContain("water_cooled");
        loaded.HasErrors.ShouldBeTrue();
    }

    private static (IReadOnlyList<Part> Parts, IReadOnlyList<PartRepair> Repairs) Read(PartFiles files, Catalogue? catalogue = null)
    {
        var loaded = OpenPartsReader.ReadFiles(files.Folder, catalogue);
        loaded.HasErrors.ShouldBeFalse(string.Join('\n', loaded.Diagnostics));
        return (loaded.Value!.Parts, loaded.Value.Repairs);
    }

    private static (IReadOnlyList<Part> Parts, IReadOnlyList<PartRepair> Repairs, IReadOnlyList<Domain.Provenance.Dispute> Disputes) ReadAll(PartFiles files)
    {
        var value = OpenPartsReader.ReadFiles(files.Folder, null).Value!;
        return (value.Parts, value.Repairs, value.Disputes);
    }
}
