using System.Text.Json;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.Reports.Plans;

/// <summary>What a plan says beyond its ranking, for machines.</summary>
internal sealed class DecisionJson(Utf8JsonWriter json)
{
    /// <summary>The object <c>decision</c>.</summary>
    public void Write(Decision decision)
    {
        json.WriteStartObject("decision");
        json.WriteArray("plans", decision.Plans, Plan);
        json.WriteArray("against", decision.Against, Difference);
        json.WriteArray("why_not", decision.WhyNot, Why);
        var guide = new GuideJson(json, this);
        if (decision.Stability is { } stability)
            guide.Stability(stability);
        guide.Guide(decision.Guide);
        if (decision.Tree is { } tree)
            guide.Tree(tree);
        guide.Upgrades(decision.Upgrades);
        if (decision.Prices is { } prices)
            PriceJson.Write(json, prices);
        json.WriteEndObject();
    }

    /// <summary>The members of one explanation.</summary>
    public void Plan(PlanExplanation plan)
    {
        json.WriteString("id", plan.Id);
        json.WriteString("name", plan.Name);
        json.WriteNumber("rank", plan.Rank);
        json.WriteNumber("score", Math.Round(plan.Score, 3));
        json.WriteArray("criteria", plan.Criteria, c =>
        {
            json.WriteString("name", c.Name);
            json.WriteNumber("value", Math.Round(c.Value, 4));
            json.WriteNumber("weight", c.Weight);
            json.WriteNumber("points", Math.Round(c.Points, 3));
            json.WriteArray("evidence", c.Evidence, Item);
        });
    }

    /// <summary>The members of one subtraction.</summary>
    public void Difference(PlanDifference d)
    {
        json.WriteString("first", d.First);
        json.WriteString("second", d.Second);
        json.WriteNumber("points", Math.Round(d.Points, 3));
        json.WriteArray("criteria", d.Criteria, c =>
        {
            json.WriteString("name", c.Name);
            json.WriteNumber("points", Math.Round(c.Points, 3));
        });
        json.WriteArray("quantities", d.Quantities, Quantity);
    }

    /// <summary>The members of one quantity that differs.</summary>
    public void Quantity(QuantityDifference q)
    {
        json.WriteString("criterion", q.Criterion);
        json.WriteString("key", q.Key);
        json.WriteString("label", q.Label);
        json.WriteString("unit", q.Unit);
        json.WriteNumber("first", Math.Round(q.First, 3));
        json.WriteNumber("second", Math.Round(q.Second, 3));
        json.WriteNumber(q.Compared == Comparison.Ratio ? "ratio" : "difference", Math.Round(q.Change, 3));
        if (q.IsBetter is { } better)
            json.WriteBoolean("first_is_better", better);
        else
            json.WriteNull("first_is_better");
    }

    /// <summary>The members of one "why not".</summary>
    public void Why(WhyNot why)
    {
        json.WriteString("id", why.Id);
        json.WriteString("name", why.Name);
        Number("rank", why.Rank);
        json.WriteArray("rejections", why.Rejections, r =>
        {
            json.WriteString("rule", r.Rule);
            json.WriteString("message", r.Message);
        });
        json.WriteBoolean("judged_by_every_rule", why.IsComplete);
        json.WriteArray("to_qualify_any_of", why.ToQualify, Change);
        json.WriteArray("to_qualify_all_of", why.ToQualifyTogether, Change);
        json.WriteArray("to_win_any_of", why.ToWin, Change);
        json.WriteArray("to_win_all_of", why.ToWinTogether, Change);
        if (why.DominatedBy is not { } dominator)
        {
            json.WriteNull("dominated_by");
            return;
        }
        json.WriteStartObject("dominated_by");
        json.WriteString("id", dominator.Id);
        json.WriteString("name", dominator.Name);
        json.WriteStrings("better", dominator.Better);
        json.WriteEndObject();
    }

    /// <summary>What moved between two plans.</summary>
    public void Moves(PlanMoves moves, PlanAnswer before, PlanAnswer after)
    {
        json.WriteStartObject();
        json.WriteString("first_before", before.Ranked.Count > 0 ? before.Ranked[0].Candidate.Id : null);
        json.WriteString("first_after", after.Ranked.Count > 0 ? after.Ranked[0].Candidate.Id : null);
        json.WriteArray("requirements", moves.Requirements, r =>
        {
            json.WriteString("key", r.Key);
            json.WriteString("before", r.Before);
            json.WriteString("after", r.After);
        });
        json.WriteArray("moves", moves.Moves, m =>
        {
            json.WriteString("id", m.Id);
            json.WriteString("name", m.Name);
            Number("rank_before", m.RankBefore);
            Number("rank_after", m.RankAfter);
            Number("score_before", m.ScoreBefore);
            Number("score_after", m.ScoreAfter);
            json.WriteString("why", m.Why);
        });
        json.WriteNumber("unmoved", moves.Unmoved);
        if (moves.Winners is { } winners)
        {
            json.WriteStartObject("winners");
            Difference(winners);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("winners");
        }
        json.WriteEndObject();
    }

    public void Change(Change change)
    {
        json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()));
        json.WriteString("key", change.Key);
        json.WriteString("from", change.From);
        json.WriteString("to", change.To);
        json.WriteNumber("size", Math.Round(change.Size, 4));
        json.WriteBoolean("can_be_applied", change.CanBeApplied);
        json.WriteString("set", change.IsSetting ? $"{change.Key}={change.To}" : null);
    }

    private void Item(EvidenceItem item)
    {
        json.WriteString("key", item.Key);
        json.WriteString("label", item.Label);
        Number("value", item.Value);
        json.WriteString("unit", item.Unit);
        if (item.Low is not null || item.High is not null)
        {
            Number("low", item.Low);
            Number("high", item.High);
        }
        if (item.AgainstName is { } name)
            Number(name, item.Against);
        json.WriteArray("origins", item.Origins, o =>
        {
            json.WriteString("statement", o.Statement);
            json.WriteString("source", o.Source);
            json.WriteString("day", o.Day);
            json.WriteString("evidence", o.Kind is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetName(kind) ?? nameof(Evidence.Assumed)) : null);
        });
    }

    /// <summary>A number to a thousandth, or null.</summary>
    public void Number(string key, double? value) => json.WriteNumberOrNull(key, value is { } number ? Math.Round(number, 3) : null);
}
