using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Speed;

/// <summary>What the step-time formula needs to know of one device. Built once per accelerator; raw values because a kernel reads them.</summary>
public sealed record DeviceProfile
{
    /// <summary>Accelerator id.</summary>
    public required string Id { get; init; }

    /// <summary>What effects of measured hardware are keyed by: the id of a card; of a unified memory its family, bandwidth and compute rates, because one
    /// chip is sold in several machines (GB10 in the DGX Spark and in the Ascent GX10, the Ryzen AI Max+ 395 in dozens) that decode alike.</summary>
    public required string Chip { get; init; }

    /// <summary>Maker in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>Generation: <c>ada</c>, <c>blackwell</c>, <c>gb10</c>, <c>m3</c>, <c>rdna3.5</c>, <c>cpu</c> …; the parent level of a card never measured.</summary>
    public required string Family { get; init; }

    /// <summary>discrete, unified, laptop or cpu.</summary>
    public required string Form { get; init; }

    /// <summary>Peak memory bandwidth in bytes per second, above zero.</summary>
    public required double BandwidthBytesPerSec { get; init; }

    /// <summary>FP32 vector rate in FLOP/s; null when no source gives it.</summary>
    public double? VectorFlopsPerSec { get; init; }

    /// <summary>Dense 16-bit matrix rate in FLOP/s (the vector rate where there are no matrix units); null when no source gives either.</summary>
    public double? MatrixFlopsPerSec { get; init; }

    /// <summary>Dense 8-bit integer matrix rate in OP/s, which quantised prefills use; null when no source gives it.</summary>
    public double? Int8OpsPerSec { get; init; }

    /// <summary>Dense FP8 matrix rate in FLOP/s; null when the device has no such units or no source gives it.</summary>
    public double? Fp8FlopsPerSec { get; init; }

    /// <summary>Dense FP4 matrix rate in FLOP/s; null when the device has no such units or no source gives it.</summary>
    public double? Fp4FlopsPerSec { get; init; }

    /// <summary>The best matrix rate for weights of a class in an engine: ggml multiplies quantised weights as 8-bit integers; the others expand
    /// 4-bit integers to 16-bit floats (Marlin, MLX) and use the 8- and 4-bit floats of cards that have them.</summary>
    public double? PeakFor(string quantClass, string engine)
    {
        if (MatrixFlopsPerSec is not { } matrix || quantClass is "f16" or "bf16")
            return MatrixFlopsPerSec;
        if (EngineKey.ParentOf(engine) == "ggml")
            return Math.Max(matrix, Int8OpsPerSec ?? ByDotProducts(matrix));
        return Math.Max(matrix, quantClass switch
        {
            "int8" => Int8OpsPerSec ?? matrix,
            "fp8" => Fp8FlopsPerSec ?? matrix,
            "nvfp4" => Fp4FlopsPerSec ?? matrix,
            _ => matrix,
        });
    }

    // DP4A: four 8-bit products where one FP32 product would go (GP102 white paper: P40 47 TOPS against 11.8 TFLOPS; RDNA2 likewise).
    private double ByDotProducts(double matrix) => Family is "pascal" or "volta" or "rdna2" ? 4 * (VectorFlopsPerSec ?? matrix) : matrix;

    /// <summary>Bandwidth between two such devices in one machine or over the cluster link, in bytes per second and direction; null when unknown.</summary>
    public double? LinkBytesPerSec { get; init; }

    /// <summary>nvlink, pcie, connectx or none.</summary>
    public string LinkKind { get; init; } = "pcie";

    /// <summary>Reads the profile off a catalogue entry.</summary>
    /// <returns>Unknown when the bandwidth has no source.</returns>
    public static Answer<DeviceProfile> From(Accelerator accelerator)
    {
        if (accelerator.Bandwidth is not { } bandwidth || bandwidth.Value.BytesPerSecond <= 0)
            return Answer<DeviceProfile>.Unknown($"memory bandwidth of {accelerator.Name}");
        var vector = accelerator.Fp32?.Value.FlopPerSecond;
        var matrix = accelerator.Fp16Dense?.Value.FlopPerSecond ?? accelerator.Bf16Dense?.Value.FlopPerSecond;
        var family = FamilyOf(accelerator);
        return Answer<DeviceProfile>.Known(new()
        {
            Id = accelerator.Id.Value,
            Vendor = accelerator.Vendor.ToLower(CultureInfo.InvariantCulture),
            Chip = ChipOf(accelerator, family),
            Family = family,
            Form = FormOf(accelerator),
            BandwidthBytesPerSec = bandwidth.Value.BytesPerSecond,
            VectorFlopsPerSec = Positive(vector) ?? Positive(matrix) / MatrixPerVector,
            MatrixFlopsPerSec = Positive(matrix) ?? Positive(vector),
            Int8OpsPerSec = Positive(accelerator.Int8Dense?.Value.FlopPerSecond),
            Fp8FlopsPerSec = Positive(accelerator.Fp8Dense?.Value.FlopPerSecond),
            Fp4FlopsPerSec = Positive(accelerator.Fp4Dense?.Value.FlopPerSecond),
            LinkBytesPerSec = LinkOf(accelerator),
            LinkKind = LinkKindOf(accelerator),
        });
    }

    private static string ChipOf(Accelerator accelerator, string family) => accelerator.Kind is not (AcceleratorKind.Soc or AcceleratorKind.System) ? accelerator.Id.Value
        : string.Create(CultureInfo.InvariantCulture,
            $"{family}/{accelerator.Bandwidth!.Value.BytesPerSecond / 1e9:0}/{accelerator.Fp16Dense?.Value.FlopPerSecond / 1e12:0.#}/{accelerator.Fp32?.Value.FlopPerSecond / 1e12:0.#}");

    // Assumed: matrix units of cards whose FP32 rate has no source are taken as four times the vector rate (Ampere and later data centre cards: 4 to 16).
    private const double MatrixPerVector = 4;

    private static double? Positive(double? value) => value is > 0 ? value : null;

    private static string FormOf(Accelerator accelerator) => accelerator.Kind switch
    {
        AcceleratorKind.Cpu => "cpu",
        AcceleratorKind.Soc or AcceleratorKind.System => "unified",
        _ => accelerator.Cooling?.Value == CoolingKind.Laptop || accelerator.Id.Value.EndsWith("-laptop", StringComparison.Ordinal)
            || accelerator.Id.Value.Contains("-laptop-", StringComparison.Ordinal) ? "laptop" : "discrete",
    };

    private static readonly (string Prefix, string Family)[] NvidiaFamilies =
    [
        ("sm_60", "pascal"), ("sm_61", "pascal"), ("sm_70", "volta"), ("sm_75", "turing"), ("sm_80", "ampere-dc"), ("sm_86", "ampere"),
        ("sm_87", "orin"), ("sm_89", "ada"), ("sm_90", "hopper"), ("sm_100", "blackwell-dc"), ("sm_103", "blackwell-dc"),
        ("sm_120", "blackwell"), ("sm_121", "gb10"),
    ];

    private static readonly string[] OtherFamilies =
        ["RDNA4", "RDNA3.5", "RDNA3", "RDNA2", "GCN4", "CDNA4", "CDNA3", "CDNA2", "CDNA1", "Xe2", "Xe-HPG", "Wormhole", "Blackhole", "Gaudi2", "Gaudi3"];

    private static string FamilyOf(Accelerator accelerator)
    {
        if (accelerator.Kind == AcceleratorKind.Cpu)
            return "cpu";
        var architecture = accelerator.Architecture?.Value ?? "";
        var first = architecture.Split(' ')[0];
        foreach (var (prefix, family) in NvidiaFamilies)
        {
            if (first == prefix)
                return family;
        }
        if (accelerator.Vendor == "Apple")
            return AppleGeneration(accelerator.Id.Value);
        foreach (var family in OtherFamilies)
        {
            if (architecture.Contains(family, StringComparison.Ordinal))
                return family.ToLower(CultureInfo.InvariantCulture);
        }
        return first.Length > 0 ? first.ToLower(CultureInfo.InvariantCulture).TrimEnd(',') : "other";
    }

    private static string AppleGeneration(string id)
    {
        var part = id.Split('-').FirstOrDefault(p => p.Length == 2 && p[0] == 'm' && char.IsDigit(p[1]));
        return part ?? "apple";
    }

    // Cards whose NVLink needs a bridge bought apart (and joins two of them) talk over PCIe until somebody says otherwise.
    private static bool IsAlwaysThere(DeviceLink link) =>
        link.Kind.Contains("NVLink", StringComparison.OrdinalIgnoreCase) && !link.Description.Contains("bridge", StringComparison.OrdinalIgnoreCase);

    private static string LinkKindOf(Accelerator accelerator)
    {
        if (accelerator.Kind == AcceleratorKind.DiscreteGpu && accelerator.Link?.Value is { } link && IsAlwaysThere(link))
            return "nvlink";
        return accelerator.Kind is AcceleratorKind.System or AcceleratorKind.Soc ? "connectx" : "pcie";
    }

    private static double? LinkOf(Accelerator accelerator)
    {
        if (accelerator.Link?.Value is { PerDirection: { } rate } link && rate.BytesPerSecond > 0 && (accelerator.Kind != AcceleratorKind.DiscreteGpu || IsAlwaysThere(link)))
            return rate.BytesPerSecond;
        // PCIe 3.0 carries 0.985 GB/s a lane and direction (8 GT/s, 128b/130b); every generation doubles it.
        if (accelerator.PcieGeneration?.Value is { } generation && accelerator.PcieLanes?.Value is { } lanes)
            return 0.985e9 * Math.Pow(2, generation - 3) * lanes;
        return null;
    }
}
