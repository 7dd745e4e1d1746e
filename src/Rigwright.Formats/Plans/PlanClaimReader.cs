using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Plans;

/// <summary>Reads the claims of a plan.</summary>
internal sealed class PlanClaimReader(DiagnosticBag bag, PlanLineReader lines)
{
    private const double Most = 1e9;
    private readonly PlanValues _values = lines.Values;

    public PlanClaims Read(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "'claims'", PlanWords.ClaimKeys, PlanCodes.Binder, bag);
        return new()
        {
            Power = Each(binder, "power", PlanWords.PowerKeys, Power),
            DeviceMemory = Each(binder, "device_memory", PlanWords.DeviceMemoryKeys, DeviceMemory),
            Noise = Each(binder, "noise", PlanWords.NoiseKeys, Noise),
            Accelerators = Each(binder, "accelerators", PlanWords.AcceleratorKeys, Accelerator),
            Models = Each(binder, "models", PlanWords.ModelKeys, Model),
            Speeds = Each(binder, "speeds", PlanWords.SpeedKeys, Speed),
            Together = Each(binder, "together", PlanWords.TogetherKeys, Together),
            Vat = Each(binder, "vat", PlanWords.VatKeys, Vat),
            Prices = Each(binder, "prices", PlanWords.PriceKeys, Price),
            Upgrades = Each(binder, "upgrades", PlanWords.UpgradeKeys, Upgrade),
        };
    }

    private List<T> Each<T>(YamlBinder claims, string key, IReadOnlyList<string> keys, Func<YamlBinder, T?> read) where T : class
    {
        var result = new List<T>();
        foreach (var block in _values.Blocks(claims.List(key), key))
        {
            if (read(new YamlBinder(block, $"an entry of '{key}'", keys, PlanCodes.Binder, bag)) is { } claim)
                result.Add(claim);
        }
        return result;
    }

    private PowerClaim? Power(YamlBinder b) =>
        _values.Figure(b, "watts", 0, Most, required: true) is { } watts ? new(watts, b.Text("from"), b.Position) : null;

    private static DeviceMemoryClaim? DeviceMemory(YamlBinder b) =>
        b.Number("gb", 0, Most, required: true) is { } gb ? new(gb, b.Text("from"), b.Position) : null;

    private static NoiseClaim? Noise(YamlBinder b) =>
        b.Scalar("word", required: true) is { } word && b.Word(word, "word", PlanWords.NoiseWords) is not null
            ? new(word.Text, b.Text("from"), b.Position) : null;

    private static AcceleratorClaim? Accelerator(YamlBinder b) => b.Text("accelerator", required: true) is { } name
        ? new(name, b.Text("from"), b.Position)
        {
            Watts = b.Number("watts", 0, Most),
            MemoryGigabytes = b.Number("memory_gb", 0, Most),
            BandwidthGigabytesPerSecond = b.Number("bandwidth_gb_per_s", 0, Most),
            NvLink = b.Truth("nvlink"),
            Cooling = b.Word("cooling", PlanWords.Coolings),
        }
        : null;

    private static ModelClaim? Model(YamlBinder b) => b.Text("model", required: true) is { } name
        ? new(name, b.Text("from"), b.Position)
        {
            Quantisation = b.Text("quantisation"),
            SizeGigabytes = b.Number("size_gb", 0, Most),
            ActiveParametersB = b.Number("active_parameters_b", 0, Most),
            TotalParametersB = b.Number("total_parameters_b", 0, Most),
        }
        : null;

    private SpeedClaim? Speed(YamlBinder b)
    {
        var (name, speed) = (b.Text("model", required: true), _values.Figure(b, "decode_tokens_per_second", 0, Most, required: true));
        return name is not null && speed is { } figure
            ? new(name, figure, b.Text("from"), b.Position)
            {
                Quantisation = b.Text("quantisation"),
                Accelerator = b.Text("accelerator"),
                Devices = b.Whole("devices", 1, 10_000),
                Streams = b.Whole("streams", 1, 1_000_000) ?? 1,
                Split = b.Word("split", PlanWords.Splits) ?? SplitKind.Unstated,
                Engine = b.Text("engine"),
            }
            : null;
    }

    private TogetherClaim? Together(YamlBinder b)
    {
        var models = new List<LoadedModel>();
        foreach (var block in _values.Blocks(b.List("models", required: true), "models"))
        {
            var entry = new YamlBinder(block, "a loaded model", PlanWords.LoadedKeys, PlanCodes.Binder, bag);
            if (entry.Text("model", required: true) is { } name)
                models.Add(new(name, entry.Text("quantisation"), entry.Number("size_gb", 0, Most)));
        }
        return new(models, b.Text("from"), b.Position)
        {
            Accelerator = b.Text("accelerator"),
            FreeGigabytes = b.Number("free_gb", 0, Most),
            Split = b.Word("split", PlanWords.Splits) ?? SplitKind.Unstated,
        };
    }

    private static VatClaim? Vat(YamlBinder b)
    {
        var (percent, region) = (b.Number("percent", 0, 100, required: true), b.Text("region", required: true));
        return percent is { } value && region is not null ? new(value, region, b.Text("from"), b.Position) : null;
    }

    private PriceClaim? Price(YamlBinder b)
    {
        var (kind, reference) = lines.Reference(b);
        if (reference is null)
            bag.Error(PlanCodes.MissingKey, b.Position, "'part' or 'accelerator' is missing in an entry of 'prices'.");
        var figure = _values.Figure(b, "price", 0, Most, required: true);
        var currency = _values.Currency(b, "currency") ?? lines.Currency;
        var date = b.Scalar("date") is { } day ? _values.Date(day, "date") : null;
        return reference is not null && figure is { } f
            ? new(kind, reference, new((decimal)f.Low, currency), new((decimal)f.High, currency),
                b.Word("condition", PlanWords.Conditions) ?? Condition.New, date, b.Text("from"), b.Position)
            : null;
    }

    private UpgradeClaim? Upgrade(YamlBinder b) => new(lines.Lines(b.List("add", required: true), "add"), b.Text("from"), b.Position)
    {
        Watts = b.Number("watts", 0, Most),
        NothingElseChanges = b.Truth("nothing_else_changes") ?? false,
    };
}
