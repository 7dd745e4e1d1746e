using System.CommandLine;
using Rigwright.App.Prices;
using Rigwright.Reports.Prices;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices match TEXT…</c>: what a line of a price list would be taken for.</summary>
internal static class PricesMatchCommand
{
    public static Command Create()
    {
        var lines = new Argument<string[]>("lines") { Description = "Names as a shop writes them; without any, the offers in the store that are for no known item", Arity = ArgumentArity.ZeroOrMore };
        var store = StoreOption.Create();
        var catalogue = PricesShared.Catalogue();
        var format = PricesShared.Format("text", "json");
        var command = new Command("match", """
            What a name in a price list is taken for: by id, part number or name, else by shared words with a score. Nothing is changed. Examples:
              ./rig prices match "Kingston FURY Beast 64GB DDR5-5600 (KF556C40BBK2-64)"
              ./rig prices match "GeForce RTX 5090" "RTX 50"
              ./rig prices match
            Exit codes: 0 every line is understood, 2 bad input, 3 a line is ambiguous or unknown.
            """)
        { lines, store, catalogue, format };
        command.SetAction(result => PricesShared.Run(result.GetValue(catalogue), (_, matcher) =>
        {
            var given = result.GetValue(lines) ?? [];
            var matches = given.Length > 0 ? given.Select(l => (l, matcher.Match(l))).ToList() : Unmatched(result.GetValue(store), matcher);
            if (result.GetValue(format) == "json")
                Console.Out.WriteLine(PricesJson.Matches(matches));
            else if (matches.Count == 0)
                Console.Out.WriteLine("Every offer in the store is for a known item.");
            else
                PricesText.WriteMatches(Console.Out, matches);
            return matches.TrueForAll(m => m.Item2.Item is not null) ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
        }));
        return command;
    }

    private static List<(string, MatchResult)> Unmatched(string? place, ItemMatcher matcher)
    {
        using var store = StoreOption.OpenExisting(place);
        return [.. (store?.Unmatched() ?? []).Select(o => (o.Item, o.PartNumber)).Distinct().Select(o => (o.Item, matcher.Match(o.Item, o.PartNumber)))];
    }
}
