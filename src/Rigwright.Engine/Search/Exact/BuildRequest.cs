using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search.Exact;

/// <summary>What the cheapest platform is wanted for.</summary>
public sealed record BuildRequest
{
    /// <summary>A build that names its devices. Parts that it names too are kept: the search completes it around them.</summary>
    public required Rig Rig { get; init; }

    /// <summary>What the rules need besides the rig.</summary>
    public required CheckContext Context { get; init; }

    /// <summary>Least system memory; null when any amount will do.</summary>
    public ByteSize? MinimumSystemMemory { get; init; }

    /// <summary>Least storage; null when any amount will do. The models' files are the rules' business.</summary>
    public ByteSize? MinimumStorage { get; init; }

    /// <summary>Which findings make a build unacceptable and what the others are worth.</summary>
    public FindingPrices Findings { get; init; } = new();
}

/// <summary>What findings of the rules are worth to the buyer. An error is never acceptable.</summary>
public sealed record FindingPrices
{
    /// <summary>What avoiding one warning is worth, in the currency of the prices; 0 when only the price counts.</summary>
    public decimal Warning { get; init; }

    /// <summary>What avoiding one unknown fact is worth, in the currency of the prices.</summary>
    public decimal Unknown { get; init; }

    /// <summary>Warnings of these rules count as errors.</summary>
    public IReadOnlySet<string> RefusedWarnings { get; init; } = new HashSet<string>();

    /// <summary>Unknowns of these rules count as errors: nothing is bought that must be verified there first.</summary>
    public IReadOnlySet<string> RefusedUnknowns { get; init; } = new HashSet<string>();

    /// <summary>A build without one of its seven parts is not complete.</summary>
    internal const string PartsNamed = "build.parts-named";

    /// <summary>Is a build with this finding out of the question?</summary>
    public bool Refuses(Finding finding) => finding.Severity switch
    {
        FindingSeverity.Error => true,
        FindingSeverity.Warning => RefusedWarnings.Contains(finding.Rule),
        FindingSeverity.Unknown => finding.Rule == PartsNamed || RefusedUnknowns.Contains(finding.Rule),
        _ => false,
    };

    /// <summary>What a finding that is not refused costs.</summary>
    public decimal Of(Finding finding) => finding.Severity switch
    {
        FindingSeverity.Warning => Warning,
        FindingSeverity.Unknown => Unknown,
        _ => 0,
    };
}
