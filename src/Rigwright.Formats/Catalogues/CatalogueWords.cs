using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;

namespace Rigwright.Formats.Catalogues;

/// <summary>The words that the tables use for enumerations.</summary>
internal static class CatalogueWords
{
    public static readonly WordList<AcceleratorKind> AcceleratorKinds = new(
        ("discrete-gpu", AcceleratorKind.DiscreteGpu),
        ("soc", AcceleratorKind.Soc),
        ("system", AcceleratorKind.System),
        ("cpu", AcceleratorKind.Cpu));

    public static readonly WordList<CoolingKind> Cooling = new(
        ("open-air", CoolingKind.OpenAir),
        ("flow-through", CoolingKind.FlowThrough),
        ("blower", CoolingKind.Blower),
        ("passive", CoolingKind.Passive),
        ("liquid", CoolingKind.Liquid),
        ("system", CoolingKind.System),
        ("laptop", CoolingKind.Laptop));

    public static readonly WordList<PowerPlug> Plugs = new(
        ("pcie-6", PowerPlug.Pcie6),
        ("pcie-8", PowerPlug.Pcie8),
        ("12-pin", PowerPlug.Pcie12),
        ("12vhpwr", PowerPlug.Pcie12Vhpwr),
        ("12v-2x6", PowerPlug.Pcie12V2x6),
        ("eps-8", PowerPlug.Eps8),
        ("eps-4", PowerPlug.Eps4));

    public static readonly WordList<DimmKind> DimmKinds = new(
        ("udimm", DimmKind.Udimm),
        ("rdimm", DimmKind.Rdimm),
        ("sodimm", DimmKind.Sodimm));

    public static readonly WordList<Condition> Conditions = new([.. OfferWords.Conditions]);

    public static readonly WordList<OfferSubject> OfferSubjects = new([.. OfferWords.Subjects]);

    public static readonly WordList<PriceTax> PriceTaxes = new([.. OfferWords.Taxes]);

    public static readonly WordList<StockState> Stocks = new([.. OfferWords.Stocks]);
}

/// <summary>The words of an enumeration. Arrays instead of a dictionary: every dictionary of an enumeration costs a dozen methods to compile at start-up.</summary>
internal sealed class WordList<T>(params (string Word, T Value)[] entries) where T : struct
{
    private readonly string[] _words = Array.ConvertAll(entries, e => e.Word);

    public IReadOnlyList<string> Words => _words;

    public bool TryGet(string word, out T value)
    {
        var index = Array.IndexOf(_words, word);
        value = index < 0 ? default : entries[index].Value;
        return index >= 0;
    }
}
