using Rigwright.Domain.Catalogues;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>engines.csv</c>.</summary>
internal static class EngineTable
{
    public const string File = "engines.csv";
    public const string SupportFile = "engine-support.csv";

    private static readonly string[] Systems = ["linux", "windows", "macos"];

    private static readonly string[] Facts =
    [
        "platforms", "quant_formats", "tensor_parallel", "pipeline_or_layer_split", "row_split", "expert_parallel_or_cpu_offload",
        "continuous_batching", "prefix_cache", "speculative", "openai_api", "multi_model", "default_port", "default_context",
        "default_parallel", "default_kv_dtype", "default_memory_policy", "flag_model", "flag_context", "flag_parallel", "flag_kv_dtype",
        "flag_gpu_pin", "flag_split", "deploy_example", "memory_gotchas", "quant_hw_requirements", "not_line_checked",
    ];

    public static List<InferenceEngine> Read(CatalogueContext context)
    {
        List<InferenceEngine> engines = [];
        if (CatalogueTable.Open(context, File, "engine", ["id", "name", "version", "source"], [.. Facts, "provenance"]) is not { } table)
            return engines;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is not { } id || row.Required("name") is not { } name || row.Required("version") is not { } version
                || row.Provenance is not { } provenance)
                continue;
            var facts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var fact in Facts)
            {
                if (row.Text(fact) is { } text)
                    facts[fact] = text;
            }
            engines.Add(new(id, name, version, facts, provenance.Default.Source));
        }
        var support = ReadSupport(context, ids.All);
        return [.. engines.Select(e => e with { Support = support.GetValueOrDefault(e.Id) ?? [] })];
    }

    private static Dictionary<string, List<EngineSupport>> ReadSupport(CatalogueContext context, IReadOnlyCollection<string> engines)
    {
        var support = new Dictionary<string, List<EngineSupport>>(StringComparer.Ordinal);
        if (CatalogueTable.Open(context, SupportFile, "engine-support", ["id", "engine", "backend", "vendor", "operating_systems", "source"],
            ["architectures", "provenance", "note"]) is not { } table)
            return support;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is null || row.Required("engine") is null || row.Known("engine", engines, "engine") is not { } engine
                || row.Required("backend") is not { } backend || row.Required("vendor") is not { } vendor || row.Required("operating_systems") is null
                || row.Provenance is not { } provenance)
                continue;
            var systems = row.List("operating_systems")!;
            foreach (var unknown in systems.Where(s => !Systems.Contains(s)))
                row.Error(CatalogueCodes.UnknownWord, "operating_systems", $"'{unknown}' is not one of {string.Join(", ", Systems)}.");
            if (!support.TryGetValue(engine, out var list))
                support[engine] = list = [];
            list.Add(new(backend, vendor, systems, row.List("architectures") ?? [], provenance.Of("architectures").Source));
        }
        return support;
    }
}

/// <summary>Reads <c>gguf-types.csv</c>.</summary>
internal static class GgufTypeTable
{
    public const string File = "gguf-types.csv";

    private static readonly string[] Kinds = ["tensor-type", "file-type"];

    private static readonly string[] States = ["current", "activation-only", "removed"];

    public static List<GgufTypeFact> Read(CatalogueContext context)
    {
        List<GgufTypeFact> types = [];
        if (CatalogueTable.Open(context, File, "gguf-type", ["id", "kind", "number", "name", "status", "source"],
            ["block_elements", "block_bytes", "layout", "provenance"]) is not { } table)
            return types;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is { } id && row.Required("kind") is not null && row.Known("kind", Kinds, "kind of GGUF type") is { } kind
                && row.Whole("number", 0, 65535) is { } number && row.Required("name") is { } name
                && row.Required("status") is not null && row.Known("status", States, "status") is { } status)
            {
                types.Add(new(id, kind, number, name, row.SourcedWhole("block_elements", 1, 4096), row.SourcedWhole("block_bytes", 1, 4096), status, row.Text("layout")));
            }
        }
        return types;
    }
}
