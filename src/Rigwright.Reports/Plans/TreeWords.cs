using Rigwright.Engine.Explaining;

namespace Rigwright.Reports.Plans;

/// <summary>How the questions of a decision tree are worded; shared by every format.</summary>
internal static class TreeWords
{
    /// <summary>The side of the earlier values.</summary>
    public static string Low(DecisionTree tree, TreeQuestion question) => Side(tree.Axes[question.Axis], question.Split - 1, isLow: true);

    /// <summary>The side of the later values.</summary>
    public static string High(DecisionTree tree, TreeQuestion question) => Side(tree.Axes[question.Axis], question.Split, isLow: false);

    /// <summary>An answer.</summary>
    public static string Leaf(TreeLeaf leaf) => leaf.Name is { } name ? $"{name}{(leaf.Price is { } price ? $" ({PlanWords.Money(price)})" : "")}" : "nothing on offer";

    private static string Side(TreeAxis axis, int value, bool isLow) => axis.Key switch
    {
        "budget.max" => $"budget {(isLow ? "up to" : "from")} {axis.Values[value]}",
        "noise" => isLow ? $"noise at most {axis.Values[value]}" : axis.Values[value] == "any" ? "any noise is fine" : $"noise may be {axis.Values[value]}",
        "memory.min" => $"needs {(isLow ? "up to" : "at least")} {axis.Values[value]} for models",
        "purchase" => isLow ? "may be built from parts" : "must be ready to switch on",
        _ => $"{axis.Key} {(isLow ? "up to" : "from")} {axis.Values[value]}",
    };
}
