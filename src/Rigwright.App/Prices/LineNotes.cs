using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>Says once for each text what was not understood: a list of a year names the same card on every day.</summary>
/// <param name="strict">Is a line that is not understood an error?</param>
internal sealed class LineNotes(bool strict)
{
    private readonly DiagnosticBag _bag = new();
    private readonly HashSet<(string?, string?)> _said = [];

    /// <summary>Is any of them an error?</summary>
    public bool HasErrors => _bag.HasErrors;

    /// <summary>The errors of a file first, then the notes about its lines.</summary>
    public IReadOnlyList<Diagnostic> With(DiagnosticBag file) => [.. file.Items, .. _bag.Items];

    /// <summary>The row names an id that nothing has.</summary>
    public void UnknownId(PriceRow row)
    {
        if (_said.Add((row.Offer.Reference, null)))
            _bag.Warning(PriceFileCodes.Unmatched, row.Position, $"no {OfferWords.Of(OfferWords.Subjects, row.Offer.Subject)} has the id '{row.Offer.Reference}'; the offer is kept as it is and prices nothing.");
    }

    /// <summary>The row stands for nothing or for several things.</summary>
    public void NotUnderstood(PriceRow row, MatchResult match)
    {
        if (!_said.Add((row.Offer.Item, row.Offer.PartNumber ?? "")))
            return;
        var isAmbiguous = match.Candidates.Count > 0 && match.Candidates[0].Score >= ItemMatcher.LeastScore;
        var choices = string.Join(", ", match.Candidates.Take(3).Select(c => string.Create(CultureInfo.InvariantCulture, $"{MatchCandidate.Shown(c)} ({c.Score:0.00})")));
        var help = choices.Length == 0 ? "Write an id or a part number." : $"{(isAmbiguous ? "It may be" : "Nearest")}: {choices}.";
        _bag.Add(new(isAmbiguous ? PriceFileCodes.Ambiguous : PriceFileCodes.Unmatched, strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, row.Position,
            $"'{OfferText.Short(row.Offer.Item)}': {match.Reason}; such offers are kept without an item and price nothing.", help));
    }
}
