using System.CommandLine;
using Rigwright.Cli.Commands;

namespace Rigwright.Cli;

/// <summary>The list of commands, one class each under <c>Commands/</c>.</summary>
internal static class CommandList
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("accuracy", AccuracyCommand.Create),
        ("calibrate", CalibrateCommand.Create),
        ("catalogue", CatalogueCommand.Create),
        ("check", CheckCommand.Create),
        ("compare", CompareCommand.Create),
        ("completion", CompletionCommand.Create),
        ("explain", ExplainCommand.Create),
        ("fit", FitCommand.Create),
        ("parts", PartsCommand.Create),
        ("build", BuildCommand.Create),
        ("predict", PredictCommand.Create),
        ("size", SizeCommand.Create),
        ("plan", PlanCommand.Create),
        ("prices", PricesCommand.Create),
        ("why-not", WhyNotCommand.Create),
    ];

    /// <summary>The command that a command line names, so that a start pays for the options of one command only; all of them for help,
    /// completions and names that are not known.</summary>
    public static IEnumerable<Command> For(string[] args)
    {
        var named = args.Length == 0 ? [] : Array.FindAll(Commands, c => c.Name == args[0]);
        return (named.Length > 0 ? named : Commands).Select(c => c.Create());
    }
}
