using System.CommandLine;
using Rigwright.Cli.Commands;

namespace Rigwright.Cli;

/// <summary>The list of commands, one class each under <c>Commands/</c>.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        CatalogueCommand.Create(),
        CheckCommand.Create(),
        CompletionCommand.Create(),
        FitCommand.Create(),
        PartsCommand.Create(),
        SizeCommand.Create(),
    ];
}
