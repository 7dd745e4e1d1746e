using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Spectre.Console;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>What a plan says beyond its ranking, for a terminal.</summary>
internal sealed class DecisionText(IAnsiConsole console, int width)
{
    private const int Differences = 3, Quantities = 5, Changes = 3;

    /// <summary>Writes every section that was computed.</summary>
    public void Write(PlanAnswer answer)
    {
        if (answer.Decision is not { } decision)
            return;
        var guide = new GuideText(this);
        Against(decision);
        if (decision.Stability is { } stability)
            guide.Stability(stability);
        guide.Guide(decision.Guide);
        ModelText.Write(answer, this);
        if (decision.Tree is { } tree)
            guide.Tree(tree);
        WhyNot(decision, answer);
        Prices(decision, answer);
        guide.Upgrades(decision.Upgrades, id => answer.Ranked.First(a => a.Candidate.Id == id).Candidate.Name);
    }

    private void Prices(Decision decision, PlanAnswer answer)
    {
        if (decision.Prices is not { } prices)
            return;
        Title("What prices decide");
        foreach (var sentence in PriceSentences.Of(prices, answer.Ranked[0].Candidate.DeviceName))
            Line("- " + sentence);
        Blank();
    }

    /// <summary>The first plan less the next ones.</summary>
    private void Against(Decision decision)
    {
        if (decision.Against.Count == 0)
            return;
        Title("Why the first and not another");
        foreach (var difference in decision.Against.Take(Differences))
            Subtraction(difference);
        Blank();
    }

    /// <summary>One plan less another.</summary>
    public void Subtraction(PlanDifference d)
    {
        Line(Text($"- against {d.SecondName}: {d.Points:+0.0;-0.0;0.0} points ({string.Join(", ", d.Criteria.Where(c => Math.Abs(c.Points) >= 0.05).OrderByDescending(c => Math.Abs(c.Points)).Select(c => Text($"{c.Name} {c.Points:+0.0;-0.0}")))})"));
        if (DecisionWords.Sides(d, better: true).Take(Quantities).ToList() is { Count: > 0 } gains)
            Line("  better: " + string.Join("; ", gains.Select(DecisionWords.Of)));
        if (DecisionWords.Sides(d, better: false).Take(Quantities).ToList() is { Count: > 0 } losses)
            Line("  worse: " + string.Join("; ", losses.Select(DecisionWords.Of)));
    }

    private void WhyNot(Decision decision, PlanAnswer answer)
    {
        var told = decision.WhyNot.Where(w => w.ToWin.Count + w.ToQualify.Count + w.ToQualifyTogether.Count > 0 || w.DominatedBy is not null)
            .Where(w => w.Rank is null || answer.Ranked[w.Rank.Value - 1].Candidate.DeviceName != answer.Ranked[0].Candidate.DeviceName).ToList();
        if (told.Count == 0)
            return;
        Title("What would change the answer");
        foreach (var why in told.Where(w => w.Rank is not null).Take(DecisionMaker.Alternatives).Concat(told.Where(w => w.Rank is null).Take(DecisionMaker.NearestRejected)))
            Sentence(why);
        if (told.SelectMany(w => w.ToWin.Concat(w.ToQualify)).Select(DecisionWords.Setting).FirstOrDefault(s => s is not null) is { } setting)
            Line($"Each is the smallest change that is enough by itself. Try one: add {setting} to the command.");
        Blank();
    }

    private void Sentence(WhyNot why)
    {
        var place = why.Rank is { } rank ? Text($"rank {rank}") : $"out by {why.Rejections[0].Rule}";
        if (why.DominatedBy is { } dominator)
            Line($"- {why.Name} ({place}): nowhere better than {dominator.Name}, which has {string.Join(", ", dominator.Better)}.");
        else if (why.ToQualify.Count > 0)
            Line($"- {why.Name} ({place}) would qualify with {DecisionWords.Alternatives(why.ToQualify, Changes)}.");
        else if (why.ToQualifyTogether.Count > 0)
            Line($"- {why.Name} ({place}) would qualify with {string.Join(" together with ", why.ToQualifyTogether.Select(DecisionWords.Of))}.");
        if (why.ToWin.Count > 0 && why.DominatedBy is null)
            Line($"- {why.Name} ({place}) would be first with {DecisionWords.Alternatives(why.ToWin.OrderBy(c => c.Kind == ChangeKind.Requirement), Changes)}.");
    }

    /// <summary>Everything about one candidate.</summary>
    public void Everything(WhyNot why)
    {
        foreach (var rejection in why.Rejections)
            Line($"- {rejection.Message} [{rejection.Rule}]");
        if (!why.IsComplete)
            Line("It was not judged by every rule: more may stand in its way.");
        if (why.DominatedBy is { } dominator)
            Line($"Nowhere better than {dominator.Name}, which has {string.Join(", ", dominator.Better)}.");
        List("It would qualify with any one of", why.ToQualify);
        List("It would qualify with all of", why.ToQualifyTogether);
        List("It would be first with any one of", why.ToWin);
        List("It would be first with this pair, smaller together than any single limit or price", why.ToWinTogether);
        if (why.Rank != 1 && why.ToWin.Count + why.ToWinTogether.Count == 0)
            Line("No single limit, weight or price within the range that is searched makes it the first.");
    }

    private void List(string title, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
            return;
        Title(title);
        foreach (var change in changes)
            Line($"- {DecisionWords.Of(change)}{(change.CanBeApplied ? Text($", a change of {100 * change.Size:0} %") : "")}{(DecisionWords.Setting(change) is { } setting ? $"   {setting}" : "")}");
    }

    /// <summary>A heading.</summary>
    public void Title(string title) => console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");

    /// <summary>A sentence, wrapped.</summary>
    public void Line(string text)
    {
        foreach (var line in WrappedText.Lines(text, width))
            console.WriteLine(line);
    }

    /// <summary>An empty line.</summary>
    public void Blank() => console.WriteLine();
}
