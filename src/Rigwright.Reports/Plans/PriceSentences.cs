using Rigwright.Engine.Costs;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How the decision hangs on single prices, in sentences.</summary>
internal static class PriceSentences
{
    /// <summary>The first rig's thresholds, the price that matters most, then the other rigs'.</summary>
    public static IEnumerable<string> Of(PriceSensitivity prices, string winner)
        => [.. OfWinner(prices, winner), .. prices.Others.Where(r => r.MovesUp is not null || r.Wins is not null).Select(Other), .. Unmoved(prices) is { } never ? (string[])[never] : []];

    /// <summary>Up to which prices the first rig stays first, and which price matters most.</summary>
    public static IEnumerable<string> OfWinner(PriceSensitivity prices, string winner)
    {
        if (prices.WinnerLoses.Count == 0)
            yield return $"{winner} stays first up to twice the price of its devices.";
        foreach (var loss in prices.WinnerLoses)
            yield return $"{winner} stays first until {loss.ItemName} costs {Exact(loss.To)} ({Percent(loss)}, {Exact(loss.Total)} together); from there {loss.Ahead ?? "nothing"} is.";
        if (prices.MattersMost is { } most)
            yield return $"The price that matters most: {most.ItemName}, now {Exact(most.From)}; {Exact(most.To)} ({Percent(most)}) makes another rig the first.";
    }

    /// <summary>The rigs that no price helps; null when there is none.</summary>
    public static string? Unmoved(PriceSensitivity prices) => prices.Others.Where(r => r.MovesUp is null && r.Wins is null).Select(r => r.Name).ToList() is { Count: > 0 } never
        ? $"No lower price of their devices moves {string.Join(" or ", never)} up." : null;

    private static string Other(RigThresholds rig)
    {
        var place = rig.Place is { } p ? Text($"place {p}") : "out";
        var moves = rig.MovesUp is { } up && up != rig.Wins
            ? $" {(rig.Place is null ? "enters" : "moves up")} at {Exact(up.To)} for {up.ItemName} ({Percent(up)}, {Exact(up.Total)} together){(up.Ahead is { } passed ? $", past {passed}" : "")}" : "";
        var wins = rig.Wins is { } win ? $" {(moves.Length > 0 ? "and " : "")}is first at {Exact(win.To)} for {win.ItemName} ({Percent(win)}, {Exact(win.Total)} together)" : moves.Length > 0 ? " and is first at no price" : "";
        return $"{rig.Name} ({place}, {Exact(rig.Total)}){moves}{wins}.";
    }

    /// <summary>A threshold as a change of the price now.</summary>
    public static string Percent(PriceThreshold threshold) => Text($"{100 * threshold.Change:+0.0;-0.0} %");
}
