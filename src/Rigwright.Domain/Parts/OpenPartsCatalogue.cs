using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Provenance;

namespace Rigwright.Domain.Parts;

/// <summary>A value of an open part that was not taken as it stands.</summary>
/// <param name="Code">The diagnostic that describes this kind of repair.</param>
/// <param name="Part">The part.</param>
/// <param name="Field">Column of the source.</param>
/// <param name="Was">The value as it stands in the source.</param>
/// <param name="Now">The value that is used instead; null for unknown.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Position">Where the value stands.</param>
public sealed record PartRepair(string Code, PartId Part, string Field, string Was, string? Now, string Reason, Position Position)
{
    /// <summary>The repair as a finding.</summary>
    public Diagnostic ToDiagnostic() => new(Code, DiagnosticSeverity.Info, Position,
        string.Create(CultureInfo.InvariantCulture, $"{Field} '{Was}' is taken as {(Now is null ? "unknown" : $"'{Now}'")}: {Reason}."));
}

/// <summary>Parts of an open database as they are used, with everything that was repaired on the way.</summary>
public sealed class OpenPartsCatalogue
{
    /// <summary>The database and its commit.</summary>
    public required Source Source { get; init; }

    /// <summary>Every part in file order.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Every repaired value in file order.</summary>
    public required IReadOnlyList<PartRepair> Repairs { get; init; }

    /// <summary>Fields in which several rows of one product disagree.</summary>
    public required IReadOnlyList<Dispute> Disputes { get; init; }

    /// <summary>Rows and files that could not be read.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The parts of one kind, in file order.</summary>
    /// <typeparam name="TPart">The kind.</typeparam>
    public IEnumerable<TPart> Of<TPart>() where TPart : Part => Parts.OfType<TPart>();

    /// <summary>The real cards that carry an accelerator: their lengths, widths and plugs say what a buyer will get.</summary>
    public IEnumerable<GraphicsCard> CardsOf(Hardware.AcceleratorId accelerator) => _cards.Value[accelerator];

    // Thousands of cards of hundreds of chips: sorted by chip once, when somebody asks.
    private readonly Lazy<ILookup<Hardware.AcceleratorId, GraphicsCard>> _cards;

    /// <summary>Created by the reader of open parts.</summary>
    public OpenPartsCatalogue() => _cards = new(() => Of<GraphicsCard>().Where(c => c.Accelerator is not null).ToLookup(c => c.Accelerator!.Value));

    /// <summary>Number of repairs of each kind, by code.</summary>
    public IReadOnlyDictionary<string, int> RepairCounts => new SortedDictionary<string, int>(
        Repairs.GroupBy(r => r.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal), StringComparer.Ordinal);
}
