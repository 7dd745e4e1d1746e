using Rigwright.Engine.Explaining;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How an upgrade is worded; shared by every format.</summary>
internal static class UpgradeWords
{
    private const int MostGains = 3;

    /// <summary>One upgrade in a few sentences.</summary>
    public static string Of(UpgradePath path)
    {
        var replaced = path.Replaced.Count == 0 ? "everything stays" : $"replaces {string.Join(", ", path.Replaced.Select(l => l.Item))}";
        var gains = path.Brings.Where(b => b.IsBetter == true && b.Key is not "free_memory").OrderByDescending(b => b.Key == "memory").Take(MostGains).Select(DecisionWords.Of).ToList();
        var saved = path.SavedByBuyingNow.Amount > 0 ? Text($"; bought at once it costs {Money(path.Now)}, {Money(path.SavedByBuyingNow)} less than in two steps") : "; buying it at once saves nothing";
        var breaks = path.Breaks.Count == 0 ? "" : $"; needs {string.Join(" and ", path.Breaks.Select(DecisionWords.Of))}";
        return $"{path.ToName} for {Money(path.Price)} more: {replaced}{(gains.Count > 0 ? "; brings " + string.Join(", ", gains) : "")}{saved}{breaks}.";
    }
}
