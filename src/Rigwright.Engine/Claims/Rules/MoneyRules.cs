using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>The lines add up to the printed total.</summary>
public sealed class TotalRule() : ClaimRule("total.sum",
    "The lines add up to every printed total; a total printed as rounded may differ by one unit of its last written digit.", "addition")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var lines = plan.Rig.Lines;
        var priced = lines.Where(l => l.Total is not null).ToList();
        if (priced.Count == 0)
            yield break;
        var sum = Money.Sum(priced.Select(l => l.Total!.Value), plan.Document.Currency);
        foreach (var total in plan.Document.Totals)
            yield return Compare(total, sum, lines.Where(l => l.Total is null).Select(l => l.Item).ToList());
    }

    private Finding Compare(PlanTotal total, Money sum, List<string> unpriced)
    {
        var printed = total.High == total.Low ? total.Low.ToString() : $"{total.Low} to {total.High}";
        if (total.Low.Currency != sum.Currency)
            return Unknown($"{total.Label} is printed in {total.Low.Currency}, the lines are in {sum.Currency}; comparing needs a dated exchange rate.", $"{sum}", $"{printed}");
        if (unpriced.Count > 0 || total.CoversMore)
        {
            var why = unpriced.Count > 0 ? $"no price for {string.Join(", ", unpriced)}" : "the total covers more than the lines";
            return sum > total.High
                ? Error($"The priced lines alone add up to {sum}, more than {total.Label} of {printed}.", $"{sum}", $"{printed}")
                : Unknown($"the lines add up to {sum}, {total.Label} is {printed}; {why}.", $"{sum}", $"{printed}");
        }
        var tolerance = Tolerance(total);
        if (sum.Amount >= total.Low.Amount - tolerance && sum.Amount <= total.High.Amount + tolerance)
            return Pass($"The lines add up to {sum}; {total.Label} is {printed}.", $"{sum}", $"{printed}");
        var off = sum.Amount > total.High.Amount ? sum.Amount - total.High.Amount : sum.Amount - total.Low.Amount;
        return Error($"The lines add up to {sum}; {total.Label} says {printed}: off by {off:+#,##0.##;-#,##0.##}.", $"{sum}", $"{printed}");
    }

    private static decimal Tolerance(PlanTotal total)
    {
        if (!total.Approximate)
            return 0.005m;
        decimal unit = 1;
        while (unit < 1000 && total.Low.Amount % (unit * 10) == 0 && total.High.Amount % (unit * 10) == 0)
            unit *= 10;
        return unit;
    }
}

/// <summary>A line's price agrees with dated offers.</summary>
public sealed class LinePriceRule() : ClaimRule("price.line",
    "Every line has a price, and it lies within 10 % of what shops asked for the same product in the 30 days before the plan's day.",
    "dated offers of the catalogue; the 10 % and the 30 days are assumed")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var (line, written) in plan.Rig.Lines.Zip(plan.Document.Lines))
        {
            if (line.UnitPrice is null)
                yield return Unknown($"no price is stated for {line.Item}.");
            else if (PriceList(plan, line) is { } list)
                yield return Compare(line.Item, line.UnitPrice.Value, list);
            else if (line is { Reference: { } reference, UnitPrice: { } price })
                yield return OfferRange.Compare(plan, line.Subject, reference, written.MemoryOption, written.Condition, plan.Document.Date) is { } range
                    ? Compare(line.Item, price, range)
                    : Unknown($"no offer for {line.Item} ({written.Condition.ToString().ToLowerInvariant()}, {price.Currency}) within {OfferRange.Days} days of {plan.Document.Date:yyyy-MM-dd}.", $"{price}");
        }
    }

    // A vendor's model has prices of its own: for the base and for each card in it.
    private static OfferRange? PriceList(ResolvedPlan plan, RigLine line)
    {
        var listed = line.Subject == OfferSubject.Prebuilt ? plan.Rig.Prebuilt?.BasePrice
            : plan.Rig.Prebuilt is { } model && line.Reference == model.Accelerator ? model.PerAccelerator : null;
        return listed is { } price && price.Value.Currency == plan.Document.Currency ? new(price.Value, price.Value, [price.Source]) : null;
    }

    private Finding Compare(string item, Money price, OfferRange range) => range.Contains(price, price)
        ? Pass($"{item} at {price}; offers are {range}.", $"{price}", $"{range}", range.Sources)
        : Warning($"{item} at {price}, but offers of those days are {range}.", $"{price}", $"{range}", range.Sources);
}

/// <summary>A stated price agrees with dated offers.</summary>
public sealed class PriceClaimRule() : ClaimRule("price.claim",
    "A stated price lies within 10 % of what shops asked for the same product in the 30 days before.", "dated offers of the catalogue; the 10 % and the 30 days are assumed")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Prices)
        {
            var (resolution, subject) = claim.Kind == PlanItemKind.Accelerator
                ? (plan.Catalogue.AcceleratorNames.Resolve(claim.Reference), OfferSubject.Accelerator)
                : (plan.Catalogue.PartNames.Resolve(claim.Reference), OfferSubject.Part);
            var words = claim.High == claim.Low ? claim.Low.ToString() : $"{claim.Low} to {claim.High}";
            if (!resolution.IsResolved)
                yield return Unknown($"{PlanResolver.Why(resolution, subject.ToString().ToLowerInvariant(), claim.Reference)}", $"{words}");
            else if (OfferRange.Compare(plan, subject, resolution.Id, null, claim.Condition, claim.Date ?? plan.Document.Date, claim.Low.Currency) is not { } range)
                yield return Unknown($"no offer for {resolution.Id} within {OfferRange.Days} days of {claim.Date ?? plan.Document.Date:yyyy-MM-dd}.", $"{words}");
            else if (range.Contains(claim.Low, claim.High))
                yield return Pass($"{resolution.Id} at {words}; offers are {range}.", $"{words}", $"{range}", range.Sources);
            else
                yield return Warning($"{resolution.Id} is said to cost {words}{Says(claim)}, but offers of those days are {range}.", $"{words}", $"{range}", range.Sources);
        }
    }
}

/// <summary>One seller asks one price for one product on one day.</summary>
public sealed class TwoPricesRule() : ClaimRule("price.two-on-one-day",
    "For a product of the plan no seller is quoted with two prices on one day.", "dated offers of the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var references = plan.Rig.Lines.Where(l => l.Reference is not null).Select(l => (l.Subject, l.Reference)).ToHashSet();
        var groups = plan.Catalogue.Offers
            .Where(o => o is { Verified: true, Seen: not null, Seller: not null, Precision: DatePrecision.Day } && references.Contains((o.Subject, o.Reference)))
            .Where(o => Math.Abs(o.Seen!.Value.DayNumber - plan.Document.Date.DayNumber) <= OfferRange.Days)
            .GroupBy(o => (o.Item, o.Seller, o.Seen, o.Condition, o.PriceLow.Currency));
        foreach (var group in groups)
        {
            // The ends of one quoted range are one statement.
            var prices = group.Where(o => o.PriceHigh is null).Select(o => o.PriceLow).Distinct().Order().ToList();
            if (prices.Count > 1)
            {
                yield return Warning($"{group.Key.Item}: {group.Key.Seller} is quoted with {string.Join(" and with ", prices)} on {group.Key.Seen:yyyy-MM-dd} ({100 * ((prices[^1].Amount / prices[0].Amount) - 1):+0} %).",
                    $"{prices[^1]}", $"{prices[0]}", group.Select(o => (Domain.Provenance.SourceId?)o.Source));
            }
        }
    }
}

/// <summary>The VAT rate is the one of the day.</summary>
public sealed class VatRule() : ClaimRule("tax.vat", "A stated VAT rate is the standard rate of the country on the plan's day.", "dated parameters of the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Vat)
        {
            var parameter = plan.Catalogue.FindRegion(claim.Region)?.Vat;
            if (parameter is null || !parameter.On(plan.Document.Date).TryGet(out var vat))
                yield return Unknown($"VAT of {claim.Region} on {plan.Document.Date:yyyy-MM-dd} not found.", $"{claim.Percent} %");
            else if ((decimal)claim.Percent == vat.Value)
                yield return Pass($"VAT of {claim.Region} is {vat.Value} %.", $"{claim.Percent} %", $"{vat.Value} %", vat.Source);
            else
                yield return Error($"VAT of {claim.Region} on {plan.Document.Date:yyyy-MM-dd} is {vat.Value} % (since {parameter.Entries.Last(e => e.From <= plan.Document.Date).From:yyyy-MM-dd}), not {claim.Percent} %{Says(claim)}.", $"{claim.Percent} %", $"{vat.Value} %", vat.Source);
        }
    }
}
