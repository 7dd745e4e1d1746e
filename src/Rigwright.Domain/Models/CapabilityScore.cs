using System.Globalization;
using Rigwright.Domain.Provenance;

namespace Rigwright.Domain.Models;

/// <summary>A published score of a model in a benchmark. Whose harness ran it matters as much as the model: see <see cref="ScoreScale"/>.</summary>
/// <param name="Benchmark">The set of tasks with its version, for example <c>SWE-bench Verified</c>.</param>
/// <param name="Harness">The agent or script that ran the model; null where the source does not say.</param>
/// <param name="Percent">Share of the tasks that were solved, 0 to 100.</param>
/// <param name="ScoredAs">The release that was scored, where the catalogue's entry stands for several of one architecture; null for the entry itself.</param>
public sealed record CapabilityScore(string Benchmark, string? Harness, double Percent, string? ScoredAs = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Benchmark}, {Harness ?? "harness not stated"}: {Percent:0.0} %{(ScoredAs is null ? "" : $" (scored as {ScoredAs})")}");
}

/// <summary>What scores may be compared on: one benchmark, run in one harness, published in one place. The same model scores twenty points more or less in
/// another harness, and two publishers of one harness use other prompts and versions; scores of two scales are never set against each other.</summary>
/// <param name="Benchmark">The set of tasks.</param>
/// <param name="Harness">What ran the model; null where the source does not say.</param>
/// <param name="Source">Who published the scores.</param>
public readonly record struct ScoreScale(string Benchmark, string? Harness, SourceId Source)
{
    /// <summary>The scale of a published score.</summary>
    public static ScoreScale Of(Sourced<CapabilityScore> score) => new(score.Value.Benchmark, score.Value.Harness, score.Source);
}
