namespace Rigwright.App.Catalogues;

/// <summary>A column of a listing.</summary>
/// <param name="Key">Name in JSON, with the unit.</param>
/// <param name="Header">Heading in text, with the unit.</param>
public sealed record ListColumn(string Key, string Header);

/// <summary>A table of catalogue entries. A cell is text, a number (<c>double</c>, <c>decimal</c>, <c>int</c>), a truth value or null for unknown.</summary>
/// <param name="Kind">What is listed, for example <c>accelerators</c>.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">One array of cells for each entry, as long as the columns.</param>
public sealed record CatalogueListing(string Kind, IReadOnlyList<ListColumn> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>What to list.</summary>
/// <param name="Kind">One of <see cref="CatalogueLister.Kinds"/>.</param>
/// <param name="MinMemoryGiB">Only accelerators with an option of at least this size.</param>
/// <param name="Vendor">Only accelerators of this maker, prebuilts or offers of this vendor.</param>
/// <param name="Item">Only offers whose item or reference contains this name or is named by it.</param>
/// <param name="AsOf">Only offers seen up to this day, and parameters as they count on it.</param>
/// <param name="Category">Only parts of this category.</param>
public sealed record ListRequest(string Kind, double? MinMemoryGiB = null, string? Vendor = null, string? Item = null, DateOnly? AsOf = null, string? Category = null);
