namespace Rigwright.Formats.Catalogues;

/// <summary>Diagnostic codes of the catalogue reader; each has a section in docs/diagnostics.md.</summary>
public static class CatalogueCodes
{
    public const string NotACatalogue = "RW1001";
    public const string MalformedTable = "RW1002";
    public const string UnknownColumn = "RW1003";
    public const string MissingColumn = "RW1004";
    public const string MissingValue = "RW1005";
    public const string BadNumber = "RW1006";
    public const string UnknownWord = "RW1007";
    public const string DuplicateId = "RW1008";
    public const string UnknownReference = "RW1009";
    public const string BadProvenance = "RW1010";
    public const string BadDate = "RW1011";
    public const string WrongPrecedence = "RW1012";
    public const string BadList = "RW1013";
    public const string UnknownFile = "RW1014";
}
