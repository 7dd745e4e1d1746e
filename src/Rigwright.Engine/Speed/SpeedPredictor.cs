using System.Globalization;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>Predicts decode, prefill and time to first token from a calibration. The one place where a speed is computed. Pure; safe to share between threads.</summary>
/// <remarks>docs/formulas/decode.md and docs/formulas/prefill.md derive the formulas and give the measured error by regime.</remarks>
public sealed class SpeedPredictor(SpeedCalibration calibration)
{
    /// <summary>The calibration in use.</summary>
    public SpeedCalibration Calibration { get; } = calibration;

    /// <summary>Decode rate of each stream, at <see cref="SpeedQuery.Depth"/> tokens of context with <see cref="SpeedQuery.Streams"/> streams at once.</summary>
    /// <returns>Unknown when the question makes no sense (counts below one, a context beyond the model's) or a fact is missing.</returns>
    public Answer<Prediction> Decode(SpeedQuery query) => Check(query) ?? Answer<Prediction>.Known(ToRate(query, StepSeconds(query), 1, Calibration.Decode, Ceiling(query), "decode"));

    /// <summary>Decode rate of all streams together.</summary>
    public Answer<Prediction> DecodeTotal(SpeedQuery query) =>
        Check(query) ?? Answer<Prediction>.Known(ToRate(query, StepSeconds(query), query.ActiveStreams, Calibration.Decode, Ceiling(query) * query.ActiveStreams, "decode"));

    /// <summary>Prefill rate in prompt tokens per second, all prompts together.</summary>
    public Answer<Prediction> Prefill(SpeedQuery query) =>
        Check(query) ?? CheckCompute(query) ?? Answer<Prediction>.Known(
            ToRate(query, PrefillSeconds(query), (double)query.PromptTokens * query.Streams, Calibration.Prefill, PrefillCeiling(query), "prefill"));

    /// <summary>Seconds from request to first token; the interval's ends are seconds too.</summary>
    public Answer<(Latency Low, Latency Value, Latency High, string Basis)> TimeToFirstToken(SpeedQuery query)
    {
        if ((Check(query) ?? CheckCompute(query)) is { } refusal)
            return Answer<(Latency, Latency, Latency, string)>.Unknown(refusal.Missing);
        var seconds = FirstTokenSeconds(query);
        var (down, up, basis) = Interval(query, Calibration.FirstToken, PowerCap.Prefill(query.PowerShare), "first token");
        return Answer<(Latency, Latency, Latency, string)>.Known((
            Latency.FromSeconds(seconds * Math.Exp(-up)), Latency.FromSeconds(seconds), Latency.FromSeconds(seconds * Math.Exp(down)), basis));
    }

    /// <summary>The decode rate of a server under load, as its benchmarks report it: steps and, between them, the prefills of the other streams or of all.</summary>
    /// <param name="query">The question; <see cref="SpeedQuery.Depth"/> is the mean context while decoding, <see cref="SpeedQuery.GeneratedTokens"/> at least 1.</param>
    /// <param name="prefills">Whose prefills the rate includes.</param>
    /// <param name="perStream">The rate of one stream instead of all together.</param>
    public Answer<Prediction> DecodeUnderLoad(SpeedQuery query, PrefillsIncluded prefills, bool perStream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.GeneratedTokens, 1, nameof(query));
        if ((Check(query) ?? CheckCompute(query)) is { } refusal)
            return refusal;
        var seconds = Sum(DecodeTerms.WithPrefills(query, PrefillSeconds(query with { Depth = 0 }), prefills), Calibration.Decode.Times);
        var tokens = perStream ? 1.0 : query.ActiveStreams;
        var what = prefills == PrefillsIncluded.All ? "decode over wall time, prefill included" : "decode between the prefills of the other streams";
        return Answer<Prediction>.Known(ToRate(query, seconds, tokens, Calibration.Decode, Ceiling(query) * tokens, what));
    }

    /// <summary>How the decode rate of a stream is known.</summary>
    public Answer<SpeedExplanation> Explain(SpeedQuery query) => Decode(query).Map(prediction =>
    {
        var terms = DecodeTerms.Of(query).Select(t => new ExplainedTerm(t.Name, Calibration.Decode.Times.Seconds(t), t.Link == TermLink.Efficiency ? t.IdealSeconds : null)).ToList();
        var ceiling = Ceiling(query);
        var novelty = NoveltyOf(query);
        var unmeasured = Unmeasured(query, novelty);
        return new SpeedExplanation(prediction, query.Device.BandwidthBytesPerSec * query.Parallelism.Tensor / ceiling, TokenRate.FromTokensPerSecond(ceiling),
            prediction.Value.TokensPerSecond / ceiling, terms, novelty, unmeasured, Narrowing(query, unmeasured));
    });

    /// <summary>How the prefill rate of one prompt is known.</summary>
    /// <param name="query">The question; of its streams one prompt is read.</param>
    public Answer<PrefillExplanation> ExplainPrefill(SpeedQuery query)
    {
        var one = query with { Streams = 1, Depth = 0 };
        return Prefill(one).Map(prediction =>
        {
            var terms = PrefillTerms.Of(one).Select(t => new ExplainedTerm(t.Name, Calibration.Prefill.Times.Seconds(t), t.Link == TermLink.Efficiency ? t.IdealSeconds : null)).ToList();
            var ceiling = PrefillCeiling(one);
            return new PrefillExplanation(prediction, one.PromptTokens, TokenRate.FromTokensPerSecond(ceiling), prediction.Value.TokensPerSecond / ceiling, terms);
        });
    }

    private List<string> Unmeasured(SpeedQuery query, Novelty novelty)
    {
        var result = new List<string>();
        if (!Calibration.Hardware.Contains(query.Device.Chip))
            result.Add($"hardware {query.Device.Id}");
        if (!IsLinkMeasured(query))
            result.Add($"tensor parallelism over {query.Device.LinkKind}");
        if (novelty is Novelty.NewModel or Novelty.NewBoth)
            result.Add(query.Model.Id.Length > 0 ? $"model {query.Model.Id}" : "the model");
        if (!Calibration.Engines.Contains(query.Engine))
            result.Add($"engine {query.Engine}");
        if (!Calibration.Decode.Times.Knows("w.qf:" + query.Model.QuantClass + "/" + query.Device.Family))
            result.Add($"{query.Model.QuantClass} weights on {query.Device.Family}");
        if (!Calibration.Decode.Times.Knows("w.bf:" + query.Backend + "/" + query.Device.Family))
            result.Add($"{query.Backend} on {query.Device.Family}");
        return result;
    }

    private static List<string> Narrowing(SpeedQuery query, List<string> unmeasured)
    {
        var result = unmeasured.Select(u => $"one measured run of {u}").ToList();
        if (query.Backend == "vulkan/rocm")
            result.Insert(0, "saying whether the engine uses Vulkan or ROCm");
        if (query.Model.Fallback is not null)
            result.Insert(0, "the model's configuration (config.json or the GGUF file)");
        if (result.Count == 0)
            result.Add("a measured run on this very machine: two units of one product differ by 4 %, two authors by 8 %");
        return result;
    }

    /// <summary>Seconds of one decode step of all streams; for callers that have checked the query.</summary>
    public double StepSeconds(SpeedQuery query) => Sum(DecodeTerms.Of(query), Calibration.Decode.Times);

    /// <summary>Seconds to read all prompts of a query.</summary>
    public double PrefillSeconds(SpeedQuery query) => Sum(PrefillTerms.Of(query), Calibration.Prefill.Times);

    /// <summary>Seconds to the first token.</summary>
    public double FirstTokenSeconds(SpeedQuery query)
    {
        var step = StepSeconds(query with { Depth = query.Depth + query.PromptTokens });
        var prefill = PrefillSeconds(query with { Streams = 1 });
        var seconds = Sum(FirstTokenTerms.Of(query, step, prefill), Calibration.FirstToken.Times);
        return seconds * Math.Exp(Calibration.FirstToken.Times.Sum(FirstTokenTerms.Queue(query, step, prefill)));
    }

    /// <summary>The upper bound of physics on the decode rate of a stream: bandwidth over the bytes that a step must read.</summary>
    public static double Ceiling(SpeedQuery query)
    {
        var streams = DecodeTerms.PerReplica(query);
        var model = query.Model;
        var bytes = model.DenseBytes + model.ExpertBytesTouched(streams) + streams * (model.KvBytes(query.Depth) * query.KvScale + 2 * model.StateBytes);
        return query.Device.BandwidthBytesPerSec * query.Parallelism.Tensor / bytes;
    }

    /// <summary>How much is known of a question's hardware and model. Devices that exchange every layer's result over a kind of link that was never
    /// measured are new hardware, however well one of them is known.</summary>
    public Novelty NoveltyOf(SpeedQuery query) =>
        (Calibration.Hardware.Contains(query.Device.Chip) && IsLinkMeasured(query), Calibration.Models.Contains(query.Model.Signature)) switch
        {
            (true, true) => Novelty.Known,
            (false, true) => Novelty.NewHardware,
            (true, false) => Novelty.NewModel,
            _ => Novelty.NewBoth,
        };

    private bool IsLinkMeasured(SpeedQuery query) => query.Parallelism.Tensor == 1 || Calibration.Decode.Times.Knows("a.link:" + query.Device.LinkKind);

    private static double PrefillCeiling(SpeedQuery query) =>
        query.Device.PeakFor(query.Model.QuantClass, query.Engine)!.Value * query.Parallelism.Devices / (2 * query.Model.MatmulParameters);

    private static double Sum(IReadOnlyList<StepTerm> terms, CoefficientSet coefficients)
    {
        var seconds = 0.0;
        foreach (var term in terms)
            seconds += coefficients.Seconds(term);
        return seconds;
    }

    private Prediction ToRate(SpeedQuery query, double seconds, double tokens, FittedQuantity fitted, double ceiling, string what)
    {
        var rate = Math.Min(tokens / seconds, ceiling);
        var (down, up, basis) = Interval(query, fitted, ReferenceEquals(fitted, Calibration.Prefill) ? PowerCap.Prefill(query.PowerShare) : PowerCap.Decode(query.PowerShare), what);
        return new(
            TokenRate.FromTokensPerSecond(rate * Math.Exp(-down)), TokenRate.FromTokensPerSecond(rate),
            TokenRate.FromTokensPerSecond(Math.Clamp(rate * Math.Exp(up), rate, Math.Max(rate, ceiling))), basis);
    }

    // What a cap leaves is uncertain, too: both ends at once, which is careful.
    private (double Down, double Up, string Basis) Interval(SpeedQuery query, FittedQuantity fitted, RateShare left, string what)
    {
        var novelty = NoveltyOf(query);
        var engineKnown = Calibration.Engines.Contains(query.Engine);
        var (down, up) = fitted.Spread.Interval(query, novelty, engineKnown);
        var wider = query.Model.Fallback is null ? 1 : FallbackWidening;
        var level = novelty switch
        {
            Novelty.Known => "hardware and model measured",
            Novelty.NewHardware => $"hardware not measured: {HardwareOf(query)}",
            Novelty.NewModel => $"model not measured: {query.Model.Family} family, {query.Model.QuantClass}",
            _ => $"neither hardware nor model measured: {HardwareOf(query)}, {query.Model.QuantClass}",
        };
        var basis = string.Create(CultureInfo.InvariantCulture,
            $"{what} step-time formula fitted on {fitted.Measurements} measurements to {Calibration.AsOf}; {level}; {query.Engine}/{query.Backend}{(engineKnown ? "" : " (engine not measured)")}");
        if (query.PowerShare < 1)
            basis += string.Create(CultureInfo.InvariantCulture, $"; capped at {100 * query.PowerShare:0} % of the default power limit");
        return (down * wider + Math.Log(left.Value / left.Low), up * wider + Math.Log(left.High / left.Value), query.Model.Fallback is { } fallback ? basis + "; " + fallback : basis);
    }

    private string HardwareOf(SpeedQuery query) => Calibration.Hardware.Contains(query.Device.Chip) ? "tensor parallelism over " + query.Device.LinkKind : query.Device.Family + " family";

    // Assumed: without an architecture the layers and the cache are guesses from the size, so the error is taken as half as large again.
    private const double FallbackWidening = 1.5;

    private static Answer<Prediction>? Check(SpeedQuery query)
    {
        if (query.Streams < 1)
            return Answer<Prediction>.Unknown("a number of streams of at least 1");
        if (query.PromptTokens < 1)
            return Answer<Prediction>.Unknown("a prompt of at least 1 token");
        if (!(query.PowerShare > 0 && query.PowerShare <= 1))
            return Answer<Prediction>.Unknown("a power limit above 0 and at most the default");
        if (PowerCap.Missing(query.PowerShare) is { } cap)
            return Answer<Prediction>.Unknown(cap);
        if (!double.IsFinite(query.Depth) || query.Depth < 0)
            return Answer<Prediction>.Unknown("a context of at least 0 tokens");
        if (query.Model.MaxContext is { } longest && query.Depth > longest)
            return Answer<Prediction>.Unknown(string.Create(CultureInfo.InvariantCulture, $"a context within the model's {longest} tokens (asked: {query.Depth:0})"));
        return null;
    }

    private static Answer<Prediction>? CheckCompute(SpeedQuery query) =>
        query.Device.MatrixFlopsPerSec is null ? Answer<Prediction>.Unknown($"compute rate of {query.Device.Id}") : null;
}
