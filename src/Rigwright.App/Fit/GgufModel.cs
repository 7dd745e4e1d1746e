using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.App.Fit;

/// <summary>A model read from a GGUF header: its layers from the metadata, its weights tensor by tensor.</summary>
internal static class GgufModel
{
    public static (LanguageModel, WeightLayout?, Quantisation?)? Read(string path, DiagnosticBag bag)
    {
        var loaded = Formats.Gguf.GgufReader.Read(path);
        bag.AddRange(loaded.Diagnostics);
        if (loaded.Value is not { } file)
            return null;
        bag.Error(FitCodes.UnknownModel, new(path, 0, 0), $"The architecture '{file.Architecture}' cannot be read from a header yet.");
        return null;
    }
}
