using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Speed;

namespace Rigwright.Reports.Plans;

/// <summary>How the parts of a plan are worded; shared by text, Markdown and HTML.</summary>
internal static class PlanWords
{
    public static string Money(Money money) => Text($"{money.Currency} {money.Amount:#,##0}");

    /// <summary>What was asked, in one sentence: the same under the title of every format.</summary>
    public static string Scope(PlanAnswer answer)
    {
        var r = answer.Requirements;
        return Text($"{r.Region.Name}, prices as of {Day(answer.Query.AsOf)}, budget {Money(r.Budget.Min)}-{Amount(r.Budget.Max)}, at least {r.Memory.Min.GB:0} GB for models (target {r.Memory.Target.GB:0}), noise {r.Noise}, outlet {r.Outlet.Name}.");
    }

    public static string Amount(Money? money) => money is { } m ? Text($"{m.Amount:#,##0}") : "?";

    /// <summary>To a hundredth, where amounts are added under each other.</summary>
    public static string Cents(Money? money) => money is { } m ? Text($"{m.Amount:#,##0.00}") : "?";

    /// <summary>With its currency, to a hundredth.</summary>
    public static string Exact(Money money) => $"{money.Currency} {Cents(money)}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Rate(TokenRate rate) => rate.TokensPerSecond < 10 ? Text($"{rate.TokensPerSecond:0.0}") : Text($"{rate.TokensPerSecond:0}");

    public static string Interval(Prediction prediction) => $"{Rate(prediction.Value)} ({Rate(prediction.Low)}-{Rate(prediction.High)})";

    public static string GiB(ByteSize size) => Text($"{size.GiB:0.0}");

    public static string Model(RoleServing serving) => $"{ShortModel(serving.Candidate.Model.Id.Value)} {Quantisation(serving.Quantisation)}";

    public static string ShortModel(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static string Quantisation(Quantisation quantisation) => quantisation.ToString() switch
    {
        "MXFP4_MOE" => "MXFP4",
        "mxfp4/group32" => "MXFP4 checkpoint",
        var other => other,
    };

    public static string EngineName(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp => "llama.cpp",
        EngineKind.Ollama => "Ollama",
        EngineKind.Vllm => "vLLM",
        EngineKind.Sglang => "SGLang",
        _ => "MLX",
    };

    public static string Where(RolePlacement role, Layout layout)
    {
        var names = role.Option.Devices.Select(d => layout.Devices[d].Device.Name).ToList();
        return names.Count == 1 ? names[0]
            : $"{string.Join(" + ", names)} ({(role.Serving.Split == SplitMode.Tensor ? "tensor parallel" : "layers split")})";
    }

    public static string Wall(Assessment assessment) => assessment.Power!.TryGet(out var power)
        ? power.Wall.TryGet(out var wall) ? Text($"{wall.Watts:0}") : Text($">{power.Dc.Watts:0}") : "?";

    public static string Noise(Assessment assessment) => assessment.Noise!.TryGet(out var noise)
        ? Text($"{(noise.Evidence == Domain.Provenance.Evidence.Assumed ? "~" : "")}{noise.Level.DecibelA:0}") : "?";

    public static string Shop(RigLine line) => line.Offer is { } offer
        ? (offer.Verified ? offer.Seller ?? OfferSource(offer) : "estimate")
        : line.PriceBasis is null ? "?" : "see notes";

    public static string Seen(RigLine line) => line.Offer is { } offer ? PriceQuote.TextOf(offer) : "";

    private static string OfferSource(Offer offer) => offer.Source.Value;

    public static string Form(Candidate candidate) => candidate.Rig.Form switch
    {
        RigForm.Machine => "complete machine",
        RigForm.Cluster => "cluster of complete machines",
        RigForm.Prebuilt => "vendor's model",
        _ => $"build on {PlatformNames.Of(candidate.Platform)}",
    };

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
