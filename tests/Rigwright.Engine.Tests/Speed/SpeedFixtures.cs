using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Tests.Speed;

/// <summary>A calibration small enough to compute by hand: every efficiency 80 %, 5 µs a layer.</summary>
internal static class SpeedFixtures
{
    // 1 / (1 + e^−u) = 0.8
    private const double EightyPercent = 1.3862943611198906;

    public static SpeedCalibration Calibration { get; } = new()
    {
        AsOf = "2026-07",
        InputHash = "none",
        Hardware = new HashSet<string> { "card" },
        Models = new HashSet<string> { Dense().Signature },
        Engines = new HashSet<string> { "llama.cpp" },
        Decode = Quantity(("w", EightyPercent), ("e", 0), ("k", EightyPercent), ("t", Math.Log(5)), ("f", 20)),
        Prefill = Quantity(("c", 0), ("x", 0), ("w", EightyPercent), ("t", Math.Log(5))),
        FirstToken = Quantity(("c", 0), ("x", 0), ("w", EightyPercent), ("t", Math.Log(5)), ("d", 0), ("z", 0)),
    };

    public static DeviceProfile Card(double bandwidth = 1e12) => new()
    {
        Id = "card",
        Chip = "card",
        Vendor = "nvidia",
        Family = "ada",
        Form = "discrete",
        BandwidthBytesPerSec = bandwidth,
        VectorFlopsPerSec = 40e12,
        MatrixFlopsPerSec = 160e12,
    };

    public static ModelWork Dense(double bytes = 8e9, int layers = 32) => new()
    {
        Id = "dense",
        Family = "test",
        QuantClass = "q8",
        DenseBytes = bytes,
        Layers = layers,
        Hidden = 4096,
        MatmulParameters = 8e9,
        FullKvBytesPerToken = 131072,
        FullAttentionFlops = 4.0 * 4096 * layers,
    };

    public static ModelWork Moe() => Dense(2e9) with { Id = "moe", ExpertBytes = 60e9, Experts = 128, ExpertsPerToken = 8, MatmulParameters = 5e9 };

    public static SpeedQuery Query(ModelWork? model = null, DeviceProfile? device = null) =>
        new() { Device = device ?? Card(), Model = model ?? Dense(), Engine = "llama.cpp", Backend = "cuda" };

    private static FittedQuantity Quantity(params (string Key, double Value)[] coefficients)
    {
        var scale = new CoefficientSet(new Dictionary<string, Coefficient> { ["r"] = new(Math.Log(0.1), 100), ["r.newhw"] = new(0.5, 100), ["r.newmodel"] = new(0.5, 100) });
        var factors = Enum.GetValues<Novelty>().SelectMany(n => new[] { n + "/dense", n + "/mixture", n + "/batch" }).ToDictionary(g => g, _ => (2.0, 2.0));
        return new(new(coefficients.ToDictionary(c => c.Key, c => new Coefficient(c.Value, 100))), new(scale, factors, new Dictionary<string, double>()), 100);
    }
}
