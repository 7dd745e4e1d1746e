using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Land;

/// <summary>Lands a quote that somebody typed in one or several countries.</summary>
public sealed class LandHandler(Catalogue catalogue)
{
    /// <summary>Reads the request, and lands the quote when nothing in it is wrong.</summary>
    public LandResponse Handle(LandRequest request) => new Reading(request, catalogue).Land();

    private sealed class Reading(LandRequest request, Catalogue catalogue)
    {
        private readonly List<Diagnostic> _problems = [];
        private readonly ImportRules _rules = ImportRules.Of(catalogue);

        public LandResponse Land()
        {
            var day = Day();
            var currency = Named(request.Currency);
            var price = Amount(request.Price, "the price");
            var vendor = request.Vendor is { } name ? Vendor(name) : null;
            var tax = Tax(vendor);
            var from = request.From is { } code ? Country(code, "--from") : VendorCountry(vendor);
            var to = request.To.Select(t => Country(t, "--to")).OfType<Region>().Distinct().ToList();
            var freight = Freight(currency);
            var rates = Rates(to, day);
            var terms = Terms(to);
            if (from is not null)
                Vat(from, day);
            if (_problems.Count > 0 || from is null || price is not { } amount || currency is not { } known)
                return new(null, _problems);
            var shipment = new Shipment(new(amount, known), tax, from.Code) { Freight = freight };
            return new(new(shipment, day, from.Name, [.. to.Select(region => Place(region, shipment, vendor, rates, terms, day))]), _problems);
        }

        private LandedIn Place(Region to, Shipment shipment, Vendor? vendor, IReadOnlyList<ExchangeRate> rates, ImportTerms terms, DateOnly day)
        {
            var currency = to.Currency!.Value;
            var query = new PriceQuery(day, [], to, currency, rates) { Terms = terms, Rules = _rules };
            var landed = vendor is not null && Delivery.Refusal(shipment.Price, vendor.Name, vendor, query) is { } refusal
                ? Answer<LandedPrice>.Unknown(refusal)
                : Landing.Of(shipment, query).Map(p => p with { Remarks = Delivery.Remarks(vendor, p, query) });
            return new(to, currency, landed);
        }

        private DateOnly Day()
        {
            if (request.AsOf is not { } text)
                return catalogue.CollectedOn;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            Problem(LandCodes.Day, $"--as-of is '{text}'; a day such as 2026-02-17 is expected.");
            return catalogue.CollectedOn;
        }

        private decimal? Amount(string text, string what)
        {
            if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || decimal.Round(amount, 2) != amount)
                Problem(LandCodes.Amount, $"'{text}' is no amount for {what}.", "Write it with a decimal point, at most two decimals and no thousands separators: 8000 or 8743.90.");
            else if (amount is < 0 or > 1_000_000_000)
                Problem(LandCodes.Amount, amount < 0 ? $"{what} is negative: {text}." : $"{what} is {text}; at most 1000000000 is expected.");
            else
                return amount;
            return null;
        }

        private Currency? Named(string code)
        {
            if (Currency.TryParse(code, out var currency))
                return currency;
            var known = Currency.All.Select(c => c.Code).ToList();
            Problem(LandCodes.Currency, $"'{code}' is not a known currency.", NearestName.Suggest(code, known) ?? $"Known: {string.Join(", ", known)}.");
            return null;
        }

        private Vendor? Vendor(string name)
        {
            var folded = AliasResolver.Fold(name);
            var vendor = catalogue.Vendors.FirstOrDefault(v => AliasResolver.Fold(v.Id) == folded || AliasResolver.Fold(v.Name) == folded);
            if (vendor is null)
                Problem(LandCodes.Vendor, $"The catalogue has no vendor '{name}'.", NearestName.Suggest(name, [.. catalogue.Vendors.Select(v => v.Id)]));
            return vendor;
        }

        private PriceTax Tax(Vendor? vendor)
        {
            if (request.Taxes.Count > 1)
                Problem(LandCodes.Contradiction, $"--{string.Join(" and --", request.Taxes.Select(t => t.ToString().ToLowerInvariant()))} exclude each other.", "A price has one tax treatment.");
            return request.Taxes.Count > 0 ? request.Taxes[0] : vendor?.PriceTax ?? PriceTax.Gross;
        }

        private Region? Country(string code, string option)
        {
            // ISO 3166 says GB; people write UK.
            var region = catalogue.FindRegion(string.Equals(code, "UK", StringComparison.OrdinalIgnoreCase) ? "GB" : code);
            var known = catalogue.Regions.Where(r => r.Currency is not null).Select(r => r.Code).ToList();
            if (region is null)
                Problem(LandCodes.Country, $"{option}: the catalogue has no country '{code}'.", NearestName.Suggest(code, known) ?? $"It has: {string.Join(", ", known)}.");
            else if (region.Currency is null && option == "--to")
                Problem(LandCodes.Country, $"{option}: prices in the currency of {region.Name} are not supported.", $"Supported: {string.Join(", ", known)}.");
            else
                return region;
            return null;
        }

        private Region? VendorCountry(Vendor? vendor)
        {
            if (vendor is not null && _rules.Find(Shipment.CountryOf(Money.Zero(Currency.Eur), vendor)) is { } region)
                return region;
            if (request.Vendor is null || vendor is not null)
                Problem(LandCodes.Country, "The seller's country is not known.", "Name it with --from, for example --from DE.");
            return null;
        }

        private Money? Freight(Currency? currency)
        {
            if (request.Freight is not { } text)
                return null;
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length is 0 or > 2)
                Problem(LandCodes.Amount, $"'{text}' is no amount for the freight.", "Write it like 120 or \"120 CHF\".");
            else if (Amount(parts[0], "the freight") is { } amount && (parts.Length == 1 ? currency : Named(parts[1])) is { } known)
                return new(amount, known);
            return null;
        }

        private IReadOnlyList<ExchangeRate> Rates(List<Region> to, DateOnly day)
        {
            var rates = RateOptions.Read(request.Rates, to.FirstOrDefault()?.Currency ?? Currency.Chf, _problems);
            foreach (var rate in rates.Where(r => r.Date > day))
                Problem(LandCodes.FutureRate, string.Create(CultureInfo.InvariantCulture, $"The rate of {rate.From} is dated {rate.Date:yyyy-MM-dd}, after {day:yyyy-MM-dd}."), "A rate of a later day is not known yet; move --as-of or take an earlier rate.");
            return rates;
        }

        private void Vat(Region from, DateOnly day)
        {
            if (request.Vat is not { } text || Percent(text, "--vat", 100) is not { } rate)
                return;
            var table = _rules.VatRates(from, day);
            if (!table.Contains(rate))
            {
                Problem(LandCodes.VatOutsideTable, string.Create(CultureInfo.InvariantCulture, $"{rate} % is not a VAT rate of {from.Name} on {day:yyyy-MM-dd}."),
                    table.Count == 0 ? "The table has none for it." : $"The table has {string.Join(" and ", table.Select(t => t.ToString(CultureInfo.InvariantCulture)))} %.");
            }
        }

        private ImportTerms Terms(List<Region> to) => new()
        {
            Carrier = Carrier(to),
            Clearance = Clearance(),
            DutyPercent = request.Duty is { } duty ? Percent(duty, "--duty", 1000) : null,
            SalesTaxPercent = request.SalesTax is { } sales ? Percent(sales, "--sales-tax", 100) : null,
            SellerKeepsVat = request.SellerKeepsVat,
        };

        private string? Carrier(List<Region> to)
        {
            if (request.Carrier is not { } carrier)
                return null;
            var known = to.SelectMany(_rules.Carriers).Distinct(StringComparer.Ordinal).ToList();
            if (to.Count > 0 && !known.Contains(carrier))
                Problem(LandCodes.Carrier, $"No clearance tariff of '{carrier}' is known in {string.Join(", ", to.Select(r => r.Name))}.", known.Count > 0 ? $"Known: {string.Join(", ", known)}." : "State the fee with --clearance.");
            return carrier;
        }

        private ClearanceFee? Clearance()
        {
            var (@base, percent, max) = request.Clearance;
            if (@base is null && percent is null && max is null)
                return null;
            return new(@base is null ? 0 : Amount(@base, "the clearance fee") ?? 0, percent is null ? 0 : Percent(percent, "--clearance-percent", 100) ?? 0,
                max is null ? null : Amount(max, "the clearance maximum"));
        }

        private decimal? Percent(string text, string option, decimal most)
        {
            if (decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= most)
                return percent;
            Problem(LandCodes.Percentage, $"{option} is '{text}'; a percentage between 0 and {most} is expected.");
            return null;
        }

        private void Problem(string code, string message, string? help = null) =>
            _problems.Add(new(code, DiagnosticSeverity.Error, new("command line", 1, 1), message, help));
    }
}
