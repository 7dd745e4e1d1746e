using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

/// <summary>Seeded random parts whose facts collide often and are sometimes unknown, so that every rule passes, fails and does not know.</summary>
internal sealed class RandomParts(int seed, double unknownShare = 0.1)
{
    private static readonly SourceId Source = new("test");

    private readonly Random _random = new(seed);
    private int _number;

    public BuildRequest Request(int cards = 1) => new()
    {
        Rig = new Rig
        {
            Name = "test",
            Form = RigForm.Build,
            Devices = [new RigDevice { Accelerator = Card(), Count = cards }],
        },
        Context = new CheckContext
        {
            Outlet = new Outlet("t", "a 10 A outlet", Fact(230.0), Fact(10.0), Fact(_random.Next(2) == 0 ? 1.0 : 0.5)),
            ModelFiles = [ByteSize.FromGB(_random.Next(1, 1500))],
        },
        Findings = _random.Next(2) == 0 ? new() : new FindingPrices { Warning = _random.Next(60), Unknown = _random.Next(30), RefusedUnknowns = new HashSet<string> { Pick("case.card-length", "power.eps-plugs", "none") } },
    };

    public List<PartPrice> Parts(int perKind) => [.. Enumerable.Range(0, perKind).SelectMany(_ => (Part[])[Cpu(), Board(), Kit(), Supply(), Chassis(), Cooler(), Drive()])
        .Select(p => new PartPrice(p, Money.Chf(_random.Next(20, 400))))];

    private Accelerator Card() => new()
    {
        Id = new("card"),
        Vendor = "Test",
        Name = "Card",
        Kind = AcceleratorKind.DiscreteGpu,
        MemoryOptions = [Fact(ByteSize.FromGiB(32))],
        PowerLimit = Maybe(Power.FromWatts(Pick(150, 300, 600))),
        SlotWidth = Maybe((double)Pick(2, 3, 4)),
        Length = Maybe(Length.FromMillimetres(Pick(280, 330, 360))),
        Cooling = Maybe(Pick(CoolingKind.OpenAir, CoolingKind.Passive, CoolingKind.Blower)),
        PowerPlugs = Maybe<IReadOnlyList<PlugCount>>(Pick<IReadOnlyList<PlugCount>>([new(PowerPlug.Pcie12V2x6, 1)], [new(PowerPlug.Pcie8, 2)], [new(PowerPlug.Eps8, 1)])),
    };

    public Cpu Cpu() => new()
    {
        Id = Id("cpu"),
        Name = "cpu",
        Socket = Maybe(Pick("AM5", "sTR5")),
        Chipsets = _random.Next(3) == 0 ? Fact<IReadOnlyList<string>>([Pick("TRX50", "X870E")]) : null,
        Tdp = Maybe(Power.FromWatts(Pick(65, 170, 350))),
        PackagePowerLimit = _random.Next(2) == 0 ? Maybe(Power.FromWatts(Pick(88, 230))) : null,
        PcieLanes = Maybe(Pick(16, 24, 48)),
        DimmKinds = Maybe(Kinds()),
        MemoryChannels = Maybe(Pick(2, 4)),
        MemoryMax = Maybe(ByteSize.FromGiB(Pick(64, 192, 1024))),
        MemoryType = Maybe(Pick("DDR4", "DDR5")),
        IntegratedGraphics = Maybe(_random.Next(2) == 0),
        IncludesCooler = Maybe(_random.Next(3) == 0),
    };

    public Motherboard Board() => new()
    {
        Id = Id("board"),
        Name = "board",
        Socket = Maybe(Pick("AM5", "sTR5")),
        Chipset = Maybe(Pick("TRX50", "X870E")),
        FormFactor = Maybe(Pick("ATX", "Micro-ATX", "SSI CEB")),
        MemoryType = Maybe(Pick("DDR4", "DDR5")),
        DimmKinds = Maybe(Kinds()),
        MemorySlots = Maybe(Pick(2, 4)),
        MemoryMax = Maybe(ByteSize.FromGiB(Pick(64, 192))),
        SpeedAllSlotsFilled = Maybe(Pick(3600, 6000)),
        Slots = Maybe<IReadOnlyList<SlotGroup>>([new(_random.Next(1, 4), 5.0, Pick(8, 16), _random.Next(2) == 0 ? Pick(4, 8, 16) : null)]),
        SlotsAtX8OrMore = _random.Next(2) == 0 ? Fact(_random.Next(1, 3)) : null,
        M2Slots = Maybe(_random.Next(0, 3)),
        EpsPlugs = Maybe(_random.Next(1, 3)),
    };

    public MemoryKit Kit() => new()
    {
        Id = Id("kit"),
        Name = "kit",
        MemoryType = Maybe(Pick("DDR4", "DDR5")),
        Kind = Maybe(Pick(DimmKind.Udimm, DimmKind.Rdimm)),
        SpeedMts = Maybe(Pick(3600, 5600)),
        Modules = Maybe(Pick(1, 2, 4)),
        ModuleSize = Maybe(ByteSize.FromGiB(Pick(16, 32, 64))),
    };

    public PowerSupply Supply() => new()
    {
        Id = Id("psu"),
        Name = "psu",
        Rating = Maybe(Power.FromWatts(Pick(550, 850, 1600))),
        FormFactor = Maybe(Pick("ATX", "SFX")),
        AtxVersion = Maybe(Pick(2.4, 3.1)),
        Efficiency = Maybe(Pick("Gold", "Platinum")),
        Length = Maybe(Length.FromMillimetres(Pick(140, 200))),
        Plugs = Maybe<IReadOnlyList<PlugCount>>([new(PowerPlug.Pcie12V2x6, _random.Next(0, 3)), new(PowerPlug.Pcie8, _random.Next(0, 7)), new(PowerPlug.Eps8, _random.Next(1, 4))]),
    };

    public Domain.Parts.Case Chassis() => new()
    {
        Id = Id("case"),
        Name = "case",
        BoardFormFactors = Maybe(Pick<IReadOnlyList<string>>(["ATX", "Micro-ATX"], ["Micro-ATX"], ["SSI EEB", "ATX"])),
        MaxCardLength = Maybe(Length.FromMillimetres(Pick(300, 340, 400))),
        MaxCoolerHeight = Maybe(Length.FromMillimetres(Pick(155, 185))),
        MaxPsuLength = Maybe(Length.FromMillimetres(Pick(160, 220))),
        ExpansionSlots = Maybe(Pick(4, 7, 9)),
        PsuFormFactors = Maybe<IReadOnlyList<string>>([Pick("ATX", "SFX")]),
        ServerAirflow = Maybe(_random.Next(2) == 0),
        MaxRadiatorMm = _random.Next(3) == 0 ? Maybe(Pick(240, 280, 420)) : null,
        RadiatorMm = _random.Next(3) == 0 ? Maybe(Pick(240, 360)) : null,
        LongestSide = Maybe(Length.FromMillimetres(Pick(300, 372, 500))),
    };

    public Cooler Cooler() => new()
    {
        Id = Id("cooler"),
        Name = "cooler",
        Sockets = Maybe(Pick<IReadOnlyList<string>>(["AM5"], ["sTR5"], ["AM5", "sTR5"])),
        Height = Maybe(Length.FromMillimetres(Pick(150, 165))),
        Capability = Maybe(Power.FromWatts(Pick(120, 250, 360))),
        Liquid = Maybe(_random.Next(4) == 0),
        RadiatorMm = Maybe(Pick(240, 280, 360, 394)),
    };

    public Drive Drive() => new()
    {
        Id = Id("drive"),
        Name = "drive",
        Capacity = Maybe(ByteSize.FromGB(Pick(500, 2000))),
        FormFactor = Maybe(Pick("M.2-2280", "2.5\"")),
    };

    private IReadOnlyList<DimmKind> Kinds() => Pick<IReadOnlyList<DimmKind>>([DimmKind.Udimm], [DimmKind.Rdimm], [DimmKind.Udimm, DimmKind.Rdimm]);

    private PartId Id(string kind) => new($"{kind}-{++_number:000}");

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private Sourced<T>? Maybe<T>(T value) where T : notnull => _random.NextDouble() < unknownShare ? null : Fact(value);

    private static Sourced<T> Fact<T>(T value) where T : notnull => new(value, Source, Evidence.VendorSpec, new DateOnly(2026, 1, 1));
}
