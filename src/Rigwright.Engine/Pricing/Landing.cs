using System.Globalization;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Engine.Pricing;

/// <summary>
/// What a quote costs at the buyer's door, step by step (docs/formulas/landed-price.md). Every step is rounded to a hundredth of its currency, half away
/// from zero, and the steps add up to the total exactly. A step whose amount nobody stated is left out and named, never guessed.
/// </summary>
public static class Landing
{
    /// <summary>Lands one shipment.</summary>
    /// <param name="shipment">The quote; its price is not negative.</param>
    /// <param name="query">Buyer, day, rates, terms and rules.</param>
    /// <returns>Unknown without the exchange rate, without a country's VAT where it is needed, or without the seller's country where its VAT is inside.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price or the freight is negative.</exception>
    public static Answer<LandedPrice> Of(Shipment shipment, PriceQuery query)
    {
        if (shipment.Price.Amount < 0 || shipment.Freight is { Amount: < 0 })
            throw new ArgumentOutOfRangeException(nameof(shipment), shipment.Price, "A price and a freight are not negative.");
        return new Journey(shipment, query).Land();
    }

    /// <summary>The rounding of every step: to a hundredth (a rappen, a cent, a penny), half away from zero.</summary>
    public static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private enum Border
    {
        None,
        WithinArea,
        Customs,
    }

    private sealed class Journey(Shipment shipment, PriceQuery query)
    {
        private readonly List<LandingStep> _steps = [];
        private readonly List<string> _missing = [];
        private readonly List<string> _excluded = [];
        private readonly Region _to = query.Region;

        private Border Crosses => shipment.From is null
            ? shipment.Price.Currency == (_to.Currency ?? query.Currency) ? Border.None : Border.Customs
            : shipment.From == _to.Code ? Border.None
            : query.Rules.Find(shipment.From)?.CustomsArea == _to.CustomsArea ? Border.WithinArea : Border.Customs;

        public Answer<LandedPrice> Land()
        {
            var border = Crosses;
            Goods(border);
            var freight = Freight(border);
            if (_missing.Count > 0)
                return Answer<LandedPrice>.Unknown([.. _missing.Distinct()]);
            if (border == Border.Customs)
                Import();
            else
                Domestic(border, freight);
            return _missing.Count > 0 ? Answer<LandedPrice>.Unknown([.. _missing.Distinct()]) : Answer<LandedPrice>.Known(new()
            {
                Shelf = shipment.Price,
                Tax = shipment.Tax,
                From = shipment.From ?? (border == Border.None ? _to.Code : null),
                To = _to.Code,
                Steps = _steps,
                Excluded = _excluded,
            });
        }

        // The goods in the buyer's currency, less the seller's VAT where the goods leave its country.
        private void Goods(Border border)
        {
            var parts = new List<LandingStep> { ShopPrice() };
            if (border != Border.None && shipment.Tax == PriceTax.Gross && !(border == Border.Customs && query.Terms.SellerKeepsVat) && ExportVat() is { } vat)
                parts.Add(vat);
            var net = Money.Sum(parts.Select(p => p.Amount), shipment.Price.Currency);
            if (net.Currency == query.Currency && parts is [var only])
                _steps.Add(only with { Key = "goods", Label = "goods" });
            else if (Converted(net, "goods", "goods", net.ToString()) is { } goods)
                _steps.Add(goods with { Parts = parts });
        }

        private LandingStep ShopPrice() => new()
        {
            Key = "shop_price",
            Label = "price at the shop",
            Amount = shipment.Price,
            Basis = shipment.Tax switch
            {
                PriceTax.Gross when InclVat is { } vat => Text($"gross: with {vat} % VAT"),
                PriceTax.Gross => "gross: with the tax of the seller's country",
                PriceTax.Net => "net: without VAT",
                _ => "private seller: no VAT in it",
            },
            Source = shipment.Source,
            Date = shipment.Seen,
            Parts = [.. shipment.Parts.Select(p => new LandingStep { Key = "price_part", Label = p.Label, Amount = p.Amount, Basis = "as quoted", Source = shipment.Source, Date = shipment.Seen })],
        };

        private decimal? InclVat => Vat(query.Rules.Find(shipment.From) ?? (Crosses == Border.None ? _to : null)) is { } answer && answer.TryGet(out var vat) ? vat.Value : null;

        private LandingStep? ExportVat()
        {
            if (shipment.From is null || query.Rules.Find(shipment.From) is not { } from)
            {
                _missing.Add($"the country of the seller (its VAT is inside {shipment.Price})");
                return null;
            }
            if (HasSalesTax(from))
                return null;
            if (!Needed(Vat(from)).TryGet(out var vat))
                return null;
            return new()
            {
                Key = "export_vat",
                Label = $"VAT of {from.Name} deducted",
                Amount = new(-Rounded(shipment.Price.Amount * vat.Value / (100 + vat.Value)), shipment.Price.Currency),
                Rate = vat.Value,
                RateUnit = "percent",
                Basis = Text($"{vat.Value} % inside {shipment.Price}: x {vat.Value} / {100 + vat.Value}"),
                Source = vat.Source.Value,
                Date = EntryDay(from.Vat!),
            };
        }

        private LandingStep? Converted(Money amount, string key, string label, string what)
        {
            if (amount.Currency == query.Currency)
                return new() { Key = key, Label = label, Amount = amount, Basis = what, Source = shipment.Source, Date = shipment.Seen };
            if (query.RateFrom(amount.Currency) is not { } rate)
            {
                var rateName = Text($"an exchange rate from {amount.Currency} to {query.Currency} dated {query.AsOf:yyyy-MM-dd} or earlier");
                if (!_missing.Exists(m => m.StartsWith(rateName, StringComparison.Ordinal)))
                    _missing.Add($"{rateName} ({what} is stated)");
                return null;
            }
            return new()
            {
                Key = key,
                Label = label,
                Amount = rate.Convert(amount),
                Rate = rate.Rate,
                RateUnit = $"{query.Currency} per {amount.Currency}",
                Basis = Text($"{what} x {rate.Rate}"),
                Source = rate.Source,
                Date = rate.Date,
            };
        }

        private Money? Freight(Border border)
        {
            var freight = shipment.Freight ?? (border == Border.None ? null : query.Terms.FreightFrom(shipment.From));
            if (freight is not { } given)
            {
                if (border != Border.None)
                    _excluded.Add($"freight from {NameOf(shipment.From)}");
                return null;
            }
            if (Converted(given, "freight", "freight", given.ToString()) is not { } step)
                return null;
            _steps.Add(given.Currency == query.Currency ? step with { Basis = "one shipment", Source = "given by the user", Date = null } : step);
            return step.Amount;
        }

        private void Import()
        {
            var value = Money.Sum(_steps.Select(s => s.Amount), query.Currency);
            var freight = _steps.Count > 1;
            var duty = Duty(value);
            if (HasSalesTax(_to))
                SalesTax();
            else if (Needed(Vat(_to)).TryGet(out var vat))
                _steps.Add(ImportVat(value + (duty ?? Money.Zero(query.Currency)), vat, Listed(["goods", .. freight ? ["freight"] : (ReadOnlySpan<string>)[], .. duty is null ? [] : (ReadOnlySpan<string>)["duty"]])));
            Clearance(value);
        }

        private static string Listed(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";

        // Null where nobody knows it.
        private Money? Duty(Money value)
        {
            Sourced<decimal>? known = query.Rules.Duty(_to, query.AsOf).TryGet(out var found) ? found : null;
            if ((query.Terms.DutyPercent ?? known?.Value) is not { } percent)
            {
                _excluded.Add($"duty of {_to.Name}");
                return null;
            }
            var given = query.Terms.DutyPercent is not null;
            var step = Percent("duty", "duty", percent, value, Text($"{value}: goods{(_steps.Count > 1 ? " and freight" : "")}"), given ? "given by the user" : known!.Source.Value, known is null || given ? null : known.AsOf);
            _steps.Add(step);
            return step.Amount;
        }

        private LandingStep ImportVat(Money taxable, Sourced<decimal> vat, string of)
        {
            var step = Percent("import_vat", $"import VAT of {_to.Name}", vat.Value, taxable, Text($"{taxable}: {of}"), vat.Source.Value, EntryDay(_to.Vat!));
            if (!query.Rules.TaxFreeBelow(_to, query.AsOf).TryGet(out var least) || step.Amount.Amount >= least.Value)
                return step;
            return step with
            {
                Amount = Money.Zero(query.Currency),
                Basis = Text($"{step.Amount} is below {query.Currency} {least.Value:0.00} and not invoiced"),
                Source = least.Source.Value,
            };
        }

        // United States: no VAT; what is due depends on state, county and city, and only the buyer knows it.
        private void SalesTax()
        {
            if (query.Terms.SalesTaxPercent is { } percent)
                _steps.Add(Percent("sales_tax", "sales tax", percent, _steps[0].Amount, $"{_steps[0].Amount}: goods", "given by the user", null));
            else
                _excluded.Add("sales tax of the state, county and city");
        }

        private void Clearance(Money taxable)
        {
            var (fee, source, date) = (query.Terms.Clearance, "given by the user", (DateOnly?)null);
            if (fee is null && query.Terms.Carrier is { } carrier)
            {
                if (query.Rules.Clearance(carrier, shipment.From, _to, query.AsOf).TryGet(out var tariff))
                    (fee, source, date) = (tariff.Value, tariff.Source.Value, tariff.AsOf);
            }
            if (fee is null)
            {
                _excluded.Add("the carrier's clearance fee");
                return;
            }
            var amount = Rounded(fee.Base + taxable.Amount * fee.Percent / 100);
            var capped = fee.Max is { } max && amount > max ? Rounded(max) : amount;
            _steps.Add(new()
            {
                Key = "clearance",
                Label = "carrier's clearance fee",
                Amount = new(capped, query.Currency),
                Rate = fee.Percent == 0 ? null : fee.Percent,
                RateUnit = fee.Percent == 0 ? null : "percent",
                Basis = Text($"{fee.Base:0.00}{(fee.Percent == 0 ? "" : Text($" + {fee.Percent} % of {taxable}"))}{(fee.Max is { } most ? Text($", at most {most:0.00}") : "")}"),
                Source = source,
                Date = date,
            });
        }

        // At home, or from another country of the same customs area (a distance sale, taxed where the buyer lives).
        private void Domestic(Border border, Money? freight)
        {
            if (shipment.Tax == PriceTax.Private || shipment.Tax == PriceTax.Gross && border == Border.None)
                return;
            if (HasSalesTax(_to))
            {
                SalesTax();
                return;
            }
            if (!Needed(Vat(_to)).TryGet(out var vat))
                return;
            var taxable = Money.Sum(_steps.Select(s => s.Amount), query.Currency);
            _steps.Add(Percent("vat", $"VAT of {_to.Name}", vat.Value, taxable, Text($"{taxable}: goods{(freight is null ? "" : " and freight")}"), vat.Source.Value, EntryDay(_to.Vat!)));
        }

        private static LandingStep Percent(string key, string label, decimal percent, Money of, string basis, string source, DateOnly? date) => new()
        {
            Key = key,
            Label = label,
            Amount = new(Rounded(of.Amount * percent / 100), of.Currency),
            Rate = percent,
            RateUnit = "percent",
            Basis = Text($"{percent} % of {basis}"),
            Source = source,
            Date = date,
        };

        private Answer<T> Needed<T>(Answer<T> answer) where T : notnull
        {
            _missing.AddRange(answer.Missing);
            return answer;
        }

        private Answer<Sourced<decimal>> Vat(Region? region) => region is null ? Answer<Sourced<decimal>>.Unknown("the seller's country")
            : region.Vat is { } vat && vat.On(query.AsOf) is { IsKnown: true } known ? known
            : Answer<Sourced<decimal>>.Unknown($"the VAT of {region.Name} on {query.AsOf:yyyy-MM-dd}");

        private DateOnly? EntryDay(DatedParameter parameter) => parameter.Entries.LastOrDefault(e => e.From <= query.AsOf)?.From;

        private string NameOf(string? code) => query.Rules.Find(code)?.Name ?? code ?? "abroad";

        private static bool HasSalesTax(Region region) => region.Code == "US";

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
