using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>One departure from llama-quantize's rules.</summary>
/// <param name="Group">Tensors that it is about.</param>
/// <param name="Type">Their type; null: the file type's default.</param>
/// <param name="Share">Part of the tensors that gets it, spread evenly over the layers; in (0, 1].</param>
/// <param name="Otherwise">Type of the rest; null: as llama-quantize would have it.</param>
internal sealed record TensorOverride(TensorGroup Group, TensorType? Type, double Share = 1, TensorType? Otherwise = null)
{
    /// <summary>The share by the file's tensors, where it is not the same for all models; null: <see cref="Share"/>.</summary>
    public Func<IReadOnlyList<TensorShape>, double>? ShareOf { get; init; }
}

/// <summary>How a publisher's files of a family of models depart from llama-quantize's rules. None of the recipes is published as such:
/// each is derived from published sizes, and which tensors exactly are raised is an estimate.</summary>
/// <param name="Publisher">Key in <see cref="Quantisation.Publisher"/>.</param>
/// <param name="Architectures">llama.cpp's names of the architectures; empty: any.</param>
/// <param name="FileTypes">Names of file types; empty: all that quantise below 8 bits.</param>
public sealed record PublisherRecipe(string Publisher, IReadOnlyList<string> Architectures, IReadOnlyList<string> FileTypes)
{
    /// <summary>The departures; for a tensor the first that covers it holds.</summary>
    internal IReadOnlyList<TensorOverride> Overrides { get; init; } = [];

    /// <summary>Published sizes that it was derived from; 0 when it is carried over from the publisher's other file types.</summary>
    public int Files { get; init; }

    /// <summary>Median error on those sizes beyond their rounding, in percent, rounded up to a tenth.</summary>
    public double ResidualPercent { get; init; }

    /// <summary>Only models of this many layers or more: publishers change their recipe from one release to the next.</summary>
    public int MinLayers { get; init; }

    /// <summary>Do files of latent attention hold the joint key-value matrix beside its two halves?</summary>
    public bool KeepsJointKeyValue { get; init; }

    /// <summary>The recipe for people: whose it is and how sure.</summary>
    public string Description => Files == 0
        ? $"an estimate: {Name}'s recipe, carried over from its other file types"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"an estimate: {Name}'s recipe, derived from {Files} published size{(Files == 1 ? "" : "s")} off by {ResidualPercent:0.0} % {(Files == 1 ? "there" : "at the median")}");

    /// <summary>Name of the publisher.</summary>
    private string Name => Publisher.Split('-')[0];

    /// <summary>Only mixtures of experts.</summary>
    public bool OnlyMixtures { get; init; }

    internal bool Covers(string publisher, ModelArchitecture architecture, string fileType) =>
        (Publisher == publisher || publisher.StartsWith(Publisher + "-", StringComparison.Ordinal)) && architecture.Layers.Count >= MinLayers
        && (!OnlyMixtures || architecture.Layers.Any(l => l.FeedForward is MixtureOfExperts))
        && (Architectures.Count == 0 || Architectures.Contains(architecture.GgufArchitecture))
        && (FileTypes.Count == 0 ? fileType is not ("Q8_0" or "MXFP4_MOE") && !fileType.StartsWith("UD-", StringComparison.Ordinal) : FileTypes.Contains(fileType));
}
