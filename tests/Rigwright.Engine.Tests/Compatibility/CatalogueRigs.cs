using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.TestKit;

using Case = Rigwright.Domain.Parts.Case;
namespace Rigwright.Engine.Tests.Compatibility;

/// <summary>Rigs of real parts, to be changed one fact at a time.</summary>
internal static class CatalogueRigs
{
    private static readonly Lazy<Catalogue> Loaded = new(() => CatalogueReader.Read(Repository.PathOf("data")).Value!);

    public static Catalogue Facts => Loaded.Value;

    public static Outlet T13 => Facts.FindRegion("CH")!.Outlets[0];

    /// <summary>One 300 W card on AM5 with a supply whose plugs are known.</summary>
    public static Rig Am5 { get; } = new()
    {
        Name = "AM5",
        Form = RigForm.Build,
        Devices = [Device("rtx-pro-6000-blackwell-maxq")],
        Cpu = Part<Cpu>("cpu-9950x"),
        Board = Part<Motherboard>("mb-asus-tuf-x870e-plus"),
        Memory = [new(Part<MemoryKit>("ram-kf556c36bbek2-64"))],
        PowerSupply = Part<PowerSupply>("psu-asrock-pg1600g"),
        Case = Part<Case>("case-define-7"),
        Cooler = Part<Cooler>("cool-drp5"),
        Drives = [new(Part<Drive>("ssd-990pro-2tb"))],
    };

    /// <summary>Two cards on WRX90.</summary>
    public static Rig Wrx90 { get; } = Am5 with
    {
        Name = "WRX90",
        Devices = [Device("rtx-pro-6000-blackwell-maxq", 2)],
        Cpu = Part<Cpu>("cpu-7965wx"),
        Board = Part<Motherboard>("mb-asus-wrx90e"),
        Memory = [new(Part<MemoryKit>("ram-renegade-pro-128"), 2)],
        Case = Part<Case>("case-enthoo-pro-2-server"),
        Cooler = Part<Cooler>("cool-nh-u14s-tr5"),
    };

    /// <summary>Two small machines on a cable.</summary>
    public static Rig Cluster { get; } = new()
    {
        Name = "cluster",
        Form = RigForm.Cluster,
        Devices = [Device("gb10-asus-ascent-gx10", 2)],
        Cables = [new(Part<Cable>("cable-qsfp56"))],
    };

    public static RigDevice Device(string id, int count = 1) => new() { Accelerator = Accelerator(id), Count = count };

    public static Accelerator Accelerator(string id) => Facts.Find(new AcceleratorId(id)) ?? throw new InvalidOperationException($"No accelerator {id}.");

    public static T Part<T>(string id) where T : Part => (T)(Facts.Find(new PartId(id)) ?? throw new InvalidOperationException($"No part {id}."));

    /// <summary>A part of the open database by its id, as it is shipped.</summary>
    public static T Open<T>(string id) where T : Part => (T)(Opened.Value.GetValueOrDefault(id) ?? throw new InvalidOperationException($"No open part {id}."));

    private static readonly Lazy<Dictionary<string, Part>> Opened = new(() =>
        OpenPartsReader.Read(Repository.PathOf("data"), Facts).Value!.Parts.ToDictionary(p => p.Id.Value, StringComparer.Ordinal));

    /// <summary>Every shipped part: the hand-checked ones and the open database.</summary>
    public static IEnumerable<Part> Shipped => Facts.Parts.Concat(Opened.Value.Values);

    public static Sourced<T> Fact<T>(T value) where T : notnull => new(value, new SourceId("test"), Evidence.VendorSpec, new DateOnly(2026, 2, 17));

    public static Sourced<Length> Millimetres(double value) => Fact(Length.FromMillimetres(value));

    public static Sourced<Power> Watts(double value) => Fact(Power.FromWatts(value));

    /// <summary>The same devices with one fact about them changed.</summary>
    public static Rig With(this Rig rig, Func<Accelerator, Accelerator> change) =>
        rig with { Devices = [.. rig.Devices.Select(d => d with { Accelerator = change(d.Accelerator) })] };
}
