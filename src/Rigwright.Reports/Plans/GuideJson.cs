using System.Text.Json;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Explaining;

namespace Rigwright.Reports.Plans;

/// <summary>Stability, guide, tree and upgrades for machines. Prices carry the currency in their key.</summary>
internal sealed class GuideJson(Utf8JsonWriter json, DecisionJson decision)
{
    public void Stability(Stability s)
    {
        json.WriteStartObject("stability");
        json.WriteNumber("draws", s.Draws);
        json.WriteNumber("seed", s.Seed);
        json.WriteArray("plans", s.Plans, p =>
        {
            json.WriteString("id", p.Id);
            json.WriteNumber("probability_best", p.Probability);
            json.WriteNumber("standard_error", Math.Round(p.StandardError, 5));
            json.WriteNumber("mean_score", Math.Round(p.MeanScore, 3));
            json.WriteNumber("score_standard_deviation", Math.Round(p.Deviation, 3));
        });
        json.WriteString("first", s.First);
        json.WriteString("rival", s.Rival);
        json.WriteNumber("probability_first_beats_rival", s.FirstBeatsRival);
        json.WriteNumber("lead_low_points", Math.Round(s.Lead.Low, 3));
        json.WriteNumber("lead_high_points", Math.Round(s.Lead.High, 3));
        json.WriteBoolean("within_noise", s.IsWithinNoise);
        json.WriteNumber("chance_now", s.ChanceNow);
        json.WriteString("settling_fact", s.Settling?.Label);
        json.WriteArray("facts", [.. s.Facts.Take(10)], Fact);
        json.WriteEndObject();
    }

    private void Fact(UncertainFact fact)
    {
        json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(fact.Kind.ToString()));
        json.WriteString("label", fact.Label);
        json.WriteString("unit", fact.Unit);
        json.WriteNumber("low", Math.Round(fact.Low, 2));
        json.WriteNumber("value", Math.Round(fact.Value, 2));
        json.WriteNumber("high", Math.Round(fact.High, 2));
        json.WriteNumber("chance_when_known", Math.Round(fact.ChanceWhenKnown, 4));
        json.WriteArray("outcomes", fact.Outcomes, o =>
        {
            decision.Number("from", o.Low);
            decision.Number("below", o.High);
            json.WriteString("id", o.Id);
        });
    }

    public void Guide(IReadOnlyList<GuideEntry> guide) => json.WriteArray("guide", guide, g =>
    {
        json.WriteString("key", g.Key);
        json.WriteString("wish", g.Wish);
        json.WriteString("rule", g.Rule);
        json.WriteString("winner", g.Winner);
        json.WriteString("name", g.Name);
        json.WriteStrings("get", g.Get);
        json.WriteStrings("accept", g.Accept);
    });

    public void Tree(DecisionTree tree)
    {
        json.WriteStartObject("tree");
        json.WriteNumber("points", tree.Points);
        json.WriteNumber("leaves", tree.Root.Leaves);
        json.WriteArray("axes", tree.Axes, a =>
        {
            json.WriteString("key", a.Key);
            json.WriteStrings("values", a.Values);
        });
        json.WriteStartObject("root");
        Node(tree, tree.Root);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Node(DecisionTree tree, TreeNode node)
    {
        if (node is TreeLeaf leaf)
        {
            json.WriteString("id", leaf.Id);
            Price("price", leaf.Price);
            return;
        }
        var question = (TreeQuestion)node;
        json.WriteString("key", tree.Axes[question.Axis].Key);
        json.WriteString("from", tree.Axes[question.Axis].Values[question.Split]);
        json.WriteStartObject("below");
        Node(tree, question.Low);
        json.WriteEndObject();
        json.WriteStartObject("from_there");
        Node(tree, question.High);
        json.WriteEndObject();
    }

    public void Upgrades(IReadOnlyList<UpgradePath> upgrades) => json.WriteArray("upgrades", upgrades, u =>
    {
        json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(u.Kind.ToString()));
        json.WriteString("from", u.From);
        json.WriteString("to", u.To);
        json.WriteString("to_name", u.ToName);
        Price("price", u.Price);
        Price("bought_at_once", u.Now);
        Price("in_steps", u.InSteps);
        Price("saved_by_buying_at_once", u.SavedByBuyingNow);
        json.WriteArray("stays", u.Stays, Line);
        json.WriteArray("replaced", u.Replaced, Line);
        json.WriteArray("bought", u.Bought, Line);
        json.WriteArray("brings", u.Brings, decision.Quantity);
        json.WriteArray("breaks", u.Breaks, decision.Change);
    });

    private void Line(RigLine line)
    {
        json.WriteString("item", line.Item);
        json.WriteNumber("quantity", line.Quantity);
        Price("price", line.Total);
    }

    private void Price(string key, Money? money)
    {
        if (money is { } m)
            json.WriteNumber($"{key}_{m.Currency.Code.ToLowerInvariant()}", m.Amount);
        else
            json.WriteNull(key);
    }
}
