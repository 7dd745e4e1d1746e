namespace Rigwright.App.Fit;

/// <summary>Diagnostics of <c>rig fit</c> (docs/diagnostics.md).</summary>
internal static class FitCodes
{
    public const string UnknownModel = "RW7101";
    public const string AmbiguousModel = "RW7102";
    public const string UnknownHardware = "RW7103";
    public const string AmbiguousHardware = "RW7104";
    public const string NoSuchMemory = "RW7105";
    public const string UnknownQuantisation = "RW7106";
    public const string NoSuchCacheType = "RW7107";
    public const string OutOfRange = "RW7108";
    public const string UnknownWord = "RW7109";
}
