using System.CommandLine;
using Rigwright.App.Prices;
using Rigwright.Reports.Prices;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices list</c>: the prices that count on a day.</summary>
internal static class PricesListCommand
{
    public static Command Create()
    {
        var text = new Argument<string?>("text") { Description = "Only items, sellers and part numbers with this text", Arity = ArgumentArity.ZeroOrOne };
        var asOf = PricesShared.AsOf();
        var unmatched = new Option<bool>("--unmatched") { Description = "The offers that are for no known item instead" };
        var limit = new Option<int>("--limit") { Description = "Show at most so many", DefaultValueFactory = _ => 100 };
        var store = StoreOption.Create();
        var catalogue = PricesShared.Catalogue();
        var format = PricesShared.Format("text", "json");
        var command = new Command("list", """
            The prices that count on a day: the newest of every item, seller and condition, with its age; two prices for one listing are both shown.
            Examples:
              ./rig prices list rtx-5090 --as-of 2026-02-17
              ./rig prices list digitec --store none
              ./rig prices list --unmatched
            Exit codes: 0 answered, 2 bad input, 3 there is no such price.
            """)
        { text, asOf, unmatched, limit, store, catalogue, format };
        command.SetAction(result =>
        {
            if (!PricesShared.TryDay(result.GetValue(asOf), "--as-of", out var day))
                return ExitCodes.BadInput;
            return PricesShared.Run(result.GetValue(catalogue), (parts, matcher) =>
            {
                using var opened = StoreOption.OpenExisting(result.GetValue(store));
                var list = ListPricesHandler.Handle(new(result.GetValue(text), day, result.GetValue(unmatched)), parts.Catalogue, matcher, opened);
                if (result.GetValue(format) == "json")
                    Console.Out.WriteLine(PricesJson.List(list, Math.Max(0, result.GetValue(limit))));
                else
                    PricesText.WriteList(Console.Out, list, Math.Max(0, result.GetValue(limit)));
                return list.Prices.Count > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
            });
        });
        return command;
    }
}
