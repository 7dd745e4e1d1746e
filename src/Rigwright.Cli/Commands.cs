using System.CommandLine;

namespace Rigwright.Cli;

/// <summary>The list of commands, one class each under <c>Commands/</c>.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All() => [];
}
