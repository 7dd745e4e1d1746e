using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Cases;

/// <summary>A case with its names resolved and its numbers read.</summary>
/// <param name="Metric">What is asked for.</param>
/// <param name="Query">The question.</param>
/// <param name="Prefills">Whose prefills the rate includes that is asked for.</param>
public sealed record ResolvedCase(SpeedMetric Metric, SpeedQuery Query, PrefillsIncluded Prefills)
{
    /// <summary>The same question on the other devices that the name may mean; empty when it means one.</summary>
    public IReadOnlyList<SpeedQuery> Otherwise { get; init; } = [];
}

/// <summary>The device of a case.</summary>
/// <param name="Profile">For the formulas.</param>
/// <param name="Accelerator">Of the catalogue.</param>
/// <param name="Otherwise">The slowest and the fastest other device that the name may mean.</param>
/// <param name="Count">Devices stated in the name; null when it states none.</param>
internal sealed record CaseDevice(DeviceProfile Profile, Accelerator Accelerator, IReadOnlyList<DeviceProfile> Otherwise, int? Count);

/// <summary>Turns rows into questions: names through the catalogue's resolvers, defaults by hardware, every refusal with its reason. Caches what rows share.</summary>
public sealed partial class SpeedCaseResolver(Catalogue catalogue)
{
    // A device of the largest cluster that a tool for homes and offices should be asked about; protects against nonsense.
    private const int MaxDevices = 4096;
    private const int MaxTokens = 100_000_000;
    private const int MaxStreams = 1_000_000;

    private readonly ServingConditions _serving = new(catalogue);
    private readonly Dictionary<string, Answer<CaseDevice>> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string, double, double), Answer<ModelWork>> _models = [];

    /// <summary>Resolves a case; unknown names, impossible numbers and missing facts are named.</summary>
    public Answer<ResolvedCase> Resolve(SpeedCase row)
    {
        var problems = new List<string>();
        var metric = MetricOf(row.Metric, problems);
        var count = Whole(row.Count, "hw_count", 1, MaxDevices, 1, problems);
        var streams = Whole(row.Concurrency, "concurrency", 1, MaxStreams, 1, problems);
        var prompt = Whole(row.PromptTokens, "prompt_tokens", 0, MaxTokens, 0, problems);
        var generated = Whole(row.GeneratedTokens, "gen_tokens", 0, MaxTokens, 0, problems);
        var depth = Whole(row.DepthTokens, "depth_tokens", 0, MaxTokens, 0, problems);
        var file = Real(row.FileSizeGiB, "file_size_gib", problems) * (1L << 30);
        var parameters = Real(row.ParametersB, "params_b", problems);
        var device = Device(row.Hardware);
        problems.AddRange(device.Missing);
        var model = Model(row, file, parameters);
        problems.AddRange(model.Missing);
        if (metric == SpeedMetric.FirstToken && prompt == 0)
            problems.Add("prompt_tokens, which a time to the first token depends on");
        if (problems.Count > 0)
            return Answer<ResolvedCase>.Unknown(problems);
        // "2x RTX 3090" with the column left blank, or at its usual 1.
        return Combine(row, metric, device.Value!, model.Value!, count > 1 ? count : device.Value!.Count ?? count, streams, prompt, generated, depth);
    }

    private Answer<ResolvedCase> Combine(SpeedCase row, SpeedMetric metric, CaseDevice on, ModelWork model,
        int count, int streams, int prompt, int generated, int depth)
    {
        var backend = BackendOf(row.Backend, on.Profile);
        if (Refusal(backend, on.Profile) is { } refusal)
            return Answer<ResolvedCase>.Unknown(refusal);
        var engine = EngineOf(row);
        if (row.Parallelism.Contains("offload", StringComparison.OrdinalIgnoreCase))
            return Answer<ResolvedCase>.Unknown("a split between graphics and system memory: its speed is not modelled");
        var parallelism = Parallelism.Single;
        if (row.Parallelism.Length == 0 && count > 1)
            parallelism = EngineKey.ParentOf(engine) == "server" ? Parallelism.TensorSplit(count) : Parallelism.LayerSplit(count);
        else if (!Parallelism.TryParse(row.Parallelism, count, out parallelism))
            return Answer<ResolvedCase>.Unknown($"the parallelism '{row.Parallelism}' (known: single, layer-split, tpN, ppN, dpN and combinations such as tp2-pp2-x2)");
        if (parallelism.Devices > count)
            return Answer<ResolvedCase>.Unknown($"{parallelism.Devices} devices for '{row.Parallelism}' (hw_count says {count})");
        var context = depth > 0 || metric is SpeedMetric.Prefill or SpeedMetric.FirstToken ? depth : prompt;
        var stated = metric is SpeedMetric.FirstToken or SpeedMetric.Prefill ? depth + prompt : context;
        // A chat template adds some tokens to a prompt that fills the context.
        if (model.MaxContext is { } longest && stated > longest * 1.02)
            return Answer<ResolvedCase>.Unknown(string.Create(CultureInfo.InvariantCulture, $"a context within the model's {longest} tokens (asked: {stated})"));
        var most = (double?)model.MaxContext ?? double.MaxValue;
        var isDecode = metric is SpeedMetric.DecodePerStream or SpeedMetric.DecodeTotal;
        if (!PowerCap.ShareOf(PowerLimitOf(row.Notes), on.Accelerator).TryGet(out var power))
            return Answer<ResolvedCase>.Unknown($"power limit of {on.Accelerator.Name}, which the stated one is compared with");
        var query = new SpeedQuery
        {
            Device = on.Profile,
            Model = model,
            Parallelism = parallelism,
            Engine = engine,
            Backend = backend,
            Streams = streams,
            // The mean context while decoding; llama-bench generates 128 tokens unless told otherwise.
            Depth = Math.Min(most, isDecode ? context + (generated > 0 ? generated : 128) / 2.0 : context),
            PromptTokens = prompt > 0 ? prompt : 512,
            GeneratedTokens = generated,
            KvScale = KvScaleOf(row.Notes),
            Year = YearOf(row.Date),
            PowerShare = power,
            FlashAttention = !row.Notes.Contains("FA off", StringComparison.Ordinal),
        };
        var prefills = isDecode ? ServingConditions.PrefillsOf(row, metric, query) : PrefillsIncluded.None;
        var slots = _serving.SlotsOf(query, on.Accelerator, row.Quantisation, prefills);
        query = query with { Slots = slots };
        return Answer<ResolvedCase>.Known(new(metric, query, prefills) { Otherwise = [.. on.Otherwise.Select(d => query with { Device = d })] });
    }

    private static string EngineOf(SpeedCase row) => row.Engine.Length == 0 ? WeightLabel.EngineFor(row.Quantisation)
        // LM Studio runs MLX weights with MLX, everything else with llama.cpp.
        : EngineKey.Of(row.Engine) is "llama.cpp" && row.Quantisation.StartsWith("mlx", StringComparison.OrdinalIgnoreCase) && row.Backend.Length > 0 && IsMlx(row.Backend) ? "mlx"
        : EngineKey.Of(row.Engine);

    private static bool IsMlx(string backend) => backend.Equals("mlx", StringComparison.OrdinalIgnoreCase);

    private Answer<CaseDevice> Device(string name)
    {
        if (!_devices.TryGetValue(name, out var found))
            _devices[name] = found = FindDevice(name);
        return found;
    }

    private Answer<CaseDevice> FindDevice(string name)
    {
        var text = HardwareText.Parse(name);
        var ids = text.Names.Select(n => catalogue.AcceleratorNames.Resolve(n).Ids).FirstOrDefault(i => i.Count > 0);
        if (ids is null)
            return Answer<CaseDevice>.Unknown($"the hardware '{name}'" + (catalogue.AcceleratorNames.Resolve(text.Names[0]).Nearest is { } near ? $" (nearest known: '{near}')" : ""));
        var meant = ids.Select(id => catalogue.Find(new AcceleratorId(id))!).ToList();
        // A stated memory size chooses among versions; one that no version has is a modified card of the same speed.
        if (meant.Count > 1 && meant.Where(a => a.MemoryOptions.Any(o => Math.Round(o.Value.GiB) == text.MemoryGiB)).ToList() is { Count: > 0 } sized)
            meant = sized;
        var profiles = meant.Select(a => (Profile: DeviceProfile.From(a), Accelerator: a)).ToList();
        var known = profiles.Where(p => p.Profile.IsKnown).Select(p => (Profile: p.Profile.Value!, p.Accelerator)).ToList();
        if (known.Count == 0)
            return Answer<CaseDevice>.Unknown(profiles[0].Profile.Missing);
        // Versions of one bandwidth (memory sizes, form factors) are one answer: the slower in compute. Of others the first that the alias table names is
        // the one usually meant, and the interval covers the slowest and the fastest.
        if (known.Select(p => p.Profile.BandwidthBytesPerSec).Distinct().Count() == 1)
        {
            var slowest = known.MinBy(p => p.Profile.MatrixFlopsPerSec ?? double.MaxValue);
            return Answer<CaseDevice>.Known(new(slowest.Profile, slowest.Accelerator, [], text.Count));
        }
        var ordered = known.OrderBy(p => p.Profile.BandwidthBytesPerSec).Select(p => p.Profile).ToList();
        return Answer<CaseDevice>.Known(new(known[0].Profile, known[0].Accelerator, [.. new[] { ordered[0], ordered[^1] }.Where(d => d.Id != known[0].Profile.Id)], text.Count));
    }

    private Answer<ModelWork> Model(SpeedCase row, double file, double parameters)
    {
        var engine = EngineOf(row);
        var key = (row.Model, row.Quantisation, engine, file, parameters);
        if (!_models.TryGetValue(key, out var found))
            _models[key] = found = FindModel(row, engine, file > 0 ? file : null, parameters > 0 ? parameters : null);
        return found;
    }

    private Answer<ModelWork> FindModel(SpeedCase row, string engine, double? file, double? parameters)
    {
        var resolution = catalogue.ModelNames.Resolve(row.Model);
        string Label(LanguageModel? model) => WeightLabel.Of(row.Quantisation, engine, model, row.Model, file ?? 0, parameters ?? 0);
        if (resolution.Ids.Count == 0)
        {
            var sized = DecodeWork.FromSize(row.Model, parameters, file, Label(null));
            return sized.IsKnown || resolution.Nearest is not { } near ? sized
                : Answer<ModelWork>.Unknown([.. sized.Missing.Select(m => $"{m} (nearest known: '{near}')")]);
        }
        var works = resolution.Ids.Select(id => catalogue.Find(new ModelId(id))!).Select(m => DecodeWork.Of(m, Label(m), file)).ToList();
        // One name for variants of one architecture is one answer for speed.
        var known = works.Where(w => w.IsKnown).Select(w => w.Value!).ToList();
        if (known.Count > 1 && known.Any(k => Math.Abs(k.MatmulParameters / known[0].MatmulParameters - 1) > 0.01 || k.Layers != known[0].Layers))
            return Answer<ModelWork>.Unknown($"which '{row.Model}': {string.Join(", ", resolution.Ids)}");
        return known.Count > 0 ? Answer<ModelWork>.Known(known[0]) : works[0];
    }

    private static SpeedMetric MetricOf(string text, List<string> problems)
    {
        switch (text)
        {
            case "decode_tps_per_stream": return SpeedMetric.DecodePerStream;
            case "decode_tps_total": return SpeedMetric.DecodeTotal;
            case "prefill_tps": return SpeedMetric.Prefill;
            case "ttft_s": return SpeedMetric.FirstToken;
        }
        string[] known = ["decode_tps_per_stream", "decode_tps_total", "prefill_tps", "ttft_s"];
        problems.Add($"the metric '{text}' (known: {string.Join(", ", known)})" + (NearestName.Suggest(text, known) is { } s ? " " + s : ""));
        return default;
    }

    // "CUDA 12.8", "Vulkan (RADV)", "ROCm/HIP"; what is no backend's name says nothing.
    private static string BackendOf(string text, DeviceProfile device)
    {
        var backend = text.Trim().ToLower(CultureInfo.InvariantCulture);
        if (backend is "vulkan/rocm" or "rocm/vulkan")
            return "vulkan/rocm";
        if (backend.Contains("cublas", StringComparison.Ordinal) || backend.StartsWith("tensorrt", StringComparison.Ordinal))
            return "cuda";
        foreach (var (word, name) in Backends)
        {
            if (backend.StartsWith(word, StringComparison.Ordinal))
                return name;
        }
        return backend is "opencl" or "clblast" ? backend : EngineKey.DefaultBackend(device);
    }

    private static readonly (string Word, string Name)[] Backends =
    [
        ("cuda", "cuda"), ("vulkan", "vulkan"), ("rocm", "rocm"), ("hip", "rocm"), ("metal", "metal"), ("mps", "metal"), ("mlx", "metal"), ("cpu", "cpu"),
        ("sycl", "sycl"), ("oneapi", "sycl"), ("xpu", "sycl"), ("ipex", "sycl"),
    ];

    private static string? Refusal(string backend, DeviceProfile device) => (backend, device.Vendor) switch
    {
        (_, _) when device.Form == "cpu" => null,
        ("cuda", "apple" or "amd" or "intel") => $"a backend of this hardware (CUDA does not run on {device.Id})",
        ("metal", not "apple") => $"a backend of this hardware (Metal does not run on {device.Id})",
        ("rocm", "apple" or "nvidia" or "intel") => $"a backend of this hardware (ROCm does not run on {device.Id})",
        _ => null,
    };

    private static int Whole(string text, string column, int least, int most, int blank, List<string> problems)
    {
        if (text.Length == 0)
            return blank;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == Math.Floor(value) && value >= least && value <= most)
            return (int)value;
        problems.Add($"a usable {column}: '{text}' is not a whole number from {least} to {most}");
        return blank;
    }

    private static double Real(string text, string column, List<string> problems)
    {
        if (text.Length == 0)
            return 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value > 0 && value < 1e7)
            return value;
        problems.Add($"a usable {column}: '{text}' is not a number above 0");
        return 0;
    }

    // q8_0: 34 bytes for 32 elements against 64; fp8: 1 byte against 2; q4_0: 18 against 64.
    private static double KvScaleOf(string notes)
    {
        if (notes.Contains("fp8 kv True", StringComparison.Ordinal) || notes.Contains("kv fp8", StringComparison.Ordinal))
            return 0.5;
        if (notes.Contains("kv q8", StringComparison.OrdinalIgnoreCase) || notes.Contains("q8_0 KV", StringComparison.Ordinal))
            return 34.0 / 64;
        return notes.Contains("kv q4", StringComparison.OrdinalIgnoreCase) ? 18.0 / 64 : 1;
    }

    private static Power? PowerLimitOf(string notes) =>
        PowerLimit().Match(notes) is { Success: true } match ? Power.FromWatts(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : null;

    // "power limit 220 W", "power limited to 300W", "power cap: 400 W", "nvidia-smi -pl 250"; not "peak system power 133W".
    [GeneratedRegex(@"(?:power[ -]limit(?:ed)?|power[ -]capp?(?:ed)?|-pl)(?: to| at| of)?[:=]? ?([1-9]\d{1,3})(?: ?W|\b)", RegexOptions.IgnoreCase)]
    private static partial Regex PowerLimit();

    /// <summary>The year of a date such as 2026-04, 2025-08..10 or 2023-11-22+ as a real number; mid 2026, the bulk of the data, when there is none.</summary>
    public static double YearOf(string date)
    {
        if (date.Length < 4 || !int.TryParse(date.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2015 or > 2100)
            return 2026.5;
        var hasMonth = date.Length >= 7 && date[4] == '-' && int.TryParse(date.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return hasMonth ? year + (int.Parse(date.AsSpan(5, 2), CultureInfo.InvariantCulture) - 0.5) / 12 : year + 0.5;
    }
}
