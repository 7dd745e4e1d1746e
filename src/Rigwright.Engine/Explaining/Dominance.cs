using System.Globalization;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>Whether one laid out candidate is nowhere worse than another: by price, memory, noise, power at the wall and the decode of every role.</summary>
public static class Dominance
{
    // Numbers that differ by less are called equal.
    private const double Negligible = 0.005;

    /// <summary>The first of some candidates (best first) that dominates one, or null. A candidate whose price, noise or power is not known neither dominates nor is dominated.</summary>
    public static Dominator? Of(Assessment candidate, IReadOnlyList<Assessment> others)
    {
        if (Quantities(candidate) is not { } mine)
            return null;
        foreach (var other in others)
        {
            if (ReferenceEquals(other, candidate) || other.Candidate.Id == candidate.Candidate.Id || Quantities(other) is not { } theirs || theirs.Count != mine.Count)
                continue;
            var better = new List<string>();
            var isWorse = false;
            for (var i = 0; i < mine.Count && !isWorse; i++)
            {
                var gain = mine[i].Prefer == Preference.Less ? mine[i].Value - theirs[i].Value : theirs[i].Value - mine[i].Value;
                var scale = Negligible * Math.Max(Math.Abs(mine[i].Value), Math.Abs(theirs[i].Value));
                isWorse = gain < -1e-9;
                if (gain > scale)
                    better.Add(string.Create(CultureInfo.InvariantCulture, $"{mine[i].Name} {theirs[i].Value:#,##0.#} against {mine[i].Value:#,##0.#}{(mine[i].Unit.Length > 0 ? " " + mine[i].Unit : "")}"));
            }
            if (!isWorse && better.Count > 0)
                return new(other.Candidate.Id, other.Candidate.Name, better);
        }
        return null;
    }

    private readonly record struct Quantity(string Name, double Value, string Unit, Preference Prefer);

    private static List<Quantity>? Quantities(Assessment a)
    {
        if (a.Layout is null || a.Candidate.Total is not { } total || a.Noise?.TryGet(out var noise) != true || a.Power?.TryGet(out var power) != true)
            return null;
        var wall = power!.Wall.TryGet(out var known) ? known : power.Dc;
        List<Quantity> quantities =
        [
            new("price", (double)total.Amount, total.Currency.Code, Preference.Less), new("memory", a.Candidate.Memory.GB, "GB", Preference.More),
            new("noise", noise!.Level.DecibelA, "dBA", Preference.Less), new("power", wall.Watts, "W", Preference.Less),
        ];
        foreach (var role in a.Layout.Roles)
        {
            quantities.Add(new($"{role.Serving.Role.Name} expected", role.Expected.Value.TokensPerSecond, "tok/s", Preference.More));
            quantities.Add(new($"{role.Serving.Role.Name} all active", role.AllActive.Value.TokensPerSecond, "tok/s", Preference.More));
        }
        return quantities;
    }
}
