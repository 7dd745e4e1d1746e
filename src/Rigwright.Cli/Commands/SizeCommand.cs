using System.CommandLine;
using Rigwright.App.Size;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Size;
using Rigwright.Reports.Size;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig size CASES.csv --out OUT.csv</c>: sizes of published weights.</summary>
internal static class SizeCommand
{
    public static Command Create()
    {
        var cases = new Argument<string>("cases") { Description = "CSV with the columns id, model, format, quant" };
        var output = new Option<string>("--out") { Description = "CSV to write: id, status, bytes, basis", Required = true };
        var data = new Option<string?>("--catalogue") { Description = "Folder of the catalogue instead of the shipped data/" };
        var command = new Command("size", """
            Compute the size of published model files. Examples:
              ./rig size cases.csv --out sizes.csv
            where cases.csv holds
              id,model,format,quant
              1,meta-llama/Llama-3.1-8B-Instruct,gguf,Q4_K_M
              2,mlx-community/Qwen3.5-27B-4bit,mlx safetensors,4bit
              3,Qwen/Qwen3-8B-AWQ,hf safetensors,awq-int4
            """)
        { cases, output, data };
        command.SetAction(result => Run(result.GetValue(cases)!, result.GetValue(output)!, result.GetValue(data)));
        return command;
    }

    private static int Run(string cases, string output, string? data)
    {
        var read = SizeCaseReader.Read(cases);
        var folder = CatalogueLocation.Find(data);
        var catalogue = folder is null ? null : CatalogueReader.Read(folder);
        Print(read.Diagnostics);
        if (catalogue is null)
            Console.Error.WriteLine("rig: error RW7002: the catalogue's data folder was not found; name it with --catalogue.");
        else if (catalogue.HasErrors)
            Print(catalogue.Diagnostics);
        if (read.Value is null || catalogue?.Value is null || catalogue.HasErrors)
            return ExitCodes.BadInput;
        var answers = new SizeHandler(catalogue.Value, new ConfigurationLibrary(folder!)).Handle(read.Value);
        AtomicFile.Write(output, SizeTable.Csv(answers));
        Console.Out.WriteLine(SizeTable.Summary(answers, output));
        return ExitCodes.Answered;
    }

    private static void Print(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
    }
}
