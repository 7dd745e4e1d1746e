using System.Collections;

namespace Rigwright.Domain.Provenance;

/// <summary>A list that is put together when it is first asked for. Safe to share between threads.</summary>
/// <param name="make">Makes the items, at most once.</param>
/// <typeparam name="T">The items.</typeparam>
public sealed class LazyList<T>(Func<IReadOnlyList<T>> make) : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _items = new(make);

    /// <inheritdoc/>
    public int Count => _items.Value.Count;

    /// <inheritdoc/>
    public T this[int index] => _items.Value[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
