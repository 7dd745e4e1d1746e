using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>What keeps a candidate from qualifying, and for each obstacle the ways around it, the smallest first.</summary>
/// <param name="asked">The requirements.</param>
/// <param name="catalogue">The facts about noise.</param>
/// <param name="layOut">Lays the roles of some requirements out on a candidate; null when they do not fit. Null leaves such obstacles without a number.</param>
internal sealed class Obstacles(PurchaseRequirements asked, Catalogue catalogue, Func<PurchaseRequirements, Candidate, Layout?>? layOut)
{
    // The rules that hold against the limits are asked here again, because a candidate may be known from wider limits than the asked ones.
    private static readonly HashSet<string> LimitRules = ["plan.budget", "plan.memory", "plan.noise", "plan.purchase", "plan.platform"];

    private const int ShortestContext = 1024;

    /// <summary>Every obstacle of a candidate that was judged completely.</summary>
    public IReadOnlyList<IReadOnlyList<Change>> Of(Assessment a)
    {
        var obstacles = new List<IReadOnlyList<Change>>();
        var candidate = a.Candidate;
        if (candidate.Total is { } total && total > asked.Budget.Max)
            obstacles.Add(Budget(candidate, total));
        if (candidate.Memory < asked.Memory.Min)
            obstacles.Add([Memory(candidate.Memory)]);
        if (a.Noise?.TryGet(out var noise) == true && asked.Noise.Limit is { } most
            && NoiseRule.QuietReading(candidate.Rig, noise, catalogue.NoiseFacts).DecibelA - NoiseRule.BarelyHeard is var needed && needed > most.DecibelA)
            obstacles.Add([Noise(most, needed)]);
        if (asked.Purchase == PurchaseKind.Turnkey && !candidate.IsTurnkey || asked.Purchase == PurchaseKind.Build && candidate.IsTurnkey)
            obstacles.Add([new(ChangeKind.Requirement, "purchase", asked.Purchase == PurchaseKind.Turnkey ? "turnkey" : "build", "either", 1, r => r with { Purchase = PurchaseKind.Either })]);
        if (!asked.Platforms.Allows(candidate.Platform) && candidate.Platform.Length > 0)
            obstacles.Add([Platform(candidate.Platform)]);
        foreach (var rejection in a.Rejections.Where(r => !LimitRules.Contains(r.Rule)))
            obstacles.Add(Other(rejection, a));
        return obstacles;
    }

    private List<Change> Budget(Candidate candidate, Money total)
    {
        var max = asked.Budget.Max;
        var enough = Math.Ceiling(total.Amount);
        List<Change> ways =
        [
            new(ChangeKind.Limit, "budget.max", Plain(max), Plain(new(enough, max.Currency)), (double)(enough / max.Amount) - 1, r => r with { Budget = r.Budget with { Max = new(enough, max.Currency) } }),
        ];
        foreach (var (device, count) in candidate.Devices)
        {
            if (!device.Price.TryGet(out var quote))
                continue;
            var unit = Math.Floor(quote.Price.Amount - (total - max).Amount / count);
            if (unit > 0)
            {
                ways.Add(new(ChangeKind.Price, $"price of {device.Name}", Shown(quote.Price), Shown(new(unit, max.Currency)), 1 - (double)(unit / quote.Price.Amount), r => r)
                {
                    Price = new(device.Id, new(unit, max.Currency)),
                });
            }
        }
        return [.. ways.OrderBy(w => w.Size)];
    }

    private Change Memory(ByteSize have)
    {
        var gb = Math.Floor(have.GB * 10) / 10;
        return new(ChangeKind.Limit, "memory.min", Change.Number(asked.Memory.Min.GB) + " GB", Change.Number(gb) + " GB", 1 - gb / asked.Memory.Min.GB, r => Dimension.MemoryAt(r, ByteSize.FromGB(gb)));
    }

    private static Change Noise(SoundLevel most, double needed)
    {
        var level = Math.Ceiling(needed * 10 - 1e-9) / 10;
        return new(ChangeKind.Limit, "noise", Change.Number(most.DecibelA) + " dBA", Change.Number(level) + " dBA", Dimension.Loudness(most.DecibelA, level), r => r with { Noise = new(null, SoundLevel.FromDecibelA(level)) });
    }

    private Change Platform(string platform)
    {
        var denied = asked.Platforms.Deny.Contains(platform, StringComparer.Ordinal);
        return denied
            ? new(ChangeKind.Requirement, "platforms.deny", string.Join(',', asked.Platforms.Deny), string.Join(',', asked.Platforms.Deny.Where(p => p != platform)), 1, r => r with { Platforms = r.Platforms with { Deny = [.. r.Platforms.Deny.Where(p => p != platform)] } })
            : new(ChangeKind.Requirement, "platforms.allow", string.Join(',', asked.Platforms.Allow), string.Join(',', asked.Platforms.Allow.Append(platform)), 1, r => r with { Platforms = r.Platforms with { Allow = [.. r.Platforms.Allow, platform] } });
    }

    private List<Change> Other(Rejection rejection, Assessment a) => rejection.Rule switch
    {
        "plan.decode" when a.Layout is { } layout => Decode(layout, rejection),
        "plan.layout" when layOut is not null && Layouts(a.Candidate) is { Count: > 0 } ways => ways,
        _ => [new(ChangeKind.Part, rejection.Rule, rejection.Actual ?? "", rejection.Lacks, 1, r => r) { CanBeApplied = false }],
    };

    // One rejection a role: the message names it first.
    private List<Change> Decode(Layout layout, Rejection rejection)
    {
        var role = layout.Roles.First(r => rejection.Message.StartsWith(r.Serving.Role.Name + " ", StringComparison.Ordinal) && r.Held(asked.MinimumHolds).Value < r.Serving.Role.DecodeMinimum);
        var (name, min) = (role.Serving.Role.Name, role.Serving.Role.DecodeMinimum.TokensPerSecond);
        var rate = Math.Floor(role.Held(asked.MinimumHolds).Value.TokensPerSecond * 100) / 100;
        return [new(ChangeKind.Requirement, $"roles.{name}.decode.min", Change.Number(min) + " tok/s", Change.Number(rate) + " tok/s", 1 - rate / min, r => Role(r, name, x => x with { DecodeMinimum = TokenRate.FromTokensPerSecond(rate) }))];
    }

    private List<Change> Layouts(Candidate candidate)
    {
        var ways = new List<Change>();
        foreach (var role in asked.Roles)
        {
            if (Largest(ShortestContext / 256, role.ContextPerStream / 256, k => Holds(candidate, role.Name, x => WithContext(x, k * 256))) is { } steps && steps * 256 < role.ContextPerStream)
                ways.Add(Way($"roles.{role.Name}.context", role.ContextPerStream, steps * 256, r => Role(r, role.Name, x => WithContext(x, steps * 256))));
            if (role.Streams > 1 && Largest(1, role.Streams, k => Holds(candidate, role.Name, x => x with { Streams = k })) is { } streams && streams < role.Streams)
                ways.Add(Way($"roles.{role.Name}.streams", role.Streams, streams, r => Role(r, role.Name, x => x with { Streams = streams })));
        }
        return [.. ways.OrderBy(w => w.Size)];
    }

    private static Change Way(string key, int from, int to, Func<PurchaseRequirements, PurchaseRequirements> apply) =>
        new(ChangeKind.Requirement, key, from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture), 1 - (double)to / from, apply);

    private bool Holds(Candidate candidate, string role, Func<RoleRequirement, RoleRequirement> change) =>
        layOut!(Role(asked, role, change), candidate) is { } layout && layout.Roles.All(r => r.Held(asked.MinimumHolds).Value >= r.Serving.Role.DecodeMinimum);

    /// <summary>A shorter context; the depth at which speed is judged stays half of it where it was.</summary>
    internal static RoleRequirement WithContext(RoleRequirement role, int context) =>
        role with { ContextPerStream = context, DecodeDepth = role.DecodeDepth == role.ContextPerStream / 2 ? context / 2 : Math.Min(role.DecodeDepth, context) };

    private static PurchaseRequirements Role(PurchaseRequirements r, string name, Func<RoleRequirement, RoleRequirement> change) =>
        r with { Roles = [.. r.Roles.Select(x => x.Name == name ? change(x) : x)] };

    // What fits with much fits with less: the largest value that holds, by halving.
    private static int? Largest(int low, int high, Func<int, bool> holds)
    {
        if (high < low || !holds(low))
            return null;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (holds(middle))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    private static string Plain(Money money) => Change.Number((double)money.Amount) + money.Currency;

    private static string Shown(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Currency} {money.Amount:#,##0}");
}
