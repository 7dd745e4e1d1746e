using Rigwright.App.Fit;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Build;

/// <summary>Whether the model that the buyer names fits on devices and how fast it decodes there: the answer of `rig fit`.</summary>
internal sealed class BuildSpeeds(BuildCommandRequest request, Catalogue catalogue)
{
    private readonly FitSources? _sources = request.Model is null ? null : FitSources.Of(request.Catalogue, catalogue);

    /// <summary>What is wrong with the model's name, quantisation or context, each once.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; private set; } = [];

    /// <summary>Does the model fit, and how fast does one stream decode? Nulls when no model was named.</summary>
    public (bool? Fits, Answer<Prediction>? Decode) Of(IReadOnlyList<PricedDevice> devices)
    {
        if (_sources is null)
            return (null, null);
        var caps = devices.Select(d => d.Device.Cap).Distinct().ToList();
        if (caps.Count > 1)
            return (null, Answer<Prediction>.Unknown("the speed of cards with several power caps"));
        var names = devices.SelectMany(d => Enumerable.Repeat(d.Device.Accelerator.Id.Value, d.Count));
        var answer = FitHandler.Handle(new() { Model = request.Model!, Quant = request.Quant, Context = request.Context, PowerCapWatts = caps[0] is { } cap ? (int)cap.Watts : null, Hardware = string.Join('+', names), Words = [request.Model!] }, _sources);
        if (answer.Value is { } fit)
            return (fit.Verdict.TryGet(out var verdict) ? verdict.Fits : null, fit.Speeds[0].PerStream);
        Problems = [.. answer.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return (null, Answer<Prediction>.Unknown("the model"));
    }
}
