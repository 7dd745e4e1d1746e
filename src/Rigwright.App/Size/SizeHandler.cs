using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Size;

namespace Rigwright.App.Size;

/// <summary>The answer to one case.</summary>
/// <param name="Id">The asker's id.</param>
/// <param name="Bytes">Size of the published artefact in bytes; null when unknown.</param>
/// <param name="Basis">How it was computed, or what is missing.</param>
public sealed record SizeAnswer(string Id, long? Bytes, string Basis)
{
    /// <summary>The publisher's recipe that the answer rests on, which makes it an estimate; null where stated rules give it.</summary>
    public PublisherRecipe? Recipe { get; init; }

    /// <summary>Is there an answer?</summary>
    public bool IsAnswered => Bytes is not null;
}

/// <summary>Answers how large published artefacts are, each from the model's tensors.</summary>
/// <param name="catalogue">The models.</param>
/// <param name="configurations">Configurations of published artefacts that are no models of the catalogue (other quantisations, tunes, sizes).</param>
public sealed class SizeHandler(Catalogue catalogue, ConfigurationLibrary configurations)
{
    // Tied models whose file stores a head are another architecture to the calculator; one copy a model keeps its cache useful.
    private readonly Dictionary<string, ModelArchitecture> _untied = new(StringComparer.Ordinal);

    /// <summary>The answers in the order of the cases.</summary>
    public IReadOnlyList<SizeAnswer> Handle(IEnumerable<SizeCase> cases) => [.. cases.Select(Answer)];

    private SizeAnswer Answer(SizeCase c)
    {
        if (configurations.OfArtefact(c.Model) is { } own)
            return Answer(c, c.Model, own);
        var resolution = ModelNames.Resolve(catalogue.ModelNames, c.Model, c.Quant);
        if (!resolution.IsResolved)
        {
            if (resolution.Ids.Count == 0 && configurations.Find(c.Model) is var (name, found))
                return Answer(c, name, found);
            return new(c.Id, null, resolution.IsAmbiguous
                ? $"unknown: '{c.Model}' may be {string.Join(" or ", resolution.Ids)}"
                : $"unknown: no model '{c.Model}' in the catalogue" + (resolution.Nearest is { } near ? $"; the nearest name is '{near}'" : "") + "; " + Needed(c.Model));
        }
        var model = catalogue.Find(new ModelId(resolution.Id))!;
        return model.Architecture is { } architecture
            ? Answer(c, model.Id.Value, architecture, model.Released)
            : new(c.Id, null, $"unknown: {model.Id} has no layers in the catalogue");
    }

    private SizeAnswer Answer(SizeCase c, string model, ModelArchitecture architecture, string? released = null)
    {
        if (PublishedArtefact.From(c.Model, c.Format, c.Quant, released) is not { } artefact)
            return new(c.Id, null, $"unknown: the quantisation '{c.Quant}' of the format '{c.Format}' is not understood");
        if (artefact.StoresHead && architecture.TiedEmbeddings)
            architecture = Untied(model, architecture);
        var layout = WeightCalculator.Calculate(architecture, artefact.Quantisation);
        var recipe = GgufFileType.Find(artefact.Quantisation) is { } file ? PublisherRecipes.Find(architecture, file) : null;
        return layout.TryGet(out var weights)
            ? new(c.Id, Bytes(weights, artefact, architecture), Basis(model, artefact, weights, recipe) + (configurations.Inferred(model) is { } inferred ? "; an estimate: " + inferred : "")) { Recipe = recipe }
            : new(c.Id, null, $"unknown: {model} as {artefact.Quantisation} lacks {string.Join(", ", layout.Missing)}");
    }

    /// <summary>What would answer a name that is not known.</summary>
    private static string Needed(string model) => model.Contains("?B", StringComparison.Ordinal)
        ? "the size class '?B' does not say which model was run: its name is needed"
        : "its config.json is needed (model_type, hidden_size, num_hidden_layers, num_attention_heads, num_key_value_heads, head_dim, intermediate_size, vocab_size, tie_word_embeddings;"
            + " of a mixture its experts, of a hybrid its layer types, of a vision model vision_config)";

    private ModelArchitecture Untied(string id, ModelArchitecture architecture)
    {
        if (!_untied.TryGetValue(id, out var untied))
            _untied[id] = untied = architecture with { TiedEmbeddings = false };
        return untied;
    }

    private static long Bytes(WeightLayout weights, PublishedArtefact artefact, ModelArchitecture architecture)
    {
        var bytes = artefact.CountsHeader ? weights.FileSize.Bytes : weights.Total.Bytes;
        // A projector's file is in 16 bits but for vectors and some embedding tables.
        var projector = artefact.CountsProjector ? 2 * ((architecture.Vision?.Parameters ?? 0) + (architecture.Vision?.FullPrecisionParameters ?? 0)) : 0;
        return artefact.Copies * (bytes + projector + artefact.OtherFiles);
    }

    private static string Basis(string model, PublishedArtefact artefact, WeightLayout weights, PublisherRecipe? recipe) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{model} as {artefact.Quantisation}: {weights.Elements} weights, {weights.BitsPerWeight:F3} bits each{(artefact.CountsHeader ? $", header {weights.Header.Bytes} B" : "")}")
        + (recipe is null ? "" : "; " + recipe.Description)
        + string.Concat(artefact.Habits.Select(h => "; " + h));
}
