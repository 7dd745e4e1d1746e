using System.CommandLine;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Storage;

namespace Rigwright.Cli.Commands;

/// <summary><c>--store</c>: which price history a command uses; else the environment's <c>RIGWRIGHT_STORE</c>, else the file in the user's data folder.</summary>
internal static class StoreOption
{
    private const string Variable = "RIGWRIGHT_STORE";

    public static Option<string?> Create() => new("--store")
    {
        Description = "Price history: a file, a PostgreSQL address, or none; without it $RIGWRIGHT_STORE, else the file in your data folder",
        HelpName = "PLACE",
    };

    /// <summary>The place; null for "none".</summary>
    public static string? Place(string? given)
    {
        var place = given ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } environment ? environment : PriceStore.DefaultPlace());
        return place == PriceStore.None ? null : place;
    }

    /// <summary>Opens the store for reading; null when there is none. A file that is named but missing is an error, the default one need not exist.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static IPriceHistory? OpenExisting(string? given) => Place(given) is not { } place ? null
        : PriceStore.OpenExisting(place) ?? (given is null ? null
            : throw new StoreException(StoreException.Unavailable, $"{place} does not exist.", "'rig prices import FILE' creates it."));

    /// <summary>Says what is wrong with the store.</summary>
    public static int Report(StoreException exception)
    {
        Console.Error.WriteLine(new Diagnostic(exception.Code, DiagnosticSeverity.Error, new("store", 0, 0), exception.Message, exception.Help));
        return ExitCodes.BadInput;
    }
}
