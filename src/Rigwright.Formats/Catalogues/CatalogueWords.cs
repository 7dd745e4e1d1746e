using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;

namespace Rigwright.Formats.Catalogues;

/// <summary>The words that the tables use for enumerations.</summary>
internal static class CatalogueWords
{
    public static readonly IReadOnlyDictionary<string, AcceleratorKind> AcceleratorKinds = new Dictionary<string, AcceleratorKind>
    {
        ["discrete-gpu"] = AcceleratorKind.DiscreteGpu,
        ["soc"] = AcceleratorKind.Soc,
        ["system"] = AcceleratorKind.System,
        ["cpu"] = AcceleratorKind.Cpu,
    };

    public static readonly IReadOnlyDictionary<string, CoolingKind> Cooling = new Dictionary<string, CoolingKind>
    {
        ["open-air"] = CoolingKind.OpenAir,
        ["flow-through"] = CoolingKind.FlowThrough,
        ["blower"] = CoolingKind.Blower,
        ["passive"] = CoolingKind.Passive,
        ["liquid"] = CoolingKind.Liquid,
        ["system"] = CoolingKind.System,
        ["laptop"] = CoolingKind.Laptop,
    };

    public static readonly IReadOnlyDictionary<string, PowerPlug> Plugs = new Dictionary<string, PowerPlug>
    {
        ["pcie-6"] = PowerPlug.Pcie6,
        ["pcie-8"] = PowerPlug.Pcie8,
        ["12-pin"] = PowerPlug.Pcie12,
        ["12vhpwr"] = PowerPlug.Pcie12Vhpwr,
        ["12v-2x6"] = PowerPlug.Pcie12V2x6,
        ["eps-8"] = PowerPlug.Eps8,
        ["eps-4"] = PowerPlug.Eps4,
    };

    public static readonly IReadOnlyDictionary<string, DimmKind> DimmKinds = new Dictionary<string, DimmKind>
    {
        ["udimm"] = DimmKind.Udimm,
        ["rdimm"] = DimmKind.Rdimm,
        ["sodimm"] = DimmKind.Sodimm,
    };

    public static readonly IReadOnlyDictionary<string, Condition> Conditions = new Dictionary<string, Condition>
    {
        ["new"] = Condition.New,
        ["refurbished"] = Condition.Refurbished,
        ["used"] = Condition.Used,
        ["build-total"] = Condition.BuildTotal,
    };

    public static readonly IReadOnlyDictionary<string, OfferSubject> OfferSubjects = new Dictionary<string, OfferSubject>
    {
        ["accelerator"] = OfferSubject.Accelerator,
        ["part"] = OfferSubject.Part,
        ["prebuilt"] = OfferSubject.Prebuilt,
        ["none"] = OfferSubject.Unmatched,
    };
}
