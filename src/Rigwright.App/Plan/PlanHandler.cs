using Rigwright.App.Land;
using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Formats.Requirements;

namespace Rigwright.App.Plan;

/// <summary>A request for a plan.</summary>
/// <param name="Requirements">Path of the requirements file.</param>
/// <param name="AsOf">The day whose prices count; null takes the file's, else the catalogue's newest.</param>
/// <param name="Prices">Path of the user's own price list, or null.</param>
/// <param name="Rates">Exchange rates given on the command line, <c>USD=0.90@2026-02-16</c>.</param>
public sealed record PlanRequest(string Requirements, DateOnly? AsOf, string? Prices, IReadOnlyList<string> Rates)
{
    /// <summary>How much is said beyond the ranking; null for nothing.</summary>
    public DecisionDepth? Depth { get; init; }

    /// <summary>The user's price history, whose offers count beside the catalogue's; null without one.</summary>
    public IPriceHistory? History { get; init; }

    /// <summary>Told the share of the device sets that are done, 0 to 1, from any thread, where the user's own prices make the search long; null tells nobody.</summary>
    public Action<double>? Progress { get; init; }

    /// <summary>The day on which the plan is made: no price of the user's list was seen after it. Null refuses none.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The currency of prices in the list that state none; null makes such a price an error.</summary>
    public Currency? ListCurrency { get; init; }

    /// <summary>Values that replace the file's: <c>budget.max=12000CHF</c>, <c>roles.main.context=200000</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

/// <summary>The plan, or what is wrong with the input.</summary>
/// <param name="Answer">The plan; null when a diagnostic is an error.</param>
/// <param name="Diagnostics">Everything to say about the input.</param>
public sealed record PlanResponse(PlanAnswer? Answer, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Plans again under the same prices; null when there is no plan.</summary>
    public Replanner? Replanner { get; init; }

    /// <summary>The user's price list; its good rows are there even when others are wrong. Null without one.</summary>
    public OwnPriceList? Prices { get; init; }
}

/// <summary>Makes a plan from a requirements file. The open parts are only loaded when a price list or the price history may name some.</summary>
public sealed class PlanHandler(Catalogue catalogue, Func<DateOnly, IRoleEstimator> estimatorOn, Func<OpenPartsCatalogue?>? openParts = null)
{
    private readonly PlanningSession _session = new(catalogue, estimatorOn);

    /// <summary>Says for a day how speeds are known; null leaves it out.</summary>
    public Func<DateOnly, PlanEvidence>? EvidenceOn { get; init; }

    /// <summary>Reads the input, and plans when nothing in it is an error.</summary>
    public PlanResponse Handle(PlanRequest request)
    {
        var loaded = RequirementsReader.Read(request.Requirements, catalogue, request.Settings);
        var diagnostics = loaded.Diagnostics.ToList();
        var currency = loaded.Value?.Budget.Max.Currency ?? Currency.Chf;
        var rates = RateOptions.Read(request.Rates, currency, diagnostics);
        var asOf = request.AsOf ?? loaded.Value?.AsOf ?? OfferSources.Newest(catalogue, request.History);
        var remembered = OfferSources.AsOf(catalogue, request.History, asOf);
        var open = request.Prices is null && !remembered.Any(o => PricedParts.IsOpen(o, catalogue)) ? null : openParts?.Invoke();
        var own = request.Prices is null ? null
            : OwnPriceReader.Read(request.Prices, new ItemMatcher(catalogue, open, keepsCards: true), asOf, request.Today ?? DateOnly.MaxValue, severalCurrencies: true, request.ListCurrency);
        diagnostics.AddRange(own?.Diagnostics ?? []);
        if (loaded.Value is not { } requirements || diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error))
            return new(null, diagnostics) { Prices = own?.Value };
        var counting = own?.Value?.Offers ?? [];
        var parts = open is null ? [] : PricedParts.Of(counting.Concat(remembered), open, catalogue);
        var query = new PriceQuery(asOf, requirements.Conditions, requirements.Region, currency, [.. rates, .. requirements.ExchangeRates])
        {
            Terms = requirements.Import,
            Rules = ImportRules.Of(catalogue),
            Horizon = new(catalogue, parts),
        };
        var session = open is null ? _session : new PlanningSession(catalogue, estimatorOn, parts) { Progress = request.Progress };
        var replanner = new Replanner(session, counting, remembered, query);
        // Memory and speed are asked on another core while this one looks for platforms; what is wrong in an answer shows where the plan asks for it.
        var ahead = request.Depth is null ? Task.CompletedTask : Task.Run(() => replanner.AskAhead(requirements));
        var answer = replanner.Plan(requirements, []) with
        {
            PriceList = PricedParts.Report(own?.Value, catalogue),
            PriceStore = request.History is { } history ? new(history.Description, history.Address, remembered.Count) : null,
        };
        if (request.Depth is { } depth)
        {
            // Models, room and evidence need nothing of the decision: another core finds them meanwhile.
            var estimator = session.EstimatorOn(asOf);
            var aside = Task.Run(() => (Models: ModelsOf(answer, depth, estimator), Study: PlanStudy.Of(answer, [.. OfferBook.Counting(catalogue, counting, remembered)], estimator),
                Evidence: EvidenceOn?.Invoke(asOf).In(answer)));
            var decision = replanner.Decide.Of(answer, depth);
            var varied = replanner.WithVariants(answer);
            var (models, study, evidence) = aside.GetAwaiter().GetResult();
            ahead.GetAwaiter().GetResult();
            answer = (evidence ?? answer) with { Decision = decision, Models = models, Study = study, Variants = varied.Variants, Front = varied.Front };
        }
        else
        {
            answer = EvidenceOn?.Invoke(asOf).In(answer) ?? answer;
        }
        return new(answer, diagnostics) { Replanner = replanner, Prices = own?.Value };
    }

    // A terminal shows the first rig with the models that have a score; a report also the others, and for the first rig every model.
    private List<ModelChoice> ModelsOf(PlanAnswer answer, DecisionDepth depth, IRoleEstimator estimator)
    {
        var chooser = new ModelChooser(catalogue, answer.Requirements, estimator, answer.Query.AsOf);
        var rigs = answer.Shortlist.Take(depth == DecisionDepth.Full ? int.MaxValue : 1).ToList();
        return [.. rigs.Select(r => chooser.Of(r.Rig, onlyScored: r.Rank > 1 || depth == DecisionDepth.Summary))];
    }
}
