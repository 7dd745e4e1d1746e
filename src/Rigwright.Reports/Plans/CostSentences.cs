using Rigwright.Domain.Quantities;
using Rigwright.Engine.Costs;
using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>What a rig costs to buy and to run, in sentences.</summary>
internal static class CostSentences
{
    /// <summary>The bill under its lines: shelf and landed, dates, spread.</summary>
    public static IEnumerable<string> Bill(Candidate candidate)
    {
        if (candidate.Bill is not { } bill)
            yield break;
        var landed = Exact(bill.Landed);
        yield return bill.IsAsStated
            ? $"At the shop {landed}, landed {landed}: nothing comes on top."
            : $"At the shop {string.Join(" + ", bill.Shelf.Select(Exact))}; landed {landed} ({string.Join(" + ", bill.Steps.Where(s => s.Amount.Amount != 0).Select(s => $"{s.Label} {Exact(s.Amount)}"))}"
                + (bill.Excluded.Count > 0 ? $"; left out because nobody stated it: {string.Join(", ", bill.Excluded)})." : ").");
        var days = bill is { Oldest: { } from, Newest: { } to }
            ? $"Offers of {(from == to ? Day(from) : $"{Day(from)} to {Day(to)}")}{(bill.Undated > 0 ? Text($", {bill.Undated} without a day") : "")}"
            : "Offers without a day";
        yield return bill.Lowest == bill.Highest ? $"{days}; one price for everything that day."
            : $"{days}; with the cheapest offer of every line {Exact(bill.Lowest)}, with the dearest {Exact(bill.Highest)}.";
    }

    /// <summary>Electricity, ownership, price of a million tokens, break-even.</summary>
    public static IEnumerable<string> Running(Assessment assessment)
    {
        if (assessment.RunningCost is not { } answer)
            yield break;
        if (!answer.TryGet(out var cost))
        {
            yield return $"Running cost: unknown ({string.Join(", ", answer.Missing)}).";
            yield break;
        }
        var tariff = cost.Tariff;
        yield return Text($"Running cost: {Range(cost.ElectricityPerYear)} of electricity a year: {Watts(cost.Load)} for {cost.LoadHoursPerDay:0.#} h a day ({cost.Load.Basis}), {Watts(cost.Idle)} for {cost.IdleHoursPerDay:0.#} h ({cost.Idle.Basis}), {tariff.PerKilowattHour.Currency} {tariff.PerKilowattHour.Amount:0.0###} a kWh ({tariff.Source}{(tariff.Since is { } day ? $", since {Day(day)}" : "")}).");
        yield return Text($"Over {cost.Years} years: {Range(cost.Ownership)} with the price, {(cost.ResaleStated ? $"less {Exact(cost.Resale)} that it is assumed to be sold for" : "no resale value counted")}; {Millions(cost.OutputTokensPerYear.Value)} million output tokens a year at the planned load make {Exact(cost.PerMillionOutputTokens)} a million ({Cents(cost.PerMillionOutputTokensRange)}), {Exact(cost.ElectricityPerMillionOutputTokens)} of it electricity.");
        if (cost.Api is { } api)
            yield return Api(api, cost);
    }

    private static string Api(Domain.Provenance.Answer<ApiComparison> api, RunningCost cost) => !api.TryGet(out var known)
        ? $"Against an API: unknown ({string.Join(", ", api.Missing)})."
        : $"Against {known.Name} at {known.PerMillion.Currency} {Number(known.PerMillion)} a million output tokens"
            + (known.Input is { } input ? Text($" and {Number(input.PerMillion)} a million input tokens, {input.PerOutputToken:0.##} of which are sent for each: {Millions(input.TokensPerYear)} million input tokens a year beside {Millions(cost.OutputTokensPerYear.Value)} million: ")
                : " (input tokens are not counted: no price of theirs was stated): ")
            + $"the same tokens cost {Exact(known.PerMonth)} a month there; "
            + (known.BreakEvenMonth is { } month ? Text($"the rig has paid for itself after {month} months.") : $"that is no more than the electricity ({Exact(cost.ElectricityPerYear.High)} a year): the rig never pays for itself.");

    private static string Range(MoneyRange range) => range.Low == range.High ? Money(range.High) : $"{Money(range.Low)}-{Amount(range.High)}";

    private static string Cents(MoneyRange range) => $"{range.Low.Amount.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture)}-{range.High.Amount.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture)}";

    private static string Watts(PowerRange power) => power.Low.Watts == power.High.Watts ? Text($"{power.High.Watts:0} W") : Text($"{power.Low.Watts:0}-{power.High.Watts:0} W");

    private static string Millions(double tokens) => Text($"{tokens / 1e6:#,##0}");

    private static string Number(Money money) => money.Amount.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture);
}
