using System.CommandLine;
using Rigwright.Cli.Commands;

namespace Rigwright.Cli;

/// <summary>The list of commands, one class each under <c>Commands/</c>.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        AccuracyCommand.Create(),
        CalibrateCommand.Create(),
        CatalogueCommand.Create(),
        CheckCommand.Create(),
        CompletionCommand.Create(),
        FitCommand.Create(),
        PartsCommand.Create(),
        BuildCommand.Create(),
        PredictCommand.Create(),
        SizeCommand.Create(),
        PlanCommand.Create(),
    ];
}
