using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.App.Catalogues;

/// <summary>Numbers that must agree with each other whatever their source.</summary>
internal static class PhysicsRules
{
    // Data sheets round bandwidth to three digits (717 for 716.8 GB/s); memory clocks come with a step of up to 1 % (2518 MHz for 20 Gbit/s).
    private const double BandwidthTolerance = 0.015;

    // Rates are printed with three or four digits.
    private const double RatioTolerance = 0.03;

    private static readonly double[] Ratios = [1, 2, 4, 8];

    public static IEnumerable<CatalogueFinding> Examine(Catalogue catalogue) =>
        catalogue.Accelerators.SelectMany(a => Bandwidth(catalogue, a).Concat(Rates(a)).Concat(Memory(a)))
            .Concat(catalogue.Models.SelectMany(Parameters));

    /// <summary>Accelerators on which <see cref="Bandwidth"/> had something to compare.</summary>
    public static int Comparable(Catalogue catalogue) =>
        catalogue.Accelerators.Count(a => a is { Bandwidth: not null, MemoryBusBits: not null, MemoryGbitPerPin: not null });

    /// <summary>Bus width × data rate ÷ 8 bits a byte.</summary>
    private static IEnumerable<CatalogueFinding> Bandwidth(Catalogue catalogue, Accelerator a)
    {
        if (a is not { Bandwidth: { } stated, MemoryBusBits: { } bus, MemoryGbitPerPin: { } rate })
            yield break;
        var computed = Domain.Quantities.Bandwidth.FromGigabytesPerSecond(bus.Value * rate.Value / 8);
        if (Math.Abs((computed / stated.Value) - 1) <= BandwidthTolerance)
            yield break;
        var dispute = catalogue.Disputes.FirstOrDefault(d => d.Subject == $"accelerator/{a.Id}" && d.Field == "bandwidth_gbs");
        yield return new("bandwidth-is-bus-times-rate", dispute is null ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, $"accelerator/{a.Id}",
            $"{bus.Value} bit × {rate.Value} Gbit/s is {computed}, stated is {stated.Value}.",
            dispute is null ? null : $"disputed: {string.Join(" against ", dispute.Claims.Select(c => $"{c.Value} ({c.Source})"))}");
    }

    /// <summary>A dense rate at lower precision is the 16-bit rate times 1, 2, 4 or 8, unless the value says why not.</summary>
    private static IEnumerable<CatalogueFinding> Rates(Accelerator a)
    {
        if ((a.Bf16Dense ?? a.Fp16Dense) is not { } sixteen)
            yield break;
        foreach (var (name, rate) in ((string, Sourced<ComputeRate>?)[])[("FP8", a.Fp8Dense), ("FP4", a.Fp4Dense), ("INT8", a.Int8Dense)])
        {
            if (rate is null || Ratios.Any(r => Math.Abs((rate.Value / sixteen.Value / r) - 1) <= RatioTolerance))
                continue;
            yield return new("dense-rates-are-multiples", rate.Note is null ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, $"accelerator/{a.Id}",
                $"{name} {rate.Value} is {rate.Value / sixteen.Value:0.##} times the 16-bit rate {sixteen.Value}.", rate.Note);
        }
    }

    private static IEnumerable<CatalogueFinding> Memory(Accelerator a)
    {
        if (a.VisibleMemory is { } visible && a.MemoryOptions.Count > 0 && visible.Value > a.LargestMemory.Value)
        {
            yield return new("visible-memory-fits", DiagnosticSeverity.Error, $"accelerator/{a.Id}",
                $"{visible.Value} are visible, but the largest option is {a.LargestMemory.Value}.");
        }
        if (a.MemoryOptions.Count == 0 && a.Kind != AcceleratorKind.Cpu)
            yield return new("memory-is-known", DiagnosticSeverity.Error, $"accelerator/{a.Id}", "Only a processor may have no memory of its own.");
    }

    private static IEnumerable<CatalogueFinding> Parameters(LanguageModel m)
    {
        if (m is { TotalParametersB: { } total, ActiveParametersB: { } active })
        {
            if (active.Value > total.Value)
                yield return new("active-parameters-within-total", DiagnosticSeverity.Error, $"model/{m.Id}", $"{active.Value} B active of {total.Value} B.");
            if (m.Kind == "dense" && active.Value < total.Value * 0.99)
            {
                var explanation = active.Note == total.Note ? null : active.Note;
                yield return new("dense-models-use-all-parameters", explanation is null ? DiagnosticSeverity.Error : DiagnosticSeverity.Info,
                    $"model/{m.Id}", $"{active.Value} B active of {total.Value} B.", explanation);
            }
        }
        if (m is { DecodeMatmulParametersB: { } matmul, ActiveParametersB: { } act } && matmul.Value > act.Value * 1.001)
            yield return new("matmul-parameters-within-active", DiagnosticSeverity.Error, $"model/{m.Id}", $"{matmul.Value} B in matrix products of {act.Value} B active.");
    }
}
