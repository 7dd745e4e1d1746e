namespace Rigwright.Domain.Provenance;

/// <summary>The id of a <see cref="Source"/>, a slug unique in the catalogue.</summary>
public readonly record struct SourceId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Where facts come from.</summary>
/// <param name="Id">Unique slug.</param>
/// <param name="Producer">Who made the statement; null when unknown.</param>
/// <param name="Title">Title of the page, file or document.</param>
/// <param name="Address">Web address, or null when none is known.</param>
/// <param name="Published">Date or period of publication as stated ("2026-02"), or null.</param>
/// <param name="Accessed">The day the source was read.</param>
/// <param name="Licence">Licence of the data where it matters, or null.</param>
/// <param name="Grade">The strongest evidence that this source can give.</param>
public sealed record Source(
    SourceId Id, string? Producer, string Title, string? Address, string? Published, DateOnly Accessed, string? Licence, Evidence Grade);

/// <summary>A value with the reason to believe it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="AsOf">The day it was true or read.</param>
/// <param name="Note">The formula of a derived value, a condition, a doubt; or null.</param>
/// <typeparam name="T">The quantity.</typeparam>
public sealed record Sourced<T>(T Value, SourceId Source, Evidence Evidence, DateOnly AsOf, string? Note = null)
    where T : notnull
{
    /// <summary>The same provenance for a value computed from this one.</summary>
    public Sourced<TOut> Map<TOut>(Func<T, TOut> map) where TOut : notnull => new(map(Value), Source, Evidence, AsOf, Note);

    /// <inheritdoc/>
    public override string ToString() => $"{Value} [{Source}]";
}

/// <summary>Two or more claims about one fact that disagree. All are kept; <see cref="Chosen"/> says which one counts and why.</summary>
/// <param name="Subject">Kind and id of the entry, for example <c>accelerator/rtx-2000-ada</c>.</param>
/// <param name="Field">The field in dispute.</param>
/// <param name="Claims">Every claim as text with its provenance, the chosen one first.</param>
/// <param name="Chosen">Why the first claim was chosen.</param>
public sealed record Dispute(string Subject, string Field, IReadOnlyList<Sourced<string>> Claims, string Chosen);
