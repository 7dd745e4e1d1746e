using System.CommandLine;
using System.Globalization;
using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Cli.Commands;

/// <summary>What the subcommands of <c>rig prices</c> share.</summary>
internal static class PricesShared
{
    private const int MostGoodRows = 20;

    /// <summary>What <c>--prices</c> of plans and builds takes.</summary>
    public const string OwnPrices = "Your own prices: CSV with item, price, currency, or any other file that 'rig prices import' reads; what it names is priced from it alone";

    public static Option<string?> Catalogue() => new("--catalogue") { Description = "Catalogue folder; without it the shipped one", HelpName = "DIR" };

    public static Option<string?> AsOf() => new("--as-of") { Description = "Day whose prices count, for example 2026-02-17; without it the newest day that is known", HelpName = "DAY" };

    public static Option<string> Format(params string[] formats)
    {
        var format = new Option<string>("--format") { Description = string.Join(" or ", formats), HelpName = "FORMAT", DefaultValueFactory = _ => formats[0] };
        format.AcceptOnlyFromAmong(formats);
        return format;
    }

    /// <summary>The wall clock is asked here and nowhere else: only to refuse prices from the future.</summary>
    public static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    /// <summary>Reads a day; false after saying what is wrong.</summary>
    public static bool TryDay(string? text, string option, out DateOnly? day)
    {
        day = null;
        if (text is null)
            return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
        {
            day = given;
            return true;
        }
        Refuse($"{option} is '{text}'; a day such as 2026-02-17 is expected.");
        return false;
    }

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Refuse(string message, string? help = null)
    {
        Console.Error.WriteLine(new Diagnostic("RW7001", DiagnosticSeverity.Error, new("command line", 1, 1), message, help));
        return ExitCodes.BadInput;
    }

    /// <summary>The currency of prices that state none.</summary>
    public static Option<string?> Currency()
    {
        var currency = new Option<string?>("--currency") { Description = "Currency of prices in the list that state none (or only '$')", HelpName = "CODE" };
        currency.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } text && !Domain.Quantities.Currency.TryParse(text, out _))
                r.AddError($"--currency is '{text}'; one of {string.Join(", ", Domain.Quantities.Currency.All)} is expected.");
        });
        return currency;
    }

    /// <summary>The currency that an option names.</summary>
    public static Domain.Quantities.Currency? CurrencyOf(string? text) => Domain.Quantities.Currency.TryParse(text ?? "", out var currency) ? currency : null;

    /// <summary>Says which rows of a list are good, the first of them one by one, when nothing of it is used.</summary>
    public static void NothingUsed(OwnPriceList list)
    {
        foreach (var row in list.Matched.Take(MostGoodRows))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rig: line {row.Position.Line} is good: {row.Item.Id} at {row.Offer.PlanningPrice}"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rig: {list.Matched.Count} rows of the price list are good{(list.Matched.Count > MostGoodRows ? $" (the first {MostGoodRows} are shown)" : "")}, {list.Unmatched.Count} match nothing; no price was used."));
    }

    /// <summary>Loads the catalogue and the open parts, runs the body, and puts a failing store into words.</summary>
    public static int Run(string? catalogue, Func<LoadedParts, ItemMatcher, int> body)
    {
        var loaded = PartsLoader.Load(catalogue);
        if (loaded.Value is not { } parts)
        {
            foreach (var diagnostic in loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
                Console.Error.WriteLine(diagnostic);
            return ExitCodes.BadInput;
        }
        try
        {
            return body(parts, new ItemMatcher(parts.Catalogue, parts.Parts));
        }
        catch (StoreException exception)
        {
            return StoreOption.Report(exception);
        }
    }
}
