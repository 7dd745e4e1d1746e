using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Plans.Sections;

namespace Rigwright.Reports.Plans;

/// <summary>What a report needs besides the answer.</summary>
/// <param name="Command">The command that reproduces it.</param>
/// <param name="Numbers">How numbers are written.</param>
/// <param name="RequirementsText">The requirements file as it was read; null leaves it out.</param>
public sealed record ReportOptions(string Command, NumberStyle Numbers, string? RequirementsText = null)
{
    /// <summary>English numbers, without the requirements' text.</summary>
    public static ReportOptions Of(string command) => new(command, NumberStyle.English);
}

/// <summary>Builds the report's tree from an answer, once for every view: the answer first, then what it rests on.</summary>
public static class PlanDocument
{
    /// <summary>The document for readers: hidden characters made visible, numbers in their style.</summary>
    public static Document Of(PlanAnswer answer, ReportOptions options)
    {
        var notes = new Footnotes(answer);
        var sections = Sections(answer, options, notes).ToList();
        return DocumentMap.ForReaders(new(answer.Requirements.Name, PlanWords.Scope(answer), sections) { Footnotes = notes.All }, options.Numbers);
    }

    private static IEnumerable<Section> Sections(PlanAnswer answer, ReportOptions options, Footnotes notes)
    {
        if (answer.Ranked.Count > 0)
        {
            yield return AnswerSection.Of(answer);
            yield return ComparisonSection.Of(answer);
            foreach (var section in DecisionSection.Of(answer).Concat(GuideSection.Of(answer)).Concat(new ModelSection(answer, notes).All()))
                yield return section;
            foreach (var (rank, rig) in answer.Shortlist)
                yield return new RigSection(answer, notes, rank, rig).Section();
            foreach (var section in StudyBlocks.Arrangements(answer).OfType<Section>().Concat(VariantSection.Of(answer)).Concat(CostSection.Of(answer)).Concat(SensitivitySection.Of(answer)).Concat(PriceSection.Of(answer, notes)))
                yield return section;
        }
        else
        {
            yield return AnswerSection.NothingFits(answer);
        }
        yield return RejectedSection.Of(answer);
        yield return BasisSection.Vendors(answer);
        yield return BasisSection.Of(answer);
        yield return BasisSection.Reproduce(answer, options);
    }
}
