using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Explaining;

/// <summary>A model alone on a rig.</summary>
/// <param name="Model">Model and format.</param>
/// <param name="ParametersB">All its parameters in billions.</param>
/// <param name="Rate">Decode of one stream.</param>
public readonly record struct ProbedModel(ModelCandidate Model, double ParametersB, Prediction Rate);

/// <summary>Asks how fast other models than the requirements' would run alone on a rig: one stream, the first role's context, nothing else loaded.</summary>
internal sealed class ModelProbe(Catalogue catalogue, PurchaseRequirements requirements, IReplanner replanner, DateOnly asOf)
{
    /// <summary>The dense models that stand for their kind: the larger is asked first, because what runs it runs the other.</summary>
    private static readonly string[] DenseModels = ["meta-llama/Llama-3.3-70B-Instruct", "Qwen/Qwen3-32B"];

    private const int ProbeContext = 8192;

    // Bytes of one parameter at four and a half bits, without anything around it: what is larger cannot fit.
    private const double SmallestBytes = 0.5;

    private readonly Dictionary<(string Devices, ModelCandidate Model), Prediction?> _known = [];
    private List<ModelCandidate>? _bySize;

    /// <summary>The decode of the first dense model that every plan can be asked about; null where it does not fit.</summary>
    public (ModelCandidate Model, Prediction Rate)? Dense(Assessment plan)
    {
        foreach (var id in DenseModels)
        {
            if (catalogue.Find(new ModelId(id)) is { Architecture: not null } model && new ModelCandidate(model, Common(model)) is var candidate)
                return Alone(plan, candidate, ProbeContext) is { } rate ? (candidate, rate) : null;
        }
        return null;
    }

    /// <summary>The plan that runs the model with the most parameters at the first role's minimum, the best plan first; null when none runs any.</summary>
    public (Assessment? Plan, ProbedModel Found) Largest(IReadOnlyList<Assessment> ranked)
    {
        var plans = ranked.DistinctBy(a => a.Candidate.DeviceName).OrderByDescending(a => a.Candidate.Memory.Bytes).ToList();
        (Assessment? Plan, ProbedModel Found) best = default;
        foreach (var plan in plans)
        {
            foreach (var model in BySize().Where(m => Parameters(m) * 1e9 * SmallestBytes < plan.Candidate.Memory.Bytes))
            {
                if (best.Plan is not null && Parameters(model) <= best.Found.ParametersB)
                    break;
                if (Alone(plan, model, ProbeContext) is not { } rate || rate.Value < requirements.Roles[0].DecodeMinimum)
                    continue;
                best = (plan, new(model, Parameters(model), rate));
                break;
            }
        }
        return best;
    }

    /// <summary>Decode of one stream of a model alone on a plan's devices; null when it does not fit or cannot be answered.</summary>
    public Prediction? Alone(Assessment plan, ModelCandidate model, int context)
    {
        var key = (plan.Candidate.DeviceName, model);
        if (!_known.TryGetValue(key, out var rate))
        {
            var role = requirements.Roles[0] with { Name = "probe", Candidates = [model], ContextPerStream = context, DecodeDepth = context / 2, Streams = 1, DutyCycle = 1, Vision = false };
            _known[key] = rate = replanner.LayOut(requirements with { Roles = [role] }, plan.Candidate) is { } layout ? layout.Roles[0].Alone : null;
        }
        return rate;
    }

    /// <summary>The format in which a model is commonly run at home: its own 4-bit format where it has one, else Q4_K_M.</summary>
    public static Quantisation Common(LanguageModel model) =>
        Quantisation.TryParse(model.NativeDtype?.Value.Contains("mxfp4", StringComparison.OrdinalIgnoreCase) == true ? "MXFP4" : "Q4_K_M", out var quantisation) ? quantisation : default!;

    private List<ModelCandidate> BySize() => _bySize ??=
    [
        .. catalogue.Models.Where(m => m.TotalParametersB is not null && IsOut(m)).OrderByDescending(m => m.TotalParametersB!.Value).ThenBy(m => m.Id.Value, StringComparer.Ordinal)
            .Where(m => m.Architecture is not null).Select(m => new ModelCandidate(m, Common(m))),
    ];

    private bool IsOut(LanguageModel model) => string.CompareOrdinal(model.Released ?? "", asOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) <= 0;

    private static double Parameters(ModelCandidate model) => model.Model.TotalParametersB!.Value;
}
