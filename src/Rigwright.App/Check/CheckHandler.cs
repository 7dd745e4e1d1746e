using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Claims;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.Formats.Plans;
using Rigwright.Measuring.Calibration;

namespace Rigwright.App.Check;

/// <summary>Plans to check.</summary>
/// <param name="Files">Paths of plan files, in the order in which they are answered.</param>
/// <param name="CatalogueDirectory">The catalogue folder, or null for the shipped one.</param>
public sealed record CheckRequest(IReadOnlyList<string> Files, string? CatalogueDirectory = null);

/// <summary>One plan with everything that was found.</summary>
/// <param name="Document">The plan as written.</param>
/// <param name="Rig">What it resolves to.</param>
/// <param name="Findings">Findings that are no passes: errors first, then warnings, unknowns and notes.</param>
/// <param name="Passed">Number of comparisons that held.</param>
/// <param name="Sum">Sum of the priced lines; null when no line has a price.</param>
/// <param name="Power">Power at full load.</param>
/// <param name="Noise">Noise at full load.</param>
public sealed record CheckedPlan(
    PlanDocument Document, Rig Rig, IReadOnlyList<Finding> Findings, int Passed, Money? Sum, Answer<PowerEstimate> Power, Answer<NoiseEstimate> Noise)
{
    /// <summary>Power measured under load, for complete machines.</summary>
    public required Answer<MeasuredPower> Measured { get; init; }

    /// <summary>Power measured at idle, for complete machines.</summary>
    public required Answer<MeasuredPower> Idle { get; init; }

    /// <summary>Number of findings of a severity.</summary>
    public int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);
}

/// <summary>The answer: every plan, or the diagnostics that make the input unusable.</summary>
/// <param name="Plans">The checked plans; empty when a diagnostic is an error.</param>
/// <param name="Diagnostics">Problems of the files and of the catalogue.</param>
public sealed record CheckResponse(IReadOnlyList<CheckedPlan> Plans, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Is the input unusable?</summary>
    public bool IsBadInput => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Did a rule find an error?</summary>
    public bool FoundErrors => Plans.Any(p => p.Count(FindingSeverity.Error) > 0);
}

/// <summary>Reads plan files and holds each against the catalogue.</summary>
public static class CheckHandler
{
    /// <summary>Answers a request. One bad file makes the whole input bad: nothing is answered.</summary>
    public static CheckResponse Handle(CheckRequest request)
    {
        var folder = CatalogueLocation.Find(request.CatalogueDirectory) ?? "data";
        var catalogue = CatalogueReader.Read(folder);
        if (catalogue.Value is not { } facts || catalogue.HasErrors)
            return new([], catalogue.Diagnostics);
        var documents = request.Files.Select(file => PlanReader.ReadFile(file, facts)).ToList();
        var diagnostics = documents.SelectMany(d => d.Diagnostics).ToList();
        var open = diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error) ? null : OpenParts(folder, documents, facts);
        diagnostics.AddRange(open?.Diagnostics ?? []);
        return diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error)
            ? new([], diagnostics)
            : Answer(documents, facts, Predictor(folder, documents), open?.Value is { } parts ? new OpenPartNames(facts, parts) : null, diagnostics);
    }

    private static CheckResponse Answer(List<Loaded<PlanDocument>> documents, Catalogue facts, SpeedPredictor? predictor, IMoreParts? more, List<Diagnostic> diagnostics) =>
        new([.. documents.Select(d => Check(d.Value!, facts, predictor, more))], diagnostics);

    // The open parts are read only where a plan names a part that the catalogue lacks; a catalogue without them leaves it unknown.
    private static Loaded<OpenPartsCatalogue>? OpenParts(string folder, List<Loaded<PlanDocument>> documents, Catalogue facts) =>
        documents.SelectMany(d => d.Value!.Lines.Concat(d.Value.Claims.Upgrades.SelectMany(u => u.Adds)))
            .Any(l => l is { Kind: PlanItemKind.Part, Reference: { } name } && !facts.PartNames.Knows(name)) && Directory.Exists(Path.Combine(folder, "open-parts"))
            ? OpenPartsReader.Read(folder, facts) : null;

    // The calibration is read only where a plan speaks of speeds; a catalogue without one leaves them unknown.
    private static SpeedPredictor? Predictor(string folder, List<Loaded<PlanDocument>> documents) =>
        documents.Exists(d => d.Value?.Claims.Speeds.Count > 0) && File.Exists(Path.Combine(folder, CalibrationFile.Name))
            ? new SpeedPredictor(CalibrationFile.Load(folder))
            : null;

    /// <summary>Holds one plan against a catalogue.</summary>
    /// <param name="document">The plan as written.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="predictor">Predicts speeds, or null where no calibration is at hand.</param>
    /// <param name="more">Parts beyond the catalogue's, or null.</param>
    public static CheckedPlan Check(PlanDocument document, Catalogue catalogue, SpeedPredictor? predictor = null, IMoreParts? more = null)
    {
        var plan = PlanResolver.Resolve(document, catalogue, predictor, more);
        var all = ClaimChecker.Examine(plan).ToList();
        var findings = all.Where(f => f.Verdict != Verdict.Pass).OrderBy(f => f.Severity).ToList();
        var priced = plan.Rig.Lines.Select(l => l.Total).OfType<Money>().ToList();
        return new(document, plan.Rig, findings, all.Count - findings.Count,
            priced.Count > 0 ? Money.Sum(priced, document.Currency) : null,
            PowerEstimator.Estimate(plan.Rig, plan.Outlet), NoiseEstimator.Estimate(plan.Rig, catalogue.NoiseFacts))
        {
            Measured = PowerEstimator.Measured(plan.Rig, catalogue.PowerFacts, idle: false),
            Idle = PowerEstimator.Measured(plan.Rig, catalogue.PowerFacts, idle: true),
        };
    }
}
