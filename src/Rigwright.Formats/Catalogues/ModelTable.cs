using Rigwright.Domain.Models;
using Rigwright.Formats.HuggingFace;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>models/models.csv</c>; the configurations are parsed when a model's architecture is first asked for.</summary>
internal static class ModelTable
{
    public const string File = "models/models.csv";
    public const string ConfigFolder = "models/configs";

    private static readonly string[] Required = ["id", "family", "kind", "config", "source"];

    private static readonly string[] Optional =
    [
        "gguf_architecture", "total_params_b", "active_params_b", "decode_matmul_params_b", "gguf_params_with_mtp_b", "max_context",
        "native_dtype", "licence", "released", "config_source", "provenance", "notes",
    ];

    private static readonly string[] Kinds = ["dense", "moe", "hybrid", "vlm", "mla-moe"];

    public static List<LanguageModel> Read(CatalogueContext context)
    {
        List<LanguageModel> models = [];
        if (CatalogueTable.Open(context, File, "model", Required, Optional) is not { } table)
            return models;
        var ids = new UniqueIds();
        var scores = ScoreTable.Read(context);
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is { } id && ReadRow(row, id, context, scores) is { } model)
                models.Add(model);
        }
        scores.CheckModels(ids.All);
        return models;
    }

    private static LanguageModel? ReadRow(CatalogueRow row, string id, CatalogueContext context, ScoreTable scores)
    {
        var (family, kind) = (row.Required("family"), row.Required("kind") is null ? null : row.Known("kind", Kinds, "kind of model"));
        if (family is null || kind is null || row.Provenance is null)
            return null;
        return new()
        {
            Id = new(id),
            Family = family,
            Kind = kind,
            LazyArchitecture = Architecture(row, context),
            TotalParametersB = row.SourcedNumber("total_params_b", 0.001, 100_000),
            ActiveParametersB = row.SourcedNumber("active_params_b", 0.001, 100_000),
            DecodeMatmulParametersB = row.SourcedNumber("decode_matmul_params_b", 0.001, 100_000),
            GgufParametersB = row.SourcedNumber("gguf_params_with_mtp_b", 0.001, 100_000),
            GgufArchitecture = row.Text("gguf_architecture"),
            ConfigurationSource = row.Text("config_source"),
            MaxContext = row.SourcedWhole("max_context", 1, 1_000_000_000),
            NativeDtype = row.SourcedText("native_dtype"),
            Licence = row.SourcedText("licence"),
            Released = row.Text("released"),
            CapabilityScores = scores.Of(id),
            Notes = row.Text("notes"),
        };
    }

    private static Lazy<ModelArchitecture?> Architecture(CatalogueRow row, CatalogueContext context)
    {
        var path = row.Text("config") is { } file ? Path.Combine(context.Directory, ConfigFolder, file) : null;
        return new(() => path is null ? null : HuggingFaceConfigReader.Read(path).Value);
    }
}
