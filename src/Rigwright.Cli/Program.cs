using System.CommandLine;
using Rigwright.Cli;

var root = new RootCommand("Rigwright: what to buy to run AI models at home or in a small office, with the reasons.");
foreach (var command in Commands.All())
    root.Subcommands.Add(command);
return root.Parse(args).Invoke();
