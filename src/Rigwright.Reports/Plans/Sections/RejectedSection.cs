using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What is out, by the rule that put it out.</summary>
internal static class RejectedSection
{
    public static Section Of(PlanAnswer answer)
    {
        var groups = RejectedGroup.Of(answer);
        return new("rejected", Text($"Rejected ({answer.Rejected.Count} candidates)"),
            groups.Count == 0 ? [new Paragraph("Every candidate meets the requirements.")] : [.. groups.Select(Group)]);
    }

    private static Fold Group(RejectedGroup group)
    {
        List<Words> items = [.. group.Entries.Select(e => Words.Of(new Strong(RejectedGroup.NameOf(e.Assessment)), new Plain($"{RejectedGroup.MoreText(e)}: {e.Assessment.Rejections[0].Message}{RejectedGroup.AlsoText(e.Assessment)}")))];
        if (group.MixedPairs > 0)
            items.Add(Text($"and {group.MixedPairs} pairs of different cards."));
        return new(Text($"{Title(group.Rule)} ({group.Entries.Count + group.MixedPairs}) [{group.Rule}]"), [new Points(items)]);
    }

    private static string Title(string rule) => rule switch
    {
        "plan.memory" => "Too little memory",
        "plan.budget" => "Too dear",
        "plan.price" => "No price that counts",
        "plan.availability" => "No longer on sale",
        "plan.purchase" => "Not the wanted way to buy",
        "plan.platform" => "Not a wanted platform",
        "plan.noise" => "Too loud",
        "plan.speed" => "Too slow",
        "plan.layout" => "The models do not fit together",
        "plan.unknown" => "Not enough is known",
        _ => "Parts that do not go together",
    };
}
