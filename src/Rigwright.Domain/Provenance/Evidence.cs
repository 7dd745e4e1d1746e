namespace Rigwright.Domain.Provenance;

/// <summary>How a fact is known, strongest first. The order is the declared precedence between disputed values.</summary>
public enum Evidence
{
    /// <summary>Measured by the user on their own machine.</summary>
    MeasuredHere,

    /// <summary>Measured and published by somebody else.</summary>
    MeasuredByOthers,

    /// <summary>Stated by the maker (data sheet, product page, manual).</summary>
    VendorSpec,

    /// <summary>Computed from maker's figures by a named formula.</summary>
    DerivedFromSpec,

    /// <summary>Stated by a third party: forum, tracker, database, a file whose origin is only an index number.</summary>
    CommunityReport,

    /// <summary>A default without a source, shown as such.</summary>
    Assumed,
}
