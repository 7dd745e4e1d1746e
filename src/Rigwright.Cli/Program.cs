using System.CommandLine;
using System.Text;
using Rigwright.Cli;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Reports;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
// Writing into a pipe or file needs nothing of the terminal, whose description takes longer to read than most answers.
if (Console.IsOutputRedirected)
    Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
else
    Console.OutputEncoding = utf8;
Terminal.Filter();
var root = new RootCommand("Rigwright: what to buy to run AI models at home or in a small office, with the reasons.");
foreach (var command in CommandList.For(args))
    root.Subcommands.Add(command);

var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Errors.Count > 0)
    return CommandLineErrors.Print(parsed, args);
try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    // The outside world: a folder that cannot be written, a disk that is full, a pipe that was closed.
    Console.Error.WriteLine($"rig: error RW7002: {exception.Message}");
    return ExitCodes.BadInput;
}

namespace Rigwright.Cli
{
    /// <summary>Every problem of a command line in the form that all inputs share, with the nearest valid word.</summary>
    internal static class CommandLineErrors
    {
        public static int Print(ParseResult parsed, string[] args)
        {
            var words = parsed.CommandResult.Command.Subcommands.Select(c => c.Name)
                .Concat(parsed.CommandResult.Command.Options.Select(o => o.Name)).ToList();
            // After an unknown command nothing that follows means anything.
            var unknown = parsed.CommandResult.Command is RootCommand ? parsed.UnmatchedTokens.Take(1) : parsed.UnmatchedTokens;
            foreach (var token in unknown)
                Write(args, token, $"'{token}' is not known here.", NearestName.Suggest(token, words));
            // A mistyped command also makes the parser say that a command is missing: one problem, said once.
            foreach (var error in parsed.Errors.Where(e => !parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))
                         && !(parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command is RootCommand)))
                Write(args, null, error.Message, null);
            var name = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            Console.Error.WriteLine($"Try './rig {name}--help'.");
            return ExitCodes.BadInput;
        }

        private static void Write(string[] args, string? token, string message, string? help)
        {
            var index = token is null ? -1 : Array.IndexOf(args, token);
            var column = 1 + args.Take(Math.Max(index, 0)).Sum(a => a.Length + 1);
            Console.Error.WriteLine(new Diagnostic("RW7001", DiagnosticSeverity.Error, new("command line", 1, column), message, help));
        }
    }
}
