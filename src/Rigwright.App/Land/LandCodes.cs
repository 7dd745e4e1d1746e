namespace Rigwright.App.Land;

/// <summary>The codes of a quote that cannot be landed as typed, each with a section in docs/diagnostics.md.</summary>
public static class LandCodes
{
    public const string Amount = "RW9501";
    public const string Currency = "RW9502";
    public const string Country = "RW9503";
    public const string Day = "RW9504";
    public const string FutureRate = "RW9505";
    public const string VatOutsideTable = "RW9506";
    public const string Percentage = "RW9507";
    public const string Carrier = "RW9508";
    public const string Vendor = "RW9509";
    public const string Contradiction = "RW9510";
}
