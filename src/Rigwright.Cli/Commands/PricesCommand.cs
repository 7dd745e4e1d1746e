using System.CommandLine;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices …</c>: prices by hand and in the price history; one file a subcommand.</summary>
internal static class PricesCommand
{
    public static Command Create() => new("prices", "What things cost: a quote landed at your door.")
    {
        PricesLandCommand.Create(),
    };
}
