namespace Rigwright.Formats.OpenParts;

/// <summary>One spelling for board form factors, that of the hand-checked parts and the rules.</summary>
internal static class Spelling
{
    public static string BoardFormFactor(string text) => text switch
    {
        "Micro ATX" => "Micro-ATX",
        "EATX" => "E-ATX",
        "XL ATX" => "XL-ATX",
        _ => text,
    };
}
