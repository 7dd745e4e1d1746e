namespace Rigwright.Formats.Requirements;

/// <summary>The keys of a requirements file, block by block. schemas/requirements.schema.json lists the same ones; a test compares them.</summary>
public static class RequirementsKeys
{
    public static IReadOnlyList<string> Root { get; } =
    [
        "name", "region", "as_of", "budget", "memory", "noise", "outlet", "conditions", "purchase", "headless", "platforms", "engines",
        "exchange_rates", "priority", "weights", "workload",
    ];

    public static IReadOnlyList<string> Budget { get; } = ["min", "max", "currency"];

    public static IReadOnlyList<string> Memory { get; } = ["min", "target"];

    public static IReadOnlyList<string> Platforms { get; } = ["allow", "deny"];

    public static IReadOnlyList<string> ExchangeRate { get; } = ["from", "to", "rate", "date", "source"];

    public static IReadOnlyList<string> Weights { get; } = ["targets", "speed", "memory", "price", "noise", "power", "headroom", "evidence", "simplicity"];

    public static IReadOnlyList<string> Workload { get; } = ["loaded", "minimum_holds", "roles"];

    public static IReadOnlyList<string> Role { get; } =
        ["name", "models", "context", "decode_depth", "streams", "decode", "duty_cycle", "vision", "kv_type"];

    public static IReadOnlyList<string> Model { get; } = ["model", "quantisations"];

    public static IReadOnlyList<string> Decode { get; } = ["min", "target", "ideal"];
}
