using System.CommandLine;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Prices;
using Rigwright.Reports.Prices;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices history ITEM</c>: every offer of one item and where its price goes.</summary>
internal static class PricesHistoryCommand
{
    public static Command Create()
    {
        var item = new Argument<string>("item") { Description = "Id, part number or name" };
        var asOf = PricesShared.AsOf();
        var store = StoreOption.Create();
        var catalogue = PricesShared.Catalogue();
        var format = PricesShared.Format("text", "json");
        var command = new Command("history", """
            Every offer of an item, oldest first, with what is disputed, and its trend by condition and currency. Examples:
              ./rig prices history rtx-5090
              ./rig prices history KF556C40BBK2-64 --as-of 2026-02-17 --format json
            Exit codes: 0 answered, 2 bad input, 3 no offer of it is known.
            """)
        { item, asOf, store, catalogue, format };
        command.SetAction(result =>
        {
            if (!PricesShared.TryDay(result.GetValue(asOf), "--as-of", out var day))
                return ExitCodes.BadInput;
            return PricesShared.Run(result.GetValue(catalogue), (parts, matcher) =>
            {
                var text = result.GetRequiredValue(item);
                if (Resolve(text, matcher) is not { } found)
                    return ExitCodes.BadInput;
                using var opened = StoreOption.OpenExisting(result.GetValue(store));
                var history = PriceHistoryHandler.Handle(new(found, day), parts.Catalogue, matcher, opened);
                if (result.GetValue(format) == "json")
                    Console.Out.WriteLine(PricesJson.History(history));
                else
                    PricesText.WriteHistory(Console.Out, history);
                return history.Offers.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
            });
        });
        return command;
    }

    // A whole machine needs no memory size here: all its sizes are one history.
    private static PriceItem? Resolve(string text, ItemMatcher matcher)
    {
        var match = matcher.Match(text);
        if (match is { Item: null, Candidates: [{ Score: 1, Item: var machine }] })
            return machine;
        if (match.Item is null)
        {
            var isAmbiguous = match.Candidates.Count > 0 && match.Candidates[0].Score >= ItemMatcher.LeastScore;
            Console.Error.WriteLine(new Diagnostic(isAmbiguous ? PriceFileCodes.Ambiguous : PriceFileCodes.Unmatched, DiagnosticSeverity.Error, new("command line", 1, 1), $"'{text}': {match.Reason}.",
                match.Candidates.Count > 0 ? $"It may be {string.Join(" or ", match.Candidates.Take(3).Select(MatchCandidate.Shown))}." : null));
        }
        return match.Item;
    }
}
