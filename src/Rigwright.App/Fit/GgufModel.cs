using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Gguf;

namespace Rigwright.App.Fit;

/// <summary>A model read from a GGUF header: its layers from the metadata, its weights tensor by tensor.</summary>
internal static class GgufModel
{
    public static (LanguageModel, WeightLayout?, Quantisation?)? Read(string path, DiagnosticBag bag)
    {
        var loaded = GgufReader.Read(path);
        bag.AddRange(loaded.Diagnostics);
        if (loaded.Value is not { } file)
            return null;
        var architecture = GgufArchitectureReader.Read(file);
        bag.AddRange(architecture.Diagnostics);
        if (architecture.Value is not { } shape)
            return null;
        var tensors = file.Tensors.Select(t => t.Tensor).ToList();
        return (RoleResolver.FromFile(path, shape, "from a GGUF header"), WeightCalculator.Of(shape, tensors, file.HeaderBytes), TypeOf(file));
    }

    /// <summary>The file type that the header names, for display; sizes come from the tensors. Without one, the type that holds the most bytes.</summary>
    private static Quantisation TypeOf(GgufFile file)
    {
        var id = file.Metadata.GetValueOrDefault("general.file_type")?.Integer;
        var named = GgufFileType.All.FirstOrDefault(t => t.Id is { } number && number == id)?.Name;
        return new("gguf", named ?? file.Tensors.GroupBy(t => t.Tensor.Type.Name).MaxBy(g => g.Sum(t => t.Tensor.Bytes.Bytes))!.Key);
    }
}
