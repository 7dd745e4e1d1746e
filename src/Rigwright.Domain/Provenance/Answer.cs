using System.Diagnostics.CodeAnalysis;

namespace Rigwright.Domain.Provenance;

/// <summary>A computed value, or "unknown" with what is missing. Unknown is never a zero, a NaN or a default constant.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed record Answer<T> where T : notnull
{
    private Answer(T? value, IReadOnlyList<string> missing)
    {
        Value = value;
        Missing = missing;
    }

    /// <summary>The value; null exactly when <see cref="IsKnown"/> is false. For a struct use <see cref="TryGet"/>.</summary>
    public T? Value { get; }

    /// <summary>The facts that would be needed, empty when the value is known.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Is there a value?</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsKnown => Missing.Count == 0;

    /// <summary>A known value.</summary>
    public static Answer<T> Known(T value) => new(value, []);

    /// <summary>Unknown, naming at least one missing fact.</summary>
    /// <exception cref="ArgumentException">No missing fact is named.</exception>
    public static Answer<T> Unknown(params IReadOnlyList<string> missing) => missing.Count > 0
        ? new(default, missing)
        : throw new ArgumentException("An unknown answer names what is missing.", nameof(missing));

    /// <summary>The value when it is known.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return IsKnown;
    }

    /// <summary>Computes on from a known value; an unknown stays unknown.</summary>
    public Answer<TOut> Then<TOut>(Func<T, Answer<TOut>> next) where TOut : notnull =>
        IsKnown ? next(Value) : Answer<TOut>.Unknown(Missing);

    /// <summary>Maps a known value; an unknown stays unknown.</summary>
    public Answer<TOut> Map<TOut>(Func<T, TOut> map) where TOut : notnull => Then(v => Answer<TOut>.Known(map(v)));
}
