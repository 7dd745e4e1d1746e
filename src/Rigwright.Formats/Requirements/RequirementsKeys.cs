namespace Rigwright.Formats.Requirements;

/// <summary>The keys of a requirements file, block by block. schemas/requirements.schema.json lists the same ones; a test compares them.</summary>
public static class RequirementsKeys
{
    public static IReadOnlyList<string> Root { get; } =
    [
        "name", "region", "as_of", "budget", "memory", "noise", "outlet", "conditions", "purchase", "headless", "platforms", "engines", "operating_system",
        "exchange_rates", "import", "running_cost", "priority", "weights", "priorities", "workload",
    ];

    public static IReadOnlyList<string> Budget { get; } = ["min", "max", "currency"];

    public static IReadOnlyList<string> Memory { get; } = ["min", "target"];

    public static IReadOnlyList<string> Platforms { get; } = ["allow", "deny"];

    public static IReadOnlyList<string> ExchangeRate { get; } = ["from", "to", "rate", "date", "source"];

    public static IReadOnlyList<string> Import { get; } =
        ["freight", "carrier", "clearance", "duty_percent", "sales_tax_percent", "seller_keeps_vat", "warranty_years"];

    public static IReadOnlyList<string> Freight { get; } = ["from", "amount", "currency"];

    public static IReadOnlyList<string> Clearance { get; } = ["base", "percent", "max"];

    public static IReadOnlyList<string> RunningCost { get; } =
        ["electricity_price", "hours_per_day", "on_hours_per_day", "years", "idle_watts", "resale_percent", "api"];

    public static IReadOnlyList<string> Api { get; } = ["name", "price_per_million_output_tokens", "price_per_million_input_tokens", "input_tokens_per_output_token", "currency"];

    public static IReadOnlyList<string> Weights { get; } = ["targets", "speed", "memory", "price", "noise", "power", "headroom", "evidence", "simplicity"];

    public static IReadOnlyList<string> NamedPriority { get; } = ["name", "priority", "weights"];

    public static IReadOnlyList<string> Workload { get; } = ["loaded", "minimum_holds", "roles"];

    public static IReadOnlyList<string> Role { get; } =
        ["name", "models", "context", "decode_depth", "streams", "decode", "duty_cycle", "vision", "kv_type"];

    public static IReadOnlyList<string> Model { get; } = ["model", "quantisations"];

    public static IReadOnlyList<string> Decode { get; } = ["min", "target", "ideal"];
}
