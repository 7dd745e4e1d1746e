using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Regions;

/// <summary>A parameter whose value depends on the day: VAT, electricity price, duty.</summary>
/// <param name="Id">Unique id, for example <c>vat.ch</c>.</param>
/// <param name="Unit">Unit of the values, for example <c>percent</c>, <c>CHF/kWh</c>.</param>
/// <param name="Entries">Values with the day from which each counts, ascending.</param>
public sealed record DatedParameter(string Id, string Unit, IReadOnlyList<DatedValue> Entries)
{
    /// <summary>The value that counts on a day; unknown before the first entry. There is no lookup without a day.</summary>
    public Answer<Sourced<decimal>> On(DateOnly day)
    {
        DatedValue? found = null;
        foreach (var entry in Entries)
        {
            if (entry.From <= day)
                found = entry;
        }
        return found is { Value: { } value }
            ? Answer<Sourced<decimal>>.Known(value)
            : Answer<Sourced<decimal>>.Unknown($"{Id} on {day:yyyy-MM-dd}");
    }
}

/// <summary>One value of a dated parameter.</summary>
/// <param name="From">First day on which it counts.</param>
/// <param name="Value">The value with its source; null means that it ceased to exist.</param>
public sealed record DatedValue(DateOnly From, Sourced<decimal>? Value);

/// <summary>A mains outlet.</summary>
/// <param name="Id">Unique id within the region, for example <c>t13</c>.</param>
/// <param name="Name">Name, for example <c>T13 (10 A)</c>.</param>
/// <param name="Volts">Nominal voltage.</param>
/// <param name="Amps">Rated current.</param>
/// <param name="ContinuousFactor">Share of the rating that may be drawn for hours: 0.8 in North America, 1.0 by default elsewhere.</param>
public sealed record Outlet(string Id, string Name, Sourced<double> Volts, Sourced<double> Amps, Sourced<double> ContinuousFactor)
{
    /// <summary>Rated power.</summary>
    public Power Rated => Power.FromWatts(Volts.Value * Amps.Value);

    /// <summary>Power that may be drawn for hours.</summary>
    public Power Continuous => Power.FromWatts(Volts.Value * Amps.Value * ContinuousFactor.Value);
}

/// <summary>A country that a buyer lives in.</summary>
/// <param name="Code">ISO 3166 code, for example <c>CH</c>.</param>
/// <param name="Name">English name.</param>
/// <param name="Currency">Currency that prices are shown in; null where offers in it are not supported yet.</param>
/// <param name="Vat">Standard VAT in percent; null when no figure was found.</param>
/// <param name="Electricity">Household price per kWh; null when no figure was found.</param>
/// <param name="Outlets">Outlets, the everyday one first.</param>
public sealed record Region(
    string Code, string Name, Currency? Currency, DatedParameter? Vat, DatedParameter? Electricity, IReadOnlyList<Outlet> Outlets)
{
    /// <summary>Countries with one word here have no customs border between them: <c>EU</c>, else the country itself.</summary>
    public string CustomsArea { get; init; } = Code;
}
