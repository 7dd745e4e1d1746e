using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>Reads the blocks <c>import</c> and <c>running_cost</c>.</summary>
internal sealed class CostReader(YamlBinder root, Catalogue catalogue, DiagnosticBag bag, Func<YamlScalar, Currency?> currencyOf)
{
    private const double MostMoney = 1e6;

    // A million tokens of context for one token of answer is the end of what is sold.
    private const double MostInput = 1e6;

    /// <summary>What a purchase abroad costs on the way; nothing is known when the block is absent.</summary>
    public ImportTerms Import(Region? region)
    {
        if (root.Block("import") is not { } mapping)
            return ImportTerms.None;
        var binder = new YamlBinder(mapping, "'import'", RequirementsKeys.Import, RequirementsCodes.Binder, bag);
        return new()
        {
            Freight = binder.List("freight") is { } list ? Freight(list) : [],
            Carrier = Carrier(binder, region),
            Clearance = binder.Block("clearance") is { } fee ? Clearance(fee) : null,
            DutyPercent = (decimal?)binder.Number("duty_percent", 0, 1000),
            SalesTaxPercent = (decimal?)binder.Number("sales_tax_percent", 0, 100),
            SellerKeepsVat = binder.Truth("seller_keeps_vat") ?? false,
            WarrantyYears = binder.Whole("warranty_years", 1, 30),
        };
    }

    /// <summary>How the rig is run; the defaults when the block is absent.</summary>
    public RunningCostTerms RunningCost(Currency? budget)
    {
        if (root.Block("running_cost") is not { } mapping)
            return RunningCostTerms.Default;
        var binder = new YamlBinder(mapping, "'running_cost'", RequirementsKeys.RunningCost, RequirementsCodes.Binder, bag);
        var hours = binder.Number("hours_per_day", 0.01, 24) ?? 24;
        var on = binder.Number("on_hours_per_day", 0.01, 24) ?? 24;
        if (on < hours)
            bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("on_hours_per_day"), $"'on_hours_per_day' ({on}) is below 'hours_per_day' ({hours}).");
        var price = binder.Number("electricity_price", 0, 100);
        return new()
        {
            ElectricityPrice = price is { } given && budget is { } currency ? new Money((decimal)given, currency) : null,
            HoursPerDay = hours,
            OnHoursPerDay = on,
            Years = binder.Whole("years", 1, 20) ?? RunningCostTerms.Default.Years,
            Idle = binder.Number("idle_watts", 0, 20_000) is { } watts ? Power.FromWatts(watts) : null,
            ResalePercent = (decimal?)binder.Number("resale_percent", 0, 100),
            Api = binder.Block("api") is { } api ? Api(api) : null,
        };
    }

    private List<FreightTerm> Freight(YamlSequence list)
    {
        var terms = new List<FreightTerm>();
        foreach (var item in list.Items)
        {
            if (item is not YamlMapping mapping)
            {
                bag.Error(RequirementsCodes.WrongKind, item.Position, $"An entry of 'freight' is {item.Kind}; 'from', 'amount' and 'currency' are expected.");
                continue;
            }
            var binder = new YamlBinder(mapping, "a freight", RequirementsKeys.Freight, RequirementsCodes.Binder, bag);
            var from = binder.Scalar("from") is { } code ? Country(code) : null;
            var amount = binder.Number("amount", 0, MostMoney, required: true);
            var currency = binder.Scalar("currency", required: true) is { } c ? currencyOf(c) : null;
            if (terms.Exists(t => t.From == from))
                bag.Error(RequirementsCodes.Twice, mapping.Position, $"The freight from {from ?? "anywhere else"} stands twice.");
            if (amount is { } a && currency is { } known)
                terms.Add(new(from, new((decimal)a, known)));
        }
        return terms;
    }

    private string? Country(YamlScalar code)
    {
        if (catalogue.FindRegion(code.Text) is { } region)
            return region.Code;
        var codes = catalogue.Regions.Select(r => r.Code).ToList();
        bag.Error(RequirementsCodes.Region, code.Position, $"The catalogue has no region '{code.Text}'.", NearestName.Suggest(code.Text, codes) ?? $"It has: {string.Join(", ", codes)}.");
        return null;
    }

    private string? Carrier(YamlBinder binder, Region? region)
    {
        if (binder.Scalar("carrier") is not { } carrier || region is null)
            return null;
        var prefix = $"import.{region.Code.ToLowerInvariant()}.clearance.";
        var known = catalogue.Parameters.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal).ToList();
        if (known.Contains(carrier.Text))
            return carrier.Text;
        bag.Error(RequirementsCodes.UnknownWord, carrier.Position, $"No clearance tariff of '{carrier.Text}' is known in {region.Name}.",
            known.Count > 0 ? $"Known: {string.Join(", ", known)}; or state it with 'clearance'." : "State it with 'clearance'.");
        return null;
    }

    private ClearanceFee? Clearance(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "'clearance'", RequirementsKeys.Clearance, RequirementsCodes.Binder, bag);
        var (basic, percent, max) = (binder.Number("base", 0, MostMoney, required: true), binder.Number("percent", 0, 100), binder.Number("max", 0, MostMoney));
        return basic is { } b ? new((decimal)b, (decimal)(percent ?? 0), (decimal?)max) : null;
    }

    private ApiPrice? Api(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "'api'", RequirementsKeys.Api, RequirementsCodes.Binder, bag);
        var price = binder.Number("price_per_million_output_tokens", 0.0001, MostMoney, required: true);
        var currency = binder.Scalar("currency", required: true) is { } c ? currencyOf(c) : null;
        var input = binder.Number("price_per_million_input_tokens", 0, MostMoney);
        var ratio = binder.Number("input_tokens_per_output_token", 0, MostInput);
        // One without the other would be half a comparison that looks like a whole one.
        if (input is null != ratio is null)
        {
            var (has, lacks) = input is null ? ("input_tokens_per_output_token", "price_per_million_input_tokens") : ("price_per_million_input_tokens", "input_tokens_per_output_token");
            bag.Error(RequirementsCodes.Contradiction, binder.PositionOf(has), $"'{has}' counts for nothing without '{lacks}'.", $"Add '{lacks}', or leave both out to compare output tokens only.");
        }
        return price is { } p && currency is { } known
            ? new(binder.Text("name") ?? "the API", new((decimal)p, known)) { PerMillionInputTokens = input is { } i ? new Money((decimal)i, known) : null, InputTokensPerOutputToken = ratio }
            : null;
    }
}
