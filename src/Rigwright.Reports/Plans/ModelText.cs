using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>Which models the first rig can run in each role, for a terminal.</summary>
internal static class ModelText
{
    private const int Unscored = 5;

    /// <summary>Writes the section, when models were tried.</summary>
    public static void Write(PlanAnswer answer, DecisionText text)
    {
        if (answer.Models.Count == 0)
            return;
        var choice = answer.Models[0];
        text.Title($"Which model for which role, on {choice.RigName}");
        foreach (var role in choice.Roles)
        {
            text.Line(Text($"- {role.Role.Name} ({role.Role.ContextPerStream:#,##0} tokens, {role.Role.Streams} stream{(role.Role.Streams == 1 ? "" : "s")}, target {Rate(role.Role.DecodeTarget)} tok/s): {ModelWords.Asked(role)}"));
            foreach (var (scale, models) in role.Scales.Select(s => ModelWords.Best(s, answer)))
                text.Line($"    {scale}: {models}");
            var others = role.Options.Where(m => m.Scores.Count == 0 && !m.IsAsked).ToList();
            if (others.Count > 0)
                text.Line(Text($"    without a known score: {string.Join(", ", others.Take(Unscored).Select(ModelWords.Name))}{(others.Count > Unscored ? Text($" and {others.Count - Unscored} more") : "")}"));
            text.Line("    " + ModelWords.Tried(role, choice.OnlyScored));
        }
        text.Line(ModelWords.Caution + (choice.OnlyScored ? " Models without a score, context limits and licences: --format html, markdown or json." : ""));
        text.Blank();
    }
}
