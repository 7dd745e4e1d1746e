using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Search.Exact;

/// <summary>Which platform a board stands for.</summary>
public static class Platforms
{
    /// <summary>The platform of a board: its chipset for workstation sockets, whose chipsets differ in kind, else its socket in small letters without
    /// spaces; null when neither is known.</summary>
    public static string? Of(Motherboard board) => board.Chipset?.Value switch
    {
        "TRX50" => "trx50",
        "WRX90" => "wrx90",
        _ => board.Socket?.Value.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
    };
}
