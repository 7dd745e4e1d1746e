using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Costs;

/// <summary>A role at work.</summary>
/// <param name="Streams">Streams at the same time.</param>
/// <param name="DutyCycle">Share of the workload's hours in which it decodes.</param>
/// <param name="Expected">Decode of each stream while it decodes, at the stated duty cycles of all roles.</param>
public sealed record RunningRole(int Streams, double DutyCycle, Prediction Expected);

/// <summary>A rig with the models on it, as far as its running cost depends on it.</summary>
/// <param name="Rig">The rig.</param>
/// <param name="Price">What it costs at the buyer's door.</param>
/// <param name="Power">Everything at its limit.</param>
/// <param name="Roles">The roles with their speeds.</param>
public sealed record CostedRig(Rig Rig, Money Price, Answer<PowerEstimate> Power, IReadOnlyList<RunningRole> Roles);

/// <summary>Electricity, tokens and money over the years at the planned load (docs/formulas/running-cost.md).</summary>
public static class RunningCostEstimator
{
    private const double DaysPerYear = 365;

    private const double SecondsPerHour = 3600;

    private const decimal Million = 1_000_000;

    private const int MonthsPerYear = 12;

    /// <summary>The running cost, or what is missing: the power under load, a price of electricity, an exchange rate.</summary>
    public static Answer<RunningCost> Of(CostedRig rig, RunningCostTerms terms, PriceQuery query, IReadOnlyList<PowerFact> facts)
    {
        var load = RigPower.Load(rig.Rig, rig.Power, facts);
        var tariff = TariffOf(terms, query);
        return load.IsKnown && tariff.IsKnown
            ? Answer<RunningCost>.Known(Of(rig, load.Value, RigPower.Idle(rig.Rig, load.Value, facts, terms.Idle), tariff.Value, terms, query))
            : Answer<RunningCost>.Unknown([.. load.Missing, .. tariff.Missing]);
    }

    private static RunningCost Of(CostedRig rig, PowerRange load, PowerRange idle, Tariff tariff, RunningCostTerms terms, PriceQuery query)
    {
        var busy = 1 - rig.Roles.Aggregate(1.0, (none, role) => none * (1 - role.DutyCycle));
        var (loadHours, idleHours) = (terms.HoursPerDay * busy, terms.OnHoursPerDay - terms.HoursPerDay * busy);
        var (low, high) = (Yearly(load.Low, idle.Low), Yearly(load.High, idle.High));
        var yearly = new MoneyRange(Cost(low), Cost(high));
        var electricity = new MoneyRange(yearly.Low * terms.Years, yearly.High * terms.Years);
        var resale = Rounded(rig.Price * ((terms.ResalePercent ?? 0) / 100));
        var tokens = Tokens(rig.Roles, terms.HoursPerDay);
        var ownership = new MoneyRange(rig.Price + electricity.Low - resale, rig.Price + electricity.High - resale);
        return new()
        {
            Load = load,
            Idle = idle,
            BusyShare = busy,
            LoadHoursPerDay = loadHours,
            IdleHoursPerDay = idleHours,
            Tariff = tariff,
            EnergyPerYear = (low, high),
            ElectricityPerYear = yearly,
            Years = terms.Years,
            Electricity = electricity,
            Resale = resale,
            ResaleStated = terms.ResalePercent is not null,
            Ownership = ownership,
            OutputTokensPerYear = tokens,
            PerMillionOutputTokens = PerMillion(ownership.High, tokens.Value * terms.Years),
            PerMillionOutputTokensRange = new(PerMillion(ownership.Low, tokens.High * terms.Years), PerMillion(ownership.High, tokens.Low * terms.Years)),
            ElectricityPerMillionOutputTokens = PerMillion(electricity.High, tokens.Value * terms.Years),
            Api = terms.Api is { } api ? Compare(api, rig.Price, yearly.High, tokens.Value, query) : null,
        };

        Energy Yearly(Power atLoad, Power atIdle) =>
            Energy.FromKilowattHours((atLoad.Watts * loadHours + atIdle.Watts * idleHours) * DaysPerYear / 1000);

        Money Cost(Energy energy) => Rounded(tariff.PerKilowattHour * (decimal)energy.KilowattHours);
    }

    // Σ streams · expected rate of a stream · duty · seconds; the rates are those while the role decodes.
    private static (double Low, double Value, double High) Tokens(IReadOnlyList<RunningRole> roles, double hoursPerDay)
    {
        return (Sum(r => r.Expected.Low), Sum(r => r.Expected.Value), Sum(r => r.Expected.High));

        double Sum(Func<RunningRole, TokenRate> rate) => roles.Sum(r =>
            r.Streams * rate(r).TokensPerSecond * r.DutyCycle) * hoursPerDay * SecondsPerHour * DaysPerYear;
    }

    private static Answer<ApiComparison> Compare(ApiPrice api, Money rigPrice, Money electricityPerYear, double tokensPerYear, PriceQuery query) =>
        Converted(api.PerMillionOutputTokens, $"the price of {api.Name}", query).Map(converted =>
        {
            // The rate that the output price was converted at: both prices are in one currency.
            var input = api is { PerMillionInputTokens: { } price, InputTokensPerOutputToken: { } ratio }
                ? new ApiInput(Converted(price, $"the price of {api.Name}", query).Value.Money, ratio, tokensPerYear * ratio) : null;
            var perYear = (converted.Money.Amount * (decimal)tokensPerYear) + (input is null ? 0 : input.PerMillion.Amount * (decimal)input.TokensPerYear);
            var perMonth = perYear / Million / MonthsPerYear;
            var saved = perMonth - electricityPerYear.Amount / MonthsPerYear;
            int? month = saved > 0 && rigPrice.Amount / saved < int.MaxValue ? (int)Math.Ceiling(rigPrice.Amount / saved) : null;
            return new ApiComparison(api.Name, converted.Money, input, Rounded(new(perMonth, converted.Money.Currency)), month);
        });

    private static Answer<Tariff> TariffOf(RunningCostTerms terms, PriceQuery query)
    {
        if (terms.ElectricityPrice is { } given)
            return Converted(given, "the price of electricity", query).Map(c => new Tariff(c.Money, "given by the user", null, c.Rate));
        var name = query.Region.Name;
        if (query.Region.Electricity is not { } parameter || !parameter.On(query.AsOf).TryGet(out var price))
            return Answer<Tariff>.Unknown(string.Create(CultureInfo.InvariantCulture, $"the price of electricity in {name} on {query.AsOf:yyyy-MM-dd}"));
        if (!Currency.TryParse(parameter.Unit.Split('/')[0], out var currency))
            return Answer<Tariff>.Unknown($"the currency of the price of electricity in {name} ({parameter.Unit})");
        var since = parameter.Entries.Last(e => e.From <= query.AsOf).From;
        return Converted(new(price.Value, currency), $"the price of electricity in {name}", query)
            .Map(c => new Tariff(c.Money, price.Source.Value, since, c.Rate is null ? price.Note : $"{price.Note}; {c.Rate}"));
    }

    // Prices of a kilowatt-hour or a token keep their decimals; only sums are rounded.
    private static Answer<(Money Money, string? Rate)> Converted(Money amount, string what, PriceQuery query)
    {
        if (amount.Currency == query.Currency)
            return Answer<(Money, string?)>.Known((amount, null));
        return query.RateFrom(amount.Currency) is { } rate
            ? Answer<(Money, string?)>.Known((new(amount.Amount * rate.Rate, query.Currency),
                string.Create(CultureInfo.InvariantCulture, $"{amount.Currency} {amount.Amount} x {rate.Rate} ({rate.Date:yyyy-MM-dd}, {rate.Source})")))
            : Answer<(Money, string?)>.Unknown(string.Create(CultureInfo.InvariantCulture, $"an exchange rate from {amount.Currency} to {query.Currency} dated {query.AsOf:yyyy-MM-dd} or earlier ({what})"));
    }

    // Less than one token in all the years is no workload; the floor keeps the quotient finite.
    private static Money PerMillion(Money cost, double tokens) => Rounded(new(cost.Amount * Million / (decimal)Math.Max(1, tokens), cost.Currency));

    private static Money Rounded(Money money) => new(Landing.Rounded(money.Amount), money.Currency);
}
