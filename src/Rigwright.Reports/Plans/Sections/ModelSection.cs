using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>Which models the shown rigs can run in each role: scores with their sources, speeds, context limits, licences.</summary>
internal sealed class ModelSection(PlanAnswer answer, Footnotes notes)
{
    public IEnumerable<Section> All()
    {
        if (answer.Models.Count == 0)
            yield break;
        var first = answer.Models[0];
        yield return new("models", "Which model for which role",
        [
            new Paragraph($"Tried on {first.RigName}: the model in the role, every other role as it is, all laid out again. {ModelWords.Caution}"),
            .. first.Roles.Select((r, i) => Role(r, first.OnlyScored, Text($"models-{i + 1}"))),
            .. Others(),
        ]);
    }

    private Section Role(RoleModels role, bool onlyScored, string id)
    {
        var need = role.Role;
        var scored = role.Options.Where(m => m.Scores.Count > 0 || m.IsAsked).ToList();
        var unscored = role.Options.Where(m => m.Scores.Count == 0 && !m.IsAsked).ToList();
        var outside = role.Tried.Where(m => !m.Meets && (m.Scores.Count > 0 || m.IsAsked)).ToList();
        List<Block> blocks = [new Paragraph(Text($"{need.Streams} stream{(need.Streams == 1 ? "" : "s")} of {need.ContextPerStream:#,##0} tokens, target {Rate(need.DecodeTarget)} tok/s, minimum {Rate(need.DecodeMinimum)}. {ModelWords.Tried(role, onlyScored)}"))];
        if (role.Scales.Count > 0)
            blocks.Add(new Points([.. role.Scales.Select(Best)]));
        if (scored.Count > 0)
            blocks.Add(Table("Models with a known coding score, and those asked for. Decode in tok/s of each stream.", scored));
        if (unscored.Count > 0)
            blocks.Add(new Fold(Text($"{unscored.Count} more that would do, without a known coding score"), [Table("Largest first. Decode in tok/s of each stream.", unscored)]));
        if (outside.Count > 0)
            blocks.Add(new Fold(Text($"{outside.Count} with a known score that would not do"), [Outside(outside)]));
        return new(id, need.Name, blocks);
    }

    private Words Best(ScaleRanking ranking)
    {
        var (scale, models) = ModelWords.Best(ranking, answer);
        return Words.Of(new Strong(scale + ": "), new Plain(models + ".")) + notes.Of(ranking.Scale.Source);
    }

    private Table Table(string caption, List<ModelOption> models) => new(caption,
        [Column.Name("model"), Column.Number("expected"), Column.Number("all active"), "target", Column.Number("GiB"), Column.Number("context limit"), "licence", "coding scores"],
        [.. models.Select(m => Row.Of(ModelWords.Name(m) + (m.IsAsked ? " (asked for)" : ""), Interval(m.Placement!.Expected), Interval(m.Placement.AllActive), m.Verdict == ModelVerdict.ReachesTarget ? "reached" : "missed",
            GiB(m.Placement.Demand.Total), ModelWords.Context(m), ModelWords.Licence(m), Scores(m)))]);

    private Table Outside(List<ModelOption> models) => new("Why not.", [Column.Name("model"), "why not", Column.Number("context limit"), "licence", "coding scores"],
        [.. models.Select(m => Row.Of(ModelWords.Name(m), ModelWords.Of(m.Verdict, 1), ModelWords.Context(m), ModelWords.Licence(m), Scores(m)))]);

    private Words Scores(ModelOption m) => m.Scores.Count == 0 ? "unknown"
        : m.Scores.Select((s, i) => (Words)$"{(i > 0 ? "; " : "")}{s.Value.Benchmark}{(s.Value.Harness is { } harness ? $", {harness}" : "")}: {ModelWords.Score(s)}" + notes.Of(s.Source)).Aggregate((a, b) => a + b);

    // The first rig is told in full; of the others what their best models are.
    private IEnumerable<Block> Others() => answer.Models.Skip(1).Select(choice => (Block)new Fold("On " + choice.RigName,
        [new Points([.. choice.Roles.Select(r => Words.Of(new Strong(r.Role.Name + ": "), new Plain(Sentence(r))))])]));

    private string Sentence(RoleModels role) => role.Scales.Count == 0 ? "no model with a published score would do."
        : string.Join(". ", role.Scales.Select(s => ModelWords.Best(s, answer)).Select(b => $"{b.Scale}: {b.Models}")) + ".";
}
