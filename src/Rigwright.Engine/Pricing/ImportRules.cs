using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Pricing;

/// <summary>The dated facts that an import depends on: VAT of every country, duty, what is too small to be invoiced, carriers' clearance tariffs.</summary>
public sealed class ImportRules
{
    /// <summary>Countries from which the lower minimum of a clearance tariff counts. Source: ch.ch, text of the 7.7 % era (Germany, France, Austria, Italy).</summary>
    private static readonly string[] Neighbours = ["DE", "FR", "AT", "IT"];

    private readonly Dictionary<string, Region> _regions;
    private readonly IReadOnlyDictionary<string, DatedParameter> _parameters;

    /// <summary>Rules without any fact: everything but the buyer's own region is unknown.</summary>
    public static ImportRules None { get; } = new([], new Dictionary<string, DatedParameter>());

    /// <summary>From regions and dated parameters.</summary>
    public ImportRules(IEnumerable<Region> regions, IReadOnlyDictionary<string, DatedParameter> parameters)
    {
        _regions = regions.DistinctBy(r => r.Code).ToDictionary(r => r.Code, StringComparer.Ordinal);
        _parameters = parameters;
    }

    /// <summary>The rules of a catalogue.</summary>
    public static ImportRules Of(Catalogue catalogue) => new(catalogue.Regions, catalogue.Parameters);

    /// <summary>A country, or null when the catalogue has none of that code.</summary>
    public Region? Find(string? code) => code is null ? null : _regions.GetValueOrDefault(code);

    /// <summary>Duty in percent on goods of chapters 25 to 97 on a day.</summary>
    public Answer<Sourced<decimal>> Duty(Region to, DateOnly day) => Value($"import.{Slug(to.CustomsArea)}.duty", day, $"duty of {to.Name}");

    /// <summary>VAT below this is not invoiced; unknown where no such rule is recorded.</summary>
    public Answer<Sourced<decimal>> TaxFreeBelow(Region to, DateOnly day) => Value($"import.{Slug(to.Code)}.tax-free-below", day, "smallest tax that is invoiced");

    /// <summary>What a carrier charges for clearing a shipment from a country on a day.</summary>
    public Answer<Sourced<ClearanceFee>> Clearance(string carrier, string? from, Region to, DateOnly day)
    {
        var prefix = $"import.{Slug(to.Code)}.clearance.{carrier}";
        var least = Value($"{prefix}.min{(from is not null && Neighbours.Contains(from) ? "" : "-elsewhere")}", day, $"clearance tariff of '{carrier}' in {to.Name}");
        return least.Map(basic => basic.Map(b => new ClearanceFee(b,
            Value($"{prefix}.percent", day, "").TryGet(out var percent) ? percent.Value : 0,
            Value($"{prefix}.max", day, "").TryGet(out var max) ? max.Value : null)));
    }

    /// <summary>Carriers whose tariff in a country is known.</summary>
    public IReadOnlyList<string> Carriers(Region to)
    {
        var prefix = $"import.{Slug(to.Code)}.clearance.";
        return [.. _parameters.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..].Split('.')[0]).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The rates of VAT that a country has on a day: the standard one first.</summary>
    public IReadOnlyList<decimal> VatRates(Region region, DateOnly day) =>
        [.. new[] { $"vat.{Slug(region.Code)}", $"vat.{Slug(region.Code)}.reduced" }.Select(id => Value(id, day, "")).Where(v => v.IsKnown).Select(v => v.Value!.Value)];

    // The day of the answer is the one from which the value counts.
    private Answer<Sourced<decimal>> Value(string id, DateOnly day, string what) => _parameters.TryGetValue(id, out var parameter)
        ? parameter.On(day).Map(v => v with { AsOf = parameter.Entries.Last(e => e.From <= day).From })
        : Answer<Sourced<decimal>>.Unknown($"{what} ({id})");

    private static string Slug(string code) => code.ToLowerInvariant();
}
