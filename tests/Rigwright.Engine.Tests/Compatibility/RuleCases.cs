using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Case = Rigwright.Domain.Parts.Case;
using static Rigwright.Engine.Tests.Compatibility.CatalogueRigs;

namespace Rigwright.Engine.Tests.Compatibility;

/// <summary>A rig on which one rule alone is asked. Its parts are shipped ones as they are, unless <paramref name="Lacks"/> says why that cannot be.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Expected">What it answers.</param>
/// <param name="Why">The case in words.</param>
/// <param name="Rig">The rig.</param>
/// <param name="Context">What it is checked against.</param>
/// <param name="Lacks">The fact that no shipped part has, so that one part's fact is set; null for a case of real parts alone.</param>
public sealed record RuleCase(string Rule, Verdict Expected, string Why, Rig Rig, CheckContext Context, LackingFact? Lacks = null);

/// <summary>A fact that no part of the hand-checked and the open catalogue has.</summary>
/// <param name="What">The fact in words.</param>
/// <param name="IsGivenBy">Does a part have it? A test asks every shipped part, so that a set fact goes when the data can give a real one.</param>
public sealed record LackingFact(string What, Func<Part, bool> IsGivenBy);

/// <summary>Every rule passing, failing and unknown.</summary>
internal static class RuleCases
{
    // What no source of the shipped data states; the cases below that need it set it, and say so.
    private static readonly LackingFact ForcedAir = new("no case states that it forces air through its cards", p => p is Case { ServerAirflow.Value: true });

    public static IReadOnlyList<RuleCase> All { get; } = [.. Platform(), .. Support(), .. Memory(), .. Slots(), .. Lanes(), .. Cooling(), .. Room(), .. Electric(), .. Machines(), .. Software()];

    private static RuleCase Pass(string rule, string why, Rig rig, CheckContext? context = null) => new(rule, Verdict.Pass, why, rig, context ?? Default);

    private static RuleCase Fail(string rule, string why, Rig rig, CheckContext? context = null) => new(rule, Verdict.Fail, why, rig, context ?? Default);

    private static RuleCase Unknown(string rule, string why, Rig rig, CheckContext? context = null) => new(rule, Verdict.Unknown, why, rig, context ?? Default);

    private static CheckContext Default => new() { Outlet = T13 };

    private static IEnumerable<RuleCase> Platform() =>
    [
        Pass("build.parts-named", "all named", Am5),
        Unknown("build.parts-named", "no case", Am5 with { Case = null }),
        Pass("cpu.socket", "AM5 on AM5", Am5),
        Fail("cpu.socket", "AM5 processor on sTR5 board", Am5 with { Board = Wrx90.Board }),
        Unknown("cpu.socket", "a Gigabyte TRX50 board of which only the name is known", Am5 with { Board = Trx50Name }),
        Pass("cpu.chipset", "7965WX on WRX90", Wrx90),
        Fail("cpu.chipset", "7960X on WRX90", Wrx90 with { Cpu = Part<Cpu>("cpu-7960x") }),
        Unknown("cpu.chipset", "a Gigabyte TRX50 board of which only the name is known", Wrx90 with { Board = Trx50Name }),
        Pass("case.board-form-factor", "ATX in Define 7", Am5),
        Fail("case.board-form-factor", "SSI EEB in an ATX case", Wrx90 with { Case = Part<Case>("case-dbp-901") }),
        Unknown("case.board-form-factor", "Define 7 XL lists nothing", Wrx90 with { Case = Part<Case>("case-define-7-xl") }),
        Pass("graphics.output", "a card with a fan has outputs", Am5),
        Fail("graphics.output", "only data-centre cards, a 7500F without graphics",
            Am5 with { Devices = [Device("a100-pcie-80")], Cpu = Open<Cpu>("7e2631f6-7672-4930-9c02-728bab88198f") }),
        Unknown("graphics.output", "graphics of the 7975WX not found", Wrx90 with { Devices = [Device("a100-pcie-80")], Cpu = Part<Cpu>("cpu-7975wx") }),
    ];

    // "GIGABYTE TRYX50 AERO D", as the open database spells it: a name without socket, chipset, form factor and memory.
    private static Motherboard Trx50Name => Open<Motherboard>("d7a72f37-8f95-42f0-bf16-614805f2623a");

    // Lian Li SUP01: ATX, 88.2 mm between board and side panel, cards of 400 mm.
    private static Case Flat => Open<Case>("e68e0525-655c-459a-a1fc-c6a215b68c5c");

    private static IEnumerable<RuleCase> Support()
    {
        var i7 = Open<Cpu>("15af1312-b8a1-4790-bda1-06a408ffa51a"); // Core i7 6700K, 2015
        var z390 = Open<Motherboard>("132bb6d4-955b-4d8b-be1d-d715c2c2121d"); // MSI MEG Z390 ACE, 2019: same socket, refuses the 6700K
        var b650 = Open<Motherboard>("02426428-a50d-4d40-8de2-1805414b11e3"); // ASUS TUF Gaming B650-Plus, 2022, no ECC
        var strix = Open<Motherboard>("0eb293d4-4eeb-4111-adf7-7fa3d83dac92"); // ASUS ROG Strix X870-F, 2024, ECC
        var ecc = Open<MemoryKit>("b53c2a06-a768-4af4-a850-3c3910557032"); // unbuffered with ECC
        return
        [
            Pass("cpu.board-support", "AMD names WRX90 for the 7965WX", Wrx90),
            Fail("cpu.board-support", "AMD does not name WRX90 for the 7960X", Wrx90 with { Cpu = Part<Cpu>("cpu-7960x") }),
            Unknown("cpu.board-support", "a 6700K on a Z390 board: the socket alone matches", Am5 with { Cpu = i7, Board = z390 }),
            Unknown("cpu.board-support", "no list for the 9950X", Am5),
            Pass("cpu.bios-age", "a 9950X of 2024 on a board of 2024", Am5 with { Board = strix }),
            Fail("cpu.bios-age", "a 9950X of 2024 on a board of 2022", Am5 with { Board = b650 }),
            Unknown("cpu.bios-age", "year of the board not known", Am5),
            Pass("memory.ecc", "ECC on a board and processor that support it", Am5 with { Board = strix, Memory = [new(ecc)] }),
            Fail("memory.ecc", "ECC on a board without it", Am5 with { Board = b650, Memory = [new(ecc)] }),
            Unknown("memory.ecc", "the board says nothing about ECC", Am5 with { Memory = [new(ecc)] }),
        ];
    }

    private static IEnumerable<RuleCase> Lanes()
    {
        var carbon = Am5 with { Board = Part<Motherboard>("mb-msi-x870e-carbon") };
        var two = Am5 with { Drives = [new(Am5.Drives[0].Part, 2)] };
        var trx50 = Wrx90 with { Cpu = Part<Cpu>("cpu-7960x"), Board = Open<Motherboard>("mb-asus-trx50-sage") }; // the open row knows its three M.2 sockets
        var steel = Open<Motherboard>("e9291cfe-fa38-47a0-8cf0-4dee1560ad88"); // ASRock X670E Steel Legend: a 5.0 and a 3.0 slot
        var five = new RigItem<Drive>(Am5.Drives[0].Part, 5);
        return
        [
            Pass("pcie.generation", "a 5.0 card in the 5.0 slot of the TUF board", Am5),
            Fail("pcie.generation", "two 5.0 cards, the second slot of the Steel Legend is 3.0", Am5 with { Board = steel, Devices = [Device("rtx-pro-6000-blackwell-maxq", 2)] }),
            Unknown("pcie.generation", "slots of the Gaming Plus have no known generation", Am5 with { Board = Part<Motherboard>("mb-msi-x870e-gaming-plus") }),
            Pass("pcie.slot-order", "seven slots in seven positions take two dual-slot cards", Wrx90),
            Fail("pcie.slot-order", "four triple-slot cards in seven positions", Wrx90 with { Devices = [Device("rtx-4090", 4)] }),
            Unknown("pcie.slot-order", "positions on the TUF board not known", Am5 with { Devices = [Device("rtx-a6000", 2)] }),
            Pass("pcie.shared-lanes", "one card and one drive on 20 lanes", Am5),
            Fail("pcie.shared-lanes", "two cards and two drives on the 20 lanes that USB4 leaves", two with { Devices = [Device("rtx-a6000", 2)] }),
            Fail("pcie.shared-lanes", "the Carbon's first slot falls to x8 with a second drive", carbon with { Drives = two.Drives }),
            Unknown("pcie.shared-lanes", "two drives on the TUF board: sharing not known", two),
            Pass("pcie.bifurcation", "TRX50-SAGE splits a slot for a card of four drives", trx50 with { Drives = [five] }),
            Fail("pcie.bifurcation", "TRX50-SAGE splits a slot for drives, not in two for a fifth card", trx50 with { Devices = [Device("rtx-a6000", 5)] }),
            Unknown("pcie.bifurcation", "five drives on the TUF board", Am5 with { Drives = [five] }),
        ];
    }

    private static IEnumerable<RuleCase> Room()
    {
        var liquid = Open<Cooler>("52afe37c-18d9-4043-a7d6-4645ef4609e3"); // Arctic Liquid Freezer WS360-SP6
        var small = Open<Cooler>("0009985c-4992-46ca-92ff-7f4d5a8f96f9"); // Gelid Liquid 240
        var nr200 = Open<Case>("336024ff-6df8-4710-bd5f-b3c8ef276dd4"); // Cooler Master NR200P V2, "Top-Mount 240mm|280mm Liquid Cooler", 372 mm long
        var a6000 = Am5 with { Devices = [Device("rtx-a6000")] };
        var bronze = Open<PowerSupply>("08830d6b-e7fc-41eb-b5a1-6d6c1c90b6df"); // Xigmatek 1000 W Bronze
        var ungraded = Open<PowerSupply>("148abc9e-47de-45d3-aeaf-d28162380fd5"); // Silverstone OP1000-E, grade not stated
        return
        [
            Pass("case.card-height", "an A6000 of 112 mm with its cable in 185 mm", a6000),
            Fail("case.card-height", "the same in the SUP01 of 88 mm", a6000 with { Case = Flat }),
            Unknown("case.card-height", "height of the PRO 6000 Max-Q not found", Am5),
            Pass("case.radiator", "360 mm in a Tower 300 of up to 420 mm", Am5 with { Cooler = liquid, Case = Open<Case>("19cb9d3e-0c55-4ac2-9822-5eacbd0462e0") }),
            Pass("case.radiator", "240 mm in an NR200P V2, whose name states 240 and 280 mm", Am5 with { Cooler = small, Case = nr200 }),
            Fail("case.radiator", "360 mm in a Chopin MAX, 244 mm at its longest", Am5 with { Cooler = liquid, Case = Open<Case>("069b5726-0e47-450d-85ff-d2a2b28718e1") }),
            Unknown("case.radiator", "radiators of the Define 7 not found", Am5 with { Cooler = liquid }),
            Unknown("case.radiator", "whether an NR200P V2 takes more than the 280 mm of its name", Am5 with { Cooler = liquid, Case = nr200 }),
            Pass("cooling.card-spacing", "two blowers", Wrx90 with { Devices = [Device("rtx-a6000", 2)] }),
            Pass("cooling.card-spacing", "two open dual-slot cards with a free slot on seven positions", Wrx90 with { Devices = [Device("rtx-5080", 2)] }),
            Fail("cooling.card-spacing", "three open triple-slot cards on seven positions", Wrx90 with { Devices = [Device("rtx-4090", 3)] }),
            Unknown("cooling.card-spacing", "distance of the TUF board's slots not known", Am5 with { Devices = [Device("rtx-5080", 2)] }),
            Pass("power.efficiency", "Gold at 38 %", Am5),
            Fail("power.efficiency", "Bronze", Am5 with { PowerSupply = bronze }),
            Unknown("power.efficiency", "grade not stated", Am5 with { PowerSupply = ungraded }),
        ];
    }

    private static IEnumerable<RuleCase> Software()
    {
        var engine = Facts.Engines.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var quiet = new CheckContext { Outlet = T13, NoiseFacts = Facts.NoiseFacts, NoiseLimit = SoundLevel.FromDecibelA(40) };
        CheckContext With(string id, string? system = null) => Default with { Engines = [engine[id]], OperatingSystem = system };
        return
        [
            Pass("software.engine-support", "vLLM on Blackwell under Linux", Am5, With("vllm", "linux")),
            Pass("software.engine-support", "an ASUS machine runs what its NVIDIA chip runs", Cluster, With("vllm")),
            Fail("software.engine-support", "vLLM on a Mac", new Rig { Name = "mac", Form = RigForm.Machine, Devices = [Device("apple-m3-ultra-60")] }, With("vllm")),
            Fail("software.engine-support", "vLLM under Windows", Am5, With("vllm", "windows")),
            Unknown("software.engine-support", "llama.cpp on an MI300X under Windows: only its Linux back end names the chip", Am5 with { Devices = [Device("mi300x")] }, With("llama.cpp", "windows")),
            Unknown("software.engine-support", "vLLM on RDNA 3: no generation of AMD's is named", Am5 with { Devices = [Device("rx-7900-xtx")] }, With("vllm")),
            Pass("noise.limit", "a GX10 pair below 45 dBA", Cluster, quiet with { NoiseLimit = SoundLevel.FromDecibelA(45) }),
            Fail("noise.limit", "four 4090 above 40 dBA", Wrx90 with { Devices = [Device("rtx-4090", 4)] }, quiet),
            Unknown("noise.limit", "cooler of the Arc Pro B65 not found", Am5 with { Devices = [Device("arc-pro-b65")] }, quiet),
        ];
    }

    private static IEnumerable<RuleCase> Memory()
    {
        var udimm = Part<MemoryKit>("ram-kf556c40bbk4-128");
        var rdimm = Part<MemoryKit>("ram-renegade-pro-128");
        var slow = Open<MemoryKit>("492c95c9-c076-4d91-b764-3f55a6e1fd98"); // Kingston FURY Renegade Pro DDR5-4800, 8x32 GB, registered
        var generic = Part<MemoryKit>("ram-udimm-64-generic"); // modules, their size and kind not stated
        var ddr4 = Open<MemoryKit>("0058e77c-1417-4afd-b864-54fd0f90cdab"); // TEAMGROUP T-Force Delta RGB DDR4-3200, 2x16 GB
        var half = new CheckContext { Outlet = T13, ModelFiles = [ByteSize.FromGiB(60)] };
        return
        [
            Pass("memory.generation", "DDR5 on DDR5", Am5),
            Fail("memory.generation", "DDR4 on DDR5", Am5 with { Memory = [new(ddr4)] }),
            Unknown("memory.generation", "a board of which only the name is known", Am5 with { Cpu = null, Board = Trx50Name }),
            Pass("memory.dimm-kind", "unbuffered on AM5", Am5),
            Pass("memory.dimm-kind", "registered on WRX90", Wrx90),
            Fail("memory.dimm-kind", "unbuffered on TRX50", Wrx90 with { Cpu = Part<Cpu>("cpu-7960x"), Board = Part<Motherboard>("mb-asus-trx50-sage"), Memory = [new(udimm)] }),
            Fail("memory.dimm-kind", "unbuffered on WRX90", Wrx90 with { Memory = [new(udimm)] }),
            Fail("memory.dimm-kind", "registered on AM5", Am5 with { Memory = [new(rdimm)] }),
            Unknown("memory.dimm-kind", "a generic kit", Am5 with { Memory = [new(generic)] }),
            Pass("memory.slots", "2 modules in 4", Am5),
            Fail("memory.slots", "8 modules in 4", Am5 with { Memory = [new(udimm, 2)] }),
            Unknown("memory.slots", "modules of the generic kit not stated", Am5 with { Memory = [new(generic)] }),
            Pass("memory.capacity", "64 GiB on AM5", Am5),
            Fail("memory.capacity", "512 GiB on AM5", Am5 with { Memory = [new(udimm, 4)] }),
            Unknown("memory.capacity", "limits of the 9960X and the TRX50-SAGE A not found", Wrx90 with { Cpu = Part<Cpu>("cpu-9960x"), Board = Part<Motherboard>("mb-asus-trx50-sage-a") }),
            Pass("memory.channels", "2 modules for 2 channels", Am5),
            Fail("memory.channels", "4 modules for 8 channels", Wrx90 with { Memory = [new(rdimm)] }),
            Unknown("memory.channels", "channels of the 7975WX not found", Wrx90 with { Cpu = Part<Cpu>("cpu-7975wx") }),
            Pass("memory.speed-all-slots", "a 4800 MT/s kit", Wrx90 with { Memory = [new(slow)] }),
            Fail("memory.speed-all-slots", "eight 5600 MT/s modules", Wrx90),
            Unknown("memory.speed-all-slots", "speed of the full board not known", Am5 with { Memory = [new(udimm)] }),
            Pass("memory.model-loading", "60 GiB model, 64 GiB memory", Am5, half),
            Fail("memory.model-loading", "100 GiB model, 64 GiB memory", Am5, half with { ModelFiles = [ByteSize.FromGiB(100)] }),
            Unknown("memory.model-loading", "size of the kit not known", Am5 with { Memory = [new(generic)] }, half),
        ];
    }

    private static IEnumerable<RuleCase> Slots()
    {
        var carbon = Am5 with { Board = Part<Motherboard>("mb-msi-x870e-carbon") };
        return
        [
            Pass("pcie.slots", "one card", Am5),
            Fail("pcie.slots", "three cards in two long slots", Am5 with { Devices = [Device("rtx-a6000", 3)] }),
            Unknown("pcie.slots", "slots not known", Am5 with { Board = Part<Motherboard>("mb-asus-trx50-sage-a") }),
            Pass("pcie.slot-spacing", "four dual-slot cards reach to position seven", Wrx90 with { Devices = [Device("rtx-a6000", 4)] }),
            Fail("pcie.slot-spacing", "four triple-slot cards", Wrx90 with { Devices = [Device("rtx-4090", 4)] }),
            Unknown("pcie.slot-spacing", "form factor not known", Wrx90 with { Board = Part<Motherboard>("mb-asus-trx50-sage-a") }),
            Pass("pcie.wired-lanes", "one card in the x16 slot", Am5),
            Pass("pcie.wired-lanes", "two of six slots of the WRX90E", Wrx90),
            Pass("pcie.wired-lanes", "two cards on TRX50: 48 lanes feed 16 + 16 + 8", Wrx90 with { Cpu = Part<Cpu>("cpu-7960x"), Board = Part<Motherboard>("mb-asus-trx50-sage") }),
            Fail("pcie.wired-lanes", "the Carbon's second slot is x4", carbon with { Devices = [Device("rtx-pro-6000-blackwell-maxq", 2)] }),
            Unknown("pcie.wired-lanes", "second slot of the TUF board not known", Am5 with { Devices = [Device("rtx-pro-6000-blackwell-maxq", 2)] }),
            Pass("pcie.processor-lanes", "8 + 4 of 24", Am5),
            Fail("pcie.processor-lanes", "three cards and a drive on AM5", Am5 with { Devices = [Device("rtx-a6000", 3)] }),
            Unknown("pcie.processor-lanes", "lanes of the 7500F not found", Am5 with { Cpu = Part<Cpu>("cpu-7500f") }),
            Pass("case.card-thickness", "two slots of seven", Am5),
            Fail("case.card-thickness", "four dual-slot cards in seven slots", Am5 with { Devices = [Device("rtx-a6000", 4)] }),
            Fail("case.card-thickness", "two 5090: partner cards may take eight of seven", Am5 with { Devices = [Device("rtx-5090", 2)] }),
            Unknown("case.card-thickness", "slots of the case not known", Am5 with { Case = Part<Case>("case-core-wp200") }),
            Pass("case.card-length", "267 mm", Am5),
            Fail("case.card-length", "267 mm in a Silverstone CS380 of 241 mm", Am5 with { Case = Open<Case>("6bccc006-cb61-4837-9236-d2a8d7ae5a51") }),
            Unknown("case.card-length", "length of the A100 not known", Am5 with { Devices = [Device("a100-pcie-80")] }),
        ];
    }

    private static IEnumerable<RuleCase> Cooling() =>
    [
        Pass("cooler.socket", "Dark Rock Pro 5 on AM5", Am5),
        Fail("cooler.socket", "Dark Rock Pro 5 on sTR5", Wrx90 with { Cooler = Am5.Cooler }),
        Unknown("cooler.socket", "sockets of the ID-Cooling SE-214-XT not found", Am5 with { Cooler = Open<Cooler>("48dbc784-7f4a-47fe-ba9d-0392d8d7c849") }),
        Pass("cooler.height", "168 of 185 mm", Am5),
        Fail("cooler.height", "168 of 88 mm", Am5 with { Case = Flat }),
        Unknown("cooler.height", "height of the NH-U14S TR5-SP6 not found", Am5 with { Cooler = Wrx90.Cooler }),
        // The only rated cooler is for sTR5, and every sTR5 processor here has 350 W: the rule does not ask about the socket.
        Pass("cooler.capability", "350 W for the 230 W of a 9950X", Am5 with { Cooler = Wrx90.Cooler }),
        Fail("cooler.capability", "350 W for 350 W", Wrx90),
        Unknown("cooler.capability", "not rated", Am5),
        Pass("cooling.cards", "360 W of one open card in a closed case", Am5 with { Devices = [Device("rtx-5080")] }),
        Pass("cooling.cards", "passive card in a chassis with forced air", Am5 with { Devices = [Device("a100-pcie-80")], Case = Am5.Case! with { ServerAirflow = Fact(true) } }) with { Lacks = ForcedAir },
        Fail("cooling.cards", "passive card in an open frame", Am5 with { Devices = [Device("a100-pcie-80")], Case = Part<Case>("case-open-frame") }),
        Fail("cooling.cards", "600 W blown into a damped case", Am5 with { Devices = [Device("rtx-pro-6000-blackwell-ws")] }),
        Unknown("cooling.cards", "airflow of the case not known", Am5 with { Devices = [Device("a100-pcie-80")] }),
    ];

    private static IEnumerable<RuleCase> Electric()
    {
        var two600 = Wrx90 with { Devices = [Device("rtx-pro-6000-blackwell-ws", 2)] };
        var inWin = Open<Case>("6232b1cf-b150-44f2-a5cf-f8611f30d4a4"); // "IN WIN 805 ... ATX 12V/EPS (up to 220mm) Power Supply"
        var four4090 = Wrx90 with { Devices = [Device("rtx-4090", 4)], PowerSupply = Part<PowerSupply>("psu-asus-ws-3000") };
        return
        [
            Pass("power.psu-rating", "605 of 1600 W", Am5),
            Fail("power.psu-rating", "two 600 W cards and 350 W on 1600 W", two600),
            Fail("power.psu-rating", "905 of 1000 W leaves less than the margin", Am5 with { Devices = [Device("rtx-pro-6000-blackwell-ws")], PowerSupply = Part<PowerSupply>("psu-enermax-rev3-1000") }),
            Unknown("power.psu-rating", "limit of the Radeon PRO W7800 48 GB not found", Am5 with { Devices = [Device("radeon-pro-w7800-48")] }),
            Pass("power.transients", "ATX 3.1", Am5),
            Fail("power.transients", "ATX 2.4 at more than half load", Am5 with { Cpu = Part<Cpu>("cpu-7500f"), PowerSupply = Open<PowerSupply>("6887a1b0-253d-489b-9427-f0027ee70c06") }), // Corsair TX550M
            Unknown("power.transients", "ATX version not known", Am5 with { PowerSupply = Part<PowerSupply>("psu-pure-power-12m-1000") }),
            Pass("power.16-pin-plugs", "one of two", Am5),
            Fail("power.16-pin-plugs", "three 16-pin cards on two plugs", Wrx90 with { Devices = [Device("rtx-pro-6000-blackwell-maxq", 5)] }),
            Unknown("power.16-pin-plugs", "plugs of the supply not listed", Am5 with { PowerSupply = Part<PowerSupply>("psu-dpp13-1600") }),
            Pass("power.pcie-plugs", "two 12-pin cards on eight plugs", Wrx90 with { Devices = [Device("rtx-3090", 2)] }),
            Fail("power.pcie-plugs", "five 12-pin cards on eight plugs", Wrx90 with { Devices = [Device("rtx-3090", 5)] }),
            Unknown("power.pcie-plugs", "plugs not listed", Wrx90 with { Devices = [Device("rtx-3090")], PowerSupply = Part<PowerSupply>("psu-dpp13-1600") }),
            Pass("power.eps-plugs", "two for an sTR5 board", Wrx90),
            Fail("power.eps-plugs", "four A6000 and the board on two", Wrx90 with { Devices = [Device("rtx-a6000", 4)] }),
            Unknown("power.eps-plugs", "plugs not listed", Wrx90 with { PowerSupply = Part<PowerSupply>("psu-dpp13-1600") }),
            Pass("power.mains-circuit", "one card on T13", Am5),
            Fail("power.mains-circuit", "four 4090 on T13", four4090),
            Unknown("power.mains-circuit", "no outlet given", Am5, new CheckContext()),
            Pass("case.psu-size", "180 mm in an IN WIN 805 of up to 220 mm", Am5 with { Case = inWin }),
            Fail("case.psu-size", "a Rosewill Hercules of 240 mm in the same", Am5 with { Case = inWin, PowerSupply = Open<PowerSupply>("05c1be62-78fc-4133-81aa-95fc251aa5d3") }),
            Fail("case.psu-size", "ATX in an O11 Dynamic Mini, which takes SFX", Am5 with { Case = Open<Case>("51b2027c-caff-483f-9398-25f2b30cd0d9") }),
            Unknown("case.psu-size", "limit of the Define 7 not found", Am5),
        ];
    }

    private static IEnumerable<RuleCase> Machines()
    {
        var a6000 = Wrx90 with { Devices = [Device("rtx-a6000", 2)], NvLinkBridges = 1 };
        var disk = Open<Drive>("006a3315-d7ff-4a83-9409-fc74d0fbc040"); // Seagate IronWolf Pro 8TB HDD 7200RPM 3.5" SATA Internal
        var z790 = Open<Motherboard>("70612e9e-7bf9-4fbe-8f89-7600e2845a20"); // "ASRock Z790 PRO RS WiFi ... 8 SATA3 4 Hyper M.2"
        var mac = new Rig { Name = "mac", Form = RigForm.Machine, Devices = [Device("apple-m3-ultra-60") with { MemoryOption = ByteSize.FromGiB(256) }] };
        var models = new CheckContext { ModelFiles = [ByteSize.FromGB(65), ByteSize.FromGB(20)] };
        return
        [
            Pass("link.nvlink", "two A6000 on a bridge", a6000),
            Fail("link.nvlink", "PRO 6000 on a bridge", Wrx90 with { NvLinkBridges = 1 }),
            Fail("link.nvlink", "three bridges for two pairs", a6000 with { Devices = [Device("rtx-a6000", 4)], NvLinkBridges = 3 }),
            Unknown("link.nvlink", "link of the V100 PCIe not found", a6000 with { Devices = [Device("v100-pcie-32", 2)] }),
            Pass("machine.cluster-link", "two on a cable", Cluster),
            Fail("machine.cluster-link", "two without a cable", Cluster with { Cables = [] }),
            Fail("machine.cluster-link", "three without a switch", Cluster with { Devices = [Device("gb10-asus-ascent-gx10", 3)] }),
            Unknown("machine.cluster-link", "link of the Ryzen AI Max machines not found", Cluster with { Devices = [Device("ryzen-ai-max-128", 2)] }),
            Pass("machine.memory-option", "M3 Ultra with 256 GB", mac),
            Fail("machine.memory-option", "M3 Ultra with the M2 Ultra's 192 GB", mac with { Devices = [Device("apple-m3-ultra-60") with { MemoryOption = ByteSize.FromGiB(192) }] }),
            Unknown("machine.memory-option", "M3 Ultra, memory not stated", mac with { Devices = [Device("apple-m3-ultra-60")] }),
            Pass("storage.capacity", "85 GB on 2 TB", Am5, models),
            Fail("storage.capacity", "2.2 TB on 2 TB", Am5, models with { ModelFiles = [ByteSize.FromGB(2200)] }),
            Unknown("storage.capacity", "capacity of the ADATA SU800 row not read", Am5 with { Drives = [new(Open<Drive>("e8e8fbda-3c09-47b0-8c69-6c9c6a1b9c9c"))] }, models),
            Pass("storage.m2-sockets", "one drive", Am5),
            Fail("storage.m2-sockets", "five drives in four sockets", Am5 with { Drives = [new(Am5.Drives[0].Part, 5)] }),
            Unknown("storage.m2-sockets", "sockets not known", Am5 with { Board = Part<Motherboard>("mb-msi-x870e-gaming-plus") }),
            Pass("storage.sata-ports", "eight disks on the eight ports of a Z790 PRO RS", Am5 with { Board = z790, Drives = [new(disk, 8)] }),
            Fail("storage.sata-ports", "nine disks on them", Am5 with { Board = z790, Drives = [new(disk, 9)] }),
            Unknown("storage.sata-ports", "ports of the TUF board not found", Am5 with { Drives = [new(disk)] }),
        ];
    }
}
