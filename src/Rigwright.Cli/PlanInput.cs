using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rigwright.App.Plan;
using Rigwright.App.Prices;
using Rigwright.Cli.Commands;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Evidence;
using Rigwright.Storage;

namespace Rigwright.Cli;

/// <summary>The options that every command about plans shares, and how they become a plan.</summary>
internal sealed class PlanInput
{
    private readonly Option<string?> _asOf = new("--as-of") { Description = "Day whose prices count, for example 2026-02-17; without it the newest facts", HelpName = "DAY" };

    private readonly Option<string?> _catalogue = new("--catalogue") { Description = "Catalogue folder; without it the shipped one", HelpName = "DIR" };

    private readonly Option<string?> _prices = new("--prices") { Description = PricesShared.OwnPrices, HelpName = "FILE" };

    private readonly Option<string?> _currency = PricesShared.Currency();

    private readonly Option<string[]> _rate = new("--rate") { Description = "Exchange rate, for example USD=0.90@2026-02-16; may be given several times", HelpName = "RATE", DefaultValueFactory = _ => [] };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Replace a value of the requirements, for example budget.max=12000CHF or roles.main.context=200000; may be given several times",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _store = StoreOption.Create();

    private readonly Stopwatch _clock = new();
    private PlanHandler? _handler;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _asOf, _catalogue, _prices, _store, _currency, _rate, _set })
            command.Options.Add(option);
    }

    /// <summary>The time that loading took.</summary>
    public TimeSpan Loading { get; private set; }

    /// <summary>The time since the command began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Plans for a requirements file; null after every problem has been said. The catalogue is read once for several files.</summary>
    public PlanResponse? Plan(ParseResult result, string requirements, Engine.Explaining.DecisionDepth? depth)
    {
        _clock.Start();
        var diagnostics = new List<Diagnostic>();
        var day = Day(result.GetValue(_asOf), diagnostics);
        _handler ??= Load(result.GetValue(_catalogue), diagnostics);
        PlanResponse? response;
        try
        {
            using var history = StoreOption.OpenExisting(result.GetValue(_store));
            using var bar = new ProgressBar("searching platforms");
            response = _handler?.Handle(new(requirements, day, result.GetValue(_prices), result.GetValue(_rate) ?? []) { History = history, Today = PricesShared.Today(), ListCurrency = PricesShared.CurrencyOf(result.GetValue(_currency)), Settings = result.GetValue(_set) ?? [], Depth = depth, Progress = bar.Report });
        }
        catch (StoreException exception)
        {
            StoreOption.Report(exception);
            return null;
        }
        diagnostics.AddRange(response?.Diagnostics ?? []);
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (response is { Answer: null, Prices: { } list })
            PricesShared.NothingUsed(list);
        return diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error) || response?.Answer is null ? null : response;
    }

    /// <summary>The options as they were given, for a command line that gives the same answer on any later day.</summary>
    public string Shown(ParseResult result, PlanAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $" --as-of {answer.Query.AsOf:yyyy-MM-dd}")
        + (result.GetValue(_catalogue) is { } folder ? $" --catalogue {folder}" : "")
        + (result.GetValue(_prices) is { } prices ? $" --prices {prices}" : "")
        + (result.GetValue(_currency) is { } currency ? $" --currency {currency}" : "")
        + Store(result.GetValue(_store), answer)
        + string.Concat((result.GetValue(_rate) ?? []).Select(r => $" --rate {r}"))
        + string.Concat((result.GetValue(_set) ?? []).Select(s => s.Contains(' ', StringComparison.Ordinal) ? $" --set '{s}'" : $" --set {s}"));

    // A store that was used is named even when nobody named it: another user, or this one with another variable, has another.
    private static string Store(string? given, PlanAnswer answer)
    {
        var place = answer.PriceStore is { } store ? given is { } path && !PriceStore.IsServer(path) ? path : store.Address : given;
        return place is null ? "" : place.All(c => char.IsAsciiLetterOrDigit(c) || "/.:@_-+%,\\".Contains(c, StringComparison.Ordinal)) ? $" --store {place}" : $" --store '{place.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static DateOnly? Day(string? text, List<Diagnostic> diagnostics)
    {
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        diagnostics.Add(new("RW7001", DiagnosticSeverity.Error, new("command line", 1, 1), $"--as-of is '{text}'; a day such as 2026-02-17 is expected."));
        return null;
    }

    private PlanHandler? Load(string? directory, List<Diagnostic> diagnostics)
    {
        var folder = CatalogueLocation.Find(directory);
        if (folder is null)
        {
            diagnostics.Add(new("RW7002", DiagnosticSeverity.Error, new("command line", 1, 1), "No catalogue was found; name its folder with --catalogue."));
            return null;
        }
        // Read on another core; whoever plans waits for it at the end.
        var measurements = Task.Run(() => new NearestMeasurements(SpeedsOf(folder)));
        var loaded = CatalogueReader.Read(folder);
        diagnostics.AddRange(loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        if (loaded.Value is not { } catalogue)
            return null;
        var predictor = new SpeedPredictor(CalibrationFile.Load(SpeedsOf(folder)));
        Loading = _clock.Elapsed;
        return new(catalogue, date => new RoleEstimator(predictor, date), () => OpenPartsReader.Read(folder, catalogue).Value)
        {
            EvidenceOn = date => new(new(predictor, date), new(predictor, measurements.GetAwaiter().GetResult())),
        };
    }

    // A catalogue of one's own need not bring measurements.
    private static string SpeedsOf(string folder) => File.Exists(Path.Combine(folder, CalibrationFile.Name)) ? folder : CatalogueLocation.Find(null)!;
}
