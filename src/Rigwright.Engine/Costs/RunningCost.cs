using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Costs;

/// <summary>Power at the wall, as exactly as it is known.</summary>
/// <param name="Low">Low end.</param>
/// <param name="High">High end; the one that a careful buyer plans with.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="Basis">What it is made of.</param>
public sealed record PowerRange(Power Low, Power High, Evidence Evidence, string Basis);

/// <summary>An amount of money, as exactly as it is known.</summary>
/// <param name="Low">Low end.</param>
/// <param name="High">High end; the one that a careful buyer plans with.</param>
public readonly record struct MoneyRange(Money Low, Money High);

/// <summary>The price of a kilowatt-hour.</summary>
/// <param name="PerKilowattHour">In the buyer's currency.</param>
/// <param name="Source">Id of the source, or "given by the user".</param>
/// <param name="Since">First day on which it counts; null when the user gave it.</param>
/// <param name="Note">What it is the price of, or how it was converted; null when there is nothing to say.</param>
public sealed record Tariff(Money PerKilowattHour, string Source, DateOnly? Since, string? Note);

/// <summary>What a token price elsewhere would amount to.</summary>
/// <param name="Name">Whose price it is.</param>
/// <param name="PerMillion">Price of a million output tokens in the buyer's currency.</param>
/// <param name="Input">What the input tokens are counted at; null where the buyer stated no price of theirs.</param>
/// <param name="PerMonth">The planned tokens of a month at these prices.</param>
/// <param name="BreakEvenMonth">First month at whose end the rig with its electricity (high end) has cost no more; null when it never does.</param>
public sealed record ApiComparison(string Name, Money PerMillion, ApiInput? Input, Money PerMonth, int? BreakEvenMonth);

/// <summary>Input tokens at an API.</summary>
/// <param name="PerMillion">Price of a million in the buyer's currency.</param>
/// <param name="PerOutputToken">Input tokens for each output token, as the buyer states it.</param>
/// <param name="TokensPerYear">At the planned load.</param>
public sealed record ApiInput(Money PerMillion, double PerOutputToken, double TokensPerYear);

/// <summary>What a rig costs to run at the planned load (docs/formulas/running-cost.md).</summary>
public sealed record RunningCost
{
    /// <summary>Power while a role decodes.</summary>
    public required PowerRange Load { get; init; }

    /// <summary>Power while it is on and no role decodes.</summary>
    public required PowerRange Idle { get; init; }

    /// <summary>Share of the workload's hours in which at least one role decodes.</summary>
    public required double BusyShare { get; init; }

    /// <summary>Hours a day under load.</summary>
    public required double LoadHoursPerDay { get; init; }

    /// <summary>Hours a day idle.</summary>
    public required double IdleHoursPerDay { get; init; }

    /// <summary>Price of electricity.</summary>
    public required Tariff Tariff { get; init; }

    /// <summary>Energy of a year, low and high end.</summary>
    public required (Energy Low, Energy High) EnergyPerYear { get; init; }

    /// <summary>Electricity of a year.</summary>
    public required MoneyRange ElectricityPerYear { get; init; }

    /// <summary>Years that the sums are over.</summary>
    public required int Years { get; init; }

    /// <summary>Electricity of all years.</summary>
    public required MoneyRange Electricity { get; init; }

    /// <summary>What the rig is assumed to be sold for at the end; zero when no resale value was stated.</summary>
    public required Money Resale { get; init; }

    /// <summary>Was a resale value stated?</summary>
    public required bool ResaleStated { get; init; }

    /// <summary>Price + electricity - resale over all years.</summary>
    public required MoneyRange Ownership { get; init; }

    /// <summary>Output tokens of a year at the planned load: value, and the ends of the speeds' 90 % intervals.</summary>
    public required (double Low, double Value, double High) OutputTokensPerYear { get; init; }

    /// <summary>Ownership for a million output tokens: the high end of the costs at the expected speeds.</summary>
    public required Money PerMillionOutputTokens { get; init; }

    /// <summary>The same over the ranges of power and speed.</summary>
    public required MoneyRange PerMillionOutputTokensRange { get; init; }

    /// <summary>Electricity alone for a million output tokens, high end of the power at the expected speeds.</summary>
    public required Money ElectricityPerMillionOutputTokens { get; init; }

    /// <summary>Against an API price; null when none was stated, unknown when its currency has no rate.</summary>
    public Answer<ApiComparison>? Api { get; init; }
}
