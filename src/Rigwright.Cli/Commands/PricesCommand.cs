using System.CommandLine;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices …</c>: prices by hand and in the price history; one file a subcommand.</summary>
internal static class PricesCommand
{
    public static Command Create() => new("prices", "What things cost: import, list, follow and export dated offers; land a quote at your door.")
    {
        PricesImportCommand.Create(),
        PricesListCommand.Create(),
        PricesHistoryCommand.Create(),
        PricesMatchCommand.Create(),
        PricesExportCommand.Create(),
        PricesLandCommand.Create(),
    };
}
