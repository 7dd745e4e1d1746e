using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Domain.Requirements;

/// <summary>What somebody needs, has and accepts: the whole input of a plan besides the catalogue.</summary>
public sealed record PurchaseRequirements
{
    /// <summary>What the plan is for, as its author named it.</summary>
    public required string Name { get; init; }

    /// <summary>Where the buyer lives: decides currency, tax and outlets.</summary>
    public required Region Region { get; init; }

    /// <summary>The day whose prices count; null takes the newest facts.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What may be spent.</summary>
    public required Budget Budget { get; init; }

    /// <summary>How much memory for models the rig must and should have.</summary>
    public required MemoryRequirement Memory { get; init; }

    /// <summary>How loud it may be under load.</summary>
    public required NoiseLimit Noise { get; init; }

    /// <summary>The outlet that it hangs on.</summary>
    public required Outlet Outlet { get; init; }

    /// <summary>Conditions that the buyer accepts, strongest first as in <see cref="Condition"/>.</summary>
    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>Built from parts, bought whole, or either.</summary>
    public required PurchaseKind Purchase { get; init; }

    /// <summary>Does it run without a screen? Then nothing has to be reserved for a desktop.</summary>
    public required bool Headless { get; init; }

    /// <summary>Which platforms are wanted.</summary>
    public required PlatformChoice Platforms { get; init; }

    /// <summary>Engines that the buyer wants to run, best first; empty takes the one that fits the hardware.</summary>
    public required IReadOnlyList<EngineKind> Engines { get; init; }

    /// <summary>The operating system that the engines have to exist for; null when any will do.</summary>
    public OperatingSystemChoice? OperatingSystem { get; init; }

    /// <summary>Exchange rates that the buyer supplies; none is shipped.</summary>
    public required IReadOnlyList<ExchangeRate> ExchangeRates { get; init; }

    /// <summary>What the buyer knows about a purchase abroad.</summary>
    public ImportTerms Import { get; init; } = ImportTerms.None;

    /// <summary>How the rig will be run and what that is measured against.</summary>
    public RunningCostTerms RunningCost { get; init; } = RunningCostTerms.Default;

    /// <summary>How much each term of the score counts.</summary>
    public required ScoreWeights Weights { get; init; }

    /// <summary>Further priorities that the buyer names: the decision guide says which plan is best for each.</summary>
    public IReadOnlyList<NamedPriority> Priorities { get; init; } = [];

    /// <summary>Which of the three speeds of a role its minimum is held against.</summary>
    public required MinimumBasis MinimumHolds { get; init; }

    /// <summary>The models' jobs, the most important first. All are loaded at the same time.</summary>
    public required IReadOnlyList<RoleRequirement> Roles { get; init; }
}

/// <summary>An operating system with what is known about engines under it.</summary>
/// <param name="Name"><c>linux</c>, <c>windows</c> or <c>macos</c>.</param>
/// <param name="Engines">The catalogue's engines with the back ends that they have.</param>
public sealed record OperatingSystemChoice(string Name, IReadOnlyList<InferenceEngine> Engines);

/// <summary>A priority with a name of its own.</summary>
/// <param name="Name">Unique among the priorities.</param>
/// <param name="Weights">How much each term of the score counts for it.</param>
public sealed record NamedPriority(string Name, ScoreWeights Weights);

/// <summary>What may be spent, in one currency.</summary>
/// <param name="Min">Below this the buyer does not look; a cheaper rig that meets everything is still welcome.</param>
/// <param name="Max">The most that the whole rig may cost.</param>
public sealed record Budget(Money Min, Money Max);

/// <summary>Memory for models over all devices of a rig.</summary>
/// <param name="Min">Less is rejected.</param>
/// <param name="Target">What the score aims at.</param>
public sealed record MemoryRequirement(ByteSize Min, ByteSize Target);

/// <summary>How the rig is bought.</summary>
public enum PurchaseKind
{
    /// <summary>Either way.</summary>
    Either,

    /// <summary>From parts.</summary>
    Build,

    /// <summary>Ready to switch on.</summary>
    Turnkey,
}

/// <summary>The speed that a role's minimum is compared with.</summary>
public enum MinimumBasis
{
    /// <summary>The expected speed at the stated duty cycles.</summary>
    Expected,

    /// <summary>The speed while every role decodes at once.</summary>
    AllActive,

    /// <summary>The speed while no other role decodes.</summary>
    Alone,
}

/// <summary>Which platforms a rig may stand on, by the ids of <see cref="Known"/>.</summary>
/// <param name="Allow">Only these; empty allows all.</param>
/// <param name="Deny">None of these.</param>
public sealed record PlatformChoice(IReadOnlyList<string> Allow, IReadOnlyList<string> Deny)
{
    /// <summary>Desktop, workstation and server sockets by chipset, Apple machines, GB10 machines, other machines, vendors' models.</summary>
    public static IReadOnlyList<string> Known { get; } = ["am5", "trx50", "wrx90", "apple", "gb10", "mini-pc", "prebuilt"];

    /// <summary>Is a platform wanted?</summary>
    public bool Allows(string platform) =>
        (Allow.Count == 0 || Allow.Contains(platform, StringComparer.Ordinal)) && !Deny.Contains(platform, StringComparer.Ordinal);
}

/// <summary>One franc-for-dollar statement: what one unit of a currency cost in another on a day, and who says so.</summary>
/// <param name="From">Currency of the price.</param>
/// <param name="To">Currency of the answer.</param>
/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/>.</param>
/// <param name="Date">The day of the rate.</param>
/// <param name="Source">Where it is from.</param>
public sealed record ExchangeRate(Currency From, Currency To, decimal Rate, DateOnly Date, string Source)
{
    /// <summary>The amount in <see cref="To"/>, rounded to a hundredth.</summary>
    /// <exception cref="InvalidOperationException">The amount is in another currency than <see cref="From"/>.</exception>
    public Money Convert(Money amount) => amount.Currency == From
        ? new(decimal.Round(amount.Amount * Rate, 2, MidpointRounding.AwayFromZero), To)
        : throw new InvalidOperationException($"A {From} rate does not convert {amount.Currency}.");
}
