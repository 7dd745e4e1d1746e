namespace Rigwright.Formats.OpenParts;

/// <summary>The diagnostic codes of the open parts; each has a section in docs/diagnostics.md.</summary>
public static class OpenPartCodes
{
    /// <summary>A file is missing, too large or not UTF-8.</summary>
    public const string Unreadable = "RW8001";

    /// <summary>A column is missing, unknown or named twice.</summary>
    public const string Header = "RW8002";

    /// <summary>A row cannot be split into fields.</summary>
    public const string Row = "RW8003";

    /// <summary>A row has no id, or an id that another row has.</summary>
    public const string Identity = "RW8004";

    /// <summary>A value is not a number, or not one of the known words.</summary>
    public const string NotANumber = "RW8005";

    /// <summary>A zero stands for unknown.</summary>
    public const string ZeroIsUnknown = "RW8006";

    /// <summary>A value is outside what is physically possible.</summary>
    public const string Impossible = "RW8007";

    /// <summary>A capacity is in TB where GB are meant.</summary>
    public const string TerabytesForGigabytes = "RW8008";

    /// <summary>The name says registered.</summary>
    public const string RegisteredByName = "RW8009";

    /// <summary>The name says ECC.</summary>
    public const string EccByName = "RW8010";

    /// <summary>The capacity contradicts the name or the modules.</summary>
    public const string CapacityContradiction = "RW8011";

    /// <summary>Slots that an import default filled.</summary>
    public const string ImportDefault = "RW8012";

    /// <summary>Rows of one product disagree; one claim was chosen.</summary>
    public const string Disputed = "RW8013";

    /// <summary>A part number stands for two different products.</summary>
    public const string AmbiguousPartNumber = "RW8014";

    /// <summary>A placeholder stands where a part number belongs.</summary>
    public const string PlaceholderPartNumber = "RW8015";

    /// <summary>The board power of a card cannot be that of its chip.</summary>
    public const string DoubtfulBoardPower = "RW8016";

    /// <summary>A hand-checked value replaces the row's.</summary>
    public const string HandChecked = "RW8017";

    /// <summary>The memory of a card is not that of the chip that it names.</summary>
    public const string ChipMismatch = "RW8018";
}
