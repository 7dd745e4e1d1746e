using System.CommandLine;
using System.Globalization;
using System.Text;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;
using Rigwright.Formats.Prices;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices export</c>: the whole price history as a file that imports to the same history.</summary>
internal static class PricesExportCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output", HelpName = "PATH" };
        var store = StoreOption.Create();
        var format = PricesShared.Format("csv", "json");
        var command = new Command("export", """
            Your whole price history as CSV or JSON; importing it again gives the same history. Cells that a spreadsheet would run as formulas are
            made text with an apostrophe, which the import takes away. Examples:
              ./rig prices export --out prices.csv
              ./rig prices export --format json | jq '.offers | length'
            Exit codes: 0 answered, 2 bad input, 3 there is no price history.
            """)
        { output, store, format };
        command.SetAction(result =>
        {
            try
            {
                using var opened = StoreOption.OpenExisting(result.GetValue(store));
                if (opened is null)
                {
                    Console.Error.WriteLine("rig: there is no price history yet; 'rig prices import FILE' begins one.");
                    return ExitCodes.NoFeasibleAnswer;
                }
                return Export(opened, result.GetValue(format) == "json", result.GetValue(output));
            }
            catch (StoreException exception)
            {
                return StoreOption.Report(exception);
            }
        });
        return command;
    }

    private static int Export(IPriceHistory store, bool json, string? path)
    {
        long count = 0;
        var total = Math.Max(1, store.Count());
        using var bar = new ProgressBar("exporting");
        var offers = store.All().Select(o =>
        {
            if (++count % 1024 == 0)
                bar.Report((double)count / total);
            return o;
        });
        if (path is null)
        {
            using var output = Console.OpenStandardOutput();
            Write(output, offers, json);
        }
        else
            AtomicFile.Write(path, stream => Write(stream, offers, json));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rig: {count:#,##0} offers of {store.Description}"));
        return ExitCodes.Answered;
    }

    private static void Write(Stream output, IEnumerable<Offer> offers, bool json)
    {
        if (json)
        {
            OfferJsonWriter.Write(output, offers);
            return;
        }
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        OfferCsvWriter.Write(writer, offers);
    }
}
