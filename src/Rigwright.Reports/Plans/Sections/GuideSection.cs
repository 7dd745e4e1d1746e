using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>How sure the ranking is, which rig for which wish, the tree of questions, and what the rigs can become.</summary>
internal static class GuideSection
{
    private const int Chances = 5;

    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        if (answer.Decision is not { } decision || answer.Ranked.Count == 0)
            yield break;
        if (decision.Stability is { } stability)
            yield return new("stability", "How sure this is", [new Points([.. StabilityWords.Of(stability, Chances).Select(s => (Words)s)])]);
        if (decision.Guide.Count > 0)
            yield return new("guide", "Which one for whom", [Guide(decision.Guide)]);
        if (decision.Tree is { } tree)
            yield return new("tree", "Decide by your requirements", [.. Tree(tree)]);
        if (decision.Upgrades.Count > 0)
            yield return new("upgrades", "Growing later", [.. Upgrades(answer, decision.Upgrades)]);
    }

    private static Table Guide(IReadOnlyList<GuideEntry> guide) => new("Each wish with the rig that serves it best.", [Column.Name("wish"), "rig", "you get", "you accept"],
        [.. guide.Select(e => Row.Of(e.Wish, e.Name ?? "none", string.Join(", ", e.Get), string.Join("; ", e.Accept)))]);

    private static IEnumerable<Block> Tree(DecisionTree tree)
    {
        yield return new CodeBlock(string.Join('\n', Lines(tree, tree.Root, 0)), "text");
        yield return new Paragraph(Text($"{tree.Root.Leaves} answers; planned at all {tree.Points} points of {string.Join(" × ", tree.Axes.Select(a => $"{a.Key} {string.Join(", ", a.Values)}"))}; everything else as asked."), Tone.Aside);
    }

    private static IEnumerable<string> Lines(DecisionTree tree, TreeNode node, int depth)
    {
        if (node is TreeLeaf leaf)
            return [new string(' ', 2 * depth) + "→ " + TreeWords.Leaf(leaf)];
        var question = (TreeQuestion)node;
        return [new string(' ', 2 * depth) + TreeWords.Low(tree, question), .. Lines(tree, question.Low, depth + 1),
            new string(' ', 2 * depth) + TreeWords.High(tree, question), .. Lines(tree, question.High, depth + 1)];
    }

    private static IEnumerable<Block> Upgrades(PlanAnswer answer, IReadOnlyList<UpgradePath> upgrades)
    {
        foreach (var plan in upgrades.GroupBy(u => u.From, StringComparer.Ordinal))
        {
            var name = answer.Ranked.FirstOrDefault(a => a.Candidate.Id == plan.Key)?.Candidate.Name ?? plan.Key;
            yield return new Paragraph(Words.Of(new Strong(name), new Plain(" can become")));
            yield return new Points([.. plan.Select(u => (Words)UpgradeWords.Of(u))]);
        }
    }
}
