using Rigwright.Engine.Explaining;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How sure a ranking is, which plan for which wish, the tree of questions and the upgrades, for a terminal.</summary>
internal sealed class GuideText(DecisionText text)
{
    private const int Chances = 5;

    /// <summary>How sure the ranking is.</summary>
    public void Stability(Stability stability)
    {
        text.Title("How sure this is");
        foreach (var sentence in StabilityWords.Of(stability, Chances))
            text.Line("- " + sentence);
        text.Blank();
    }

    /// <summary>Which plan for which wish.</summary>
    public void Guide(IReadOnlyList<GuideEntry> guide)
    {
        if (guide.Count == 0)
            return;
        text.Title("Which one for whom");
        foreach (var entry in guide)
        {
            text.Line($"- {entry.Wish}: {entry.Name}");
            text.Line($"    get: {string.Join(", ", entry.Get)}");
            if (entry.Accept.Count > 0)
                text.Line($"    accept: {string.Join("; ", entry.Accept)}");
        }
        if (!guide.Any(g => g.Key is "dense" or "largest"))
            text.Line("Speed on dense models and the largest models: --format html, markdown or json.");
        text.Blank();
    }

    /// <summary>The tree of questions.</summary>
    public void Tree(DecisionTree tree)
    {
        text.Title("Decide by your requirements");
        Node(tree, tree.Root, 0);
        text.Line(Text($"({tree.Root.Leaves} answers; planned at all {tree.Points} points of {string.Join(" x ", tree.Axes.Select(a => $"{a.Key} {string.Join(", ", a.Values)}"))}; everything else as asked.)"));
        text.Blank();
    }

    private void Node(DecisionTree tree, TreeNode node, int depth)
    {
        var indent = new string(' ', 2 * depth);
        if (node is TreeQuestion question)
        {
            text.Line($"{indent}- {TreeWords.Low(tree, question)}{Answer(question.Low)}");
            if (question.Low is TreeQuestion)
                Node(tree, question.Low, depth + 1);
            text.Line($"{indent}- {TreeWords.High(tree, question)}{Answer(question.High)}");
            if (question.High is TreeQuestion)
                Node(tree, question.High, depth + 1);
        }
        else
        {
            text.Line($"- {TreeWords.Leaf((TreeLeaf)node)}");
        }
    }

    private static string Answer(TreeNode node) => node is TreeLeaf leaf ? ": " + TreeWords.Leaf(leaf) : ":";

    /// <summary>What plans can become.</summary>
    public void Upgrades(IReadOnlyList<UpgradePath> upgrades, Func<string, string> nameOf)
    {
        if (upgrades.Count == 0)
            return;
        text.Title("Growing later");
        foreach (var plan in upgrades.GroupBy(u => u.From))
        {
            text.Line($"- {nameOf(plan.Key)} can become");
            foreach (var path in plan)
                text.Line("    " + UpgradeWords.Of(path));
        }
        text.Blank();
    }
}
