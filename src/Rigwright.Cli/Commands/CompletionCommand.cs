using System.CommandLine;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig completion SHELL</c>: prints the script that makes a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    // The shells ask the program itself: the [suggest] directive of System.CommandLine answers with one word a line.
    private const string Bash = """
        _rig() {
          local IFS=$'\n'
          COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
          [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=( $(compgen -f -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -F _rig rig ./rig
        """;

    private const string Zsh = """
        _rig() {
          local -a words_; words_=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a words_ || _files
        }
        compdef _rig rig ./rig
        """;

    private const string Fish = """
        complete -c rig -a '(rig "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a shell's completion script. Example: source <(./rig completion bash)") { shell };
        command.SetAction(result =>
        {
            Console.Out.WriteLine(result.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCodes.Answered;
        });
        return command;
    }
}
