using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Prices;
using Rigwright.Reports.Prices;
using Rigwright.Storage;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices import FILE</c>: adds the offers of a file to the price history, all or none.</summary>
internal static class PricesImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "CSV, JSON or a pasted parts list; - reads standard input" };
        var form = new Option<string?>("--as") { Description = "csv, json or list; without it found out from the file", HelpName = "FORM" };
        form.AcceptOnlyFromAmong("csv", "json", "list");
        var seen = new Option<string?>("--seen") { Description = "Day on which prices without a day were seen: 2026-02-17 or today", HelpName = "DAY" };
        var currency = new Option<string?>("--currency") { Description = "Currency of prices that state none (or only '$')", HelpName = "CODE" };
        var mark = new Option<string?>("--decimal") { Description = "comma or point, where a number such as 1.299 could be read in two ways", HelpName = "MARK" };
        mark.AcceptOnlyFromAmong("comma", "point");
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, change nothing" };
        var strict = new Option<bool>("--strict") { Description = "Refuse a file with a line that is not understood" };
        var store = StoreOption.Create();
        var catalogue = PricesShared.Catalogue();
        var format = PricesShared.Format("text", "json");
        var command = new Command("import", """
            Add the offers of a file to your price history. Everything or nothing is kept, and the same offer twice is one.
            Examples:
              ./rig prices import my-prices.csv
              ./rig prices import list.md --seen 2026-02-17 --currency CHF --dry-run
              ./rig prices import - --as list --seen today < pasted.txt
            Lines that stand for several items, or for none that is known, are reported and kept without an item; they price nothing.
            Exit codes: 0 imported, 2 something in the file or the store is wrong and nothing was changed.
            """)
        { file, form, seen, currency, mark, dryRun, strict, store, catalogue, format };
        command.SetAction(result =>
        {
            if (Options(result.GetValue(seen), result.GetValue(currency), result.GetValue(mark)) is not { } options)
                return ExitCodes.BadInput;
            var bag = new DiagnosticBag();
            var path = result.GetRequiredValue(file);
            if ((path == "-" ? StandardInput() : PriceFile.Open(path, bag)) is not { } opened)
                return Report(bag.Items);
            PriceFileKind? kind = result.GetValue(form) switch { "csv" => PriceFileKind.Csv, "json" => PriceFileKind.Json, "list" => PriceFileKind.List, _ => null };
            var request = new ImportPricesRequest(opened, kind, options, result.GetValue(dryRun), result.GetValue(strict));
            return PricesShared.Run(result.GetValue(catalogue), (_, matcher) => Import(request, matcher, StoreOption.Place(result.GetValue(store)), result.GetValue(format) == "json"));
        });
        return command;
    }

    private static int Import(ImportPricesRequest request, ItemMatcher matcher, string? place, bool json)
    {
        if (place is null)
            return PricesShared.Refuse("without a store there is nothing to import into.", "Name one with --store PLACE.");
        var clock = Stopwatch.StartNew();
        // A dry run must not create the file that it would write.
        var handler = new ImportPricesHandler(matcher, () => request.DryRun ? PriceStore.OpenExisting(place) ?? PriceStore.InMemory() : PriceStore.Open(place));
        ImportPricesResponse response;
        using (var bar = new ProgressBar("importing"))
            response = handler.Handle(request, bar.Report);
        // What a dry run looked into instead is no store of anybody's.
        if (request.DryRun && response.Store is not null && !PriceStore.IsServer(place))
            response = response with { Store = place };
        var code = Report(response.Diagnostics);
        if (response.Count is null)
            return ExitCodes.BadInput;
        if (json)
            Console.Out.WriteLine(PricesJson.Import(response, request.DryRun));
        else
            PricesText.WriteImport(Console.Out, response, request.DryRun);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rig: {response.Rows:#,##0} offers in {clock.Elapsed.TotalSeconds:0.0} s"));
        return code;
    }

    private static PriceFileOptions? Options(string? seen, string? currency, string? mark)
    {
        var today = PricesShared.Today();
        if (seen == "today")
            seen = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!PricesShared.TryDay(seen, "--seen", out var day))
            return null;
        Currency? stated = null;
        if (currency is not null)
        {
            if (!Currency.TryParse(currency, out var known))
            {
                PricesShared.Refuse($"--currency is '{currency}'; one of {string.Join(", ", Currency.All)} is expected.");
                return null;
            }
            stated = known;
        }
        if (day > today)
        {
            PricesShared.Refuse($"--seen is {seen}, which lies in the future.");
            return null;
        }
        return new(today, day, stated, mark switch { "comma" => DecimalMark.Comma, "point" => DecimalMark.Point, _ => null });
    }

    private static PriceFile StandardInput()
    {
        using var bytes = new MemoryStream();
        using var input = Console.OpenStandardInput();
        input.CopyTo(bytes);
        return PriceFile.Of(bytes.ToArray(), "standard input");
    }

    private static int Report(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        return diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCodes.BadInput : ExitCodes.Answered;
    }
}
