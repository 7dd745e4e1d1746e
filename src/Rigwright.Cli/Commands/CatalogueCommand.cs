using System.CommandLine;
using System.Globalization;
using Rigwright.App.Catalogues;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Reports.Catalogues;
using Spectre.Console;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig catalogue …</c>: the facts, their sources and their disputes.</summary>
internal static class CatalogueCommand
{
    private static readonly Option<string?> Folder = new("--catalogue") { Description = "Catalogue folder instead of the shipped one", Recursive = true };

    private static readonly Option<string> Format = FormatOption();

    public static Command Create()
    {
        var command = new Command("catalogue", "Look at the facts: accelerators, models, parts, offers, vendors, regions, each value with its source.")
        {
            Listing(), Showing(), Sources(), Disputes(), Checking(),
        };
        command.Options.Add(Folder);
        command.Options.Add(Format);
        return command;
    }

    private static Command Listing()
    {
        var kind = new Argument<string>("kind") { Description = string.Join(", ", CatalogueLister.Kinds) };
        kind.AcceptOnlyFromAmong([.. CatalogueLister.Kinds]);
        var memory = new Option<double?>("--min-memory") { Description = "Accelerators with at least this many GiB", HelpName = "GiB" };
        var vendor = new Option<string?>("--vendor") { Description = "Only this maker, vendor or seller" };
        var item = new Option<string?>("--item") { Description = "Offers for this accelerator or part, or whose text contains this" };
        var category = new Option<string?>("--category") { Description = "Parts of this category: cpu, motherboard, memory, power-supply, case, cooler, drive, cable" };
        var asOf = new Option<string?>("--as-of") { Description = "Offers seen up to this day; parameters as they count on it", HelpName = "YYYY-MM-DD" };
        var command = new Command("list", """
            List entries.

            Examples:
              rig catalogue list accelerators --min-memory 96
              rig catalogue list offers --item "RTX 5090" --as-of 2026-02-17
              rig catalogue list models --format json
            """) { kind, memory, vendor, item, category, asOf };
        command.SetAction(result => Answer(result, catalogue =>
        {
            if (!TryDay(result.GetValue(asOf), out var day))
                return ExitCodes.BadInput;
            var listing = CatalogueLister.List(catalogue, new(result.GetValue(kind)!, result.GetValue(memory), result.GetValue(vendor), result.GetValue(item), day, result.GetValue(category)));
            return Print(result, console => CatalogueText.List(console, listing), () => CatalogueJson.List(listing));
        }));
        return command;
    }

    private static Command Showing()
    {
        var name = new Argument<string>("name") { Description = "Id, common name or part number of anything in the catalogue" };
        var command = new Command("show", """
            Show every value of an entry with its source, day and evidence, and the claims in dispute.

            Examples:
              rig catalogue show rtx-pro-6000-blackwell-ws
              rig catalogue show "gpt-oss 120B"
              rig catalogue show vat.ch --format json
            """) { name };
        command.SetAction(result => Answer(result, catalogue =>
        {
            var wanted = result.GetValue(name)!;
            var found = CatalogueHandler.Show(catalogue, wanted);
            if (found.Entries.Count == 0)
            {
                Console.Error.WriteLine(new Diagnostic("RW1015", DiagnosticSeverity.Error, new("command line", 1, 1),
                    $"The catalogue has nothing called '{wanted}'.", found.Nearest is { } near ? $"Did you mean '{near}'?" : null));
                return ExitCodes.BadInput;
            }
            if (found.Entries.Count > 1)
                Console.Error.WriteLine($"'{wanted}' has {found.Entries.Count} meanings: {string.Join(", ", found.Entries.Select(e => e.Subject))}.");
            return Print(result, console => found.Entries.ToList().ForEach(e => CatalogueText.Show(console, e)), () => CatalogueJson.Show(found.Entries));
        }));
        return command;
    }

    private static Command Sources()
    {
        var command = new Command("sources", "List every source with its grade: what kind of evidence it can give.");
        command.SetAction(result => Answer(result, catalogue =>
            Print(result, console => CatalogueText.Sources(console, catalogue.Sources.Values), () => CatalogueJson.Sources(catalogue.Sources.Values))));
        return command;
    }

    private static Command Disputes()
    {
        var command = new Command("disputes", "List the facts about which sources disagree: every claim, the chosen one first, and why.");
        command.SetAction(result => Answer(result, catalogue =>
            Print(result, console => CatalogueText.Disputes(console, catalogue), () => CatalogueJson.Disputes(catalogue))));
        return command;
    }

    private static Command Checking()
    {
        var asOf = new Option<string?>("--as-of") { Description = "Judge the age of prices on this day", HelpName = "YYYY-MM-DD" };
        var command = new Command("check", "Look for numbers that contradict each other, duplicates, loose ends and old prices. Exit code 1 when there are errors.") { asOf };
        command.SetAction(result => Answer(result, catalogue =>
        {
            if (!TryDay(result.GetValue(asOf), out var day))
                return ExitCodes.BadInput;
            var findings = CatalogueCheck.Examine(catalogue, day);
            Print(result, console => CatalogueText.Check(console, findings), () => CatalogueJson.Check(findings));
            return findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? ExitCodes.CheckFoundErrors : ExitCodes.Answered;
        }));
        return command;
    }

    private static int Answer(ParseResult result, Func<Catalogue, int> answer)
    {
        var loaded = CatalogueHandler.Load(result.GetValue(Folder));
        foreach (var diagnostic in loaded.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        return loaded.Value is { } catalogue && !loaded.HasErrors ? answer(catalogue) : ExitCodes.BadInput;
    }

    private static int Print(ParseResult result, Action<IAnsiConsole> text, Func<string> json)
    {
        if (result.GetValue(Format) == "json")
            Console.Out.Write(json());
        else
        {
            var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out), ColorSystem = ColorSystemSupport.NoColors, Ansi = AnsiSupport.No });
            if (Console.IsOutputRedirected)
                console.Profile.Width = CatalogueText.PlainWidth;
            text(console);
        }
        return ExitCodes.Answered;
    }

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
            return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            day = parsed;
            return true;
        }
        Console.Error.WriteLine(new Diagnostic("RW1011", DiagnosticSeverity.Error, new("command line", 1, 1), $"'{text}' is not a date of the form 2026-02-16."));
        return false;
    }

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text", Recursive = true };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }
}
