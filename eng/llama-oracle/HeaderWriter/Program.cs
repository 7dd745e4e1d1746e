using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Gguf;

// Writes a header-only sparse GGUF for every model and file type that a list of oracle cases names:
//   dotnet run --project eng/llama-oracle/HeaderWriter -- CASES.csv FOLDER
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: HeaderWriter CASES.csv FOLDER");
    return 2;
}
if (CatalogueLocation.Find(null) is not { } data || CatalogueReader.Read(data).Value is not { } catalogue)
{
    Console.Error.WriteLine("The catalogue cannot be read; see `./rig catalogue check`.");
    return 2;
}
Directory.CreateDirectory(args[1]);
var failed = 0;
var rows = File.ReadLines(args[0]).Skip(1).Select(line => line.Split(',')).Select(fields => (Model: fields[1], Quant: fields[3])).Distinct();
foreach (var (model, quant) in rows)
{
    var path = Path.Combine(args[1], $"{model.Replace('/', '_')}.{quant}.gguf");
    if (Write(catalogue, model, quant, path) is not { } problem)
        continue;
    Console.Error.WriteLine($"{model} {quant}: {problem}");
    failed++;
}
return failed == 0 ? 0 : 1;

static string? Write(Catalogue catalogue, string model, string quant, string path)
{
    if (catalogue.Find(new ModelId(model)) is not { Architecture: { } architecture })
        return "no architecture in the catalogue";
    if (!Quantisation.TryParse("gguf", quant, out var quantisation) || !TensorListBuilder.Build(architecture, quantisation).TryGet(out var tensors))
        return "no GGUF file type";
    var writer = new GgufWriter().Add(architecture, tensors.Any(t => t.Layer >= architecture.Layers.Count));
    foreach (var tensor in tensors)
        writer.Add(tensor);
    writer.WriteSparse(path);
    return null;
}
