using System.CommandLine;
using Rigwright.App.Build;
using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Reports.Build;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig build</c>: the cheapest machine around some cards, proven.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        var devices = new Argument<string[]>("devices") { Description = "Cards, for example \"2x rtx-5090\"; \"rtx-5090@400W\" is capped, \"any\" stands for any 1 to 4 equal cards", Arity = ArgumentArity.OneOrMore };
        var or = new Option<string[]>("--or") { Description = "Another set of cards to compare with, for example \"2x rtx-3090 + rtx-5090\"; may be given several times", HelpName = "CARDS" };
        var model = new Option<string?>("--model") { Description = "Compare the sets by the decode speed of this model (as in rig fit) instead of by memory bandwidth", HelpName = "MODEL" };
        var quant = new Option<string?>("--quant") { Description = "Quantisation of the model", HelpName = "QUANT" };
        var context = new Option<int?>("--context") { Description = "Context of the model in tokens", HelpName = "TOKENS" };
        var prices = new Option<string?>("--prices") { Description = PricesShared.OwnPrices + "; any of the catalogue's and the 26,000 open parts and cards", HelpName = "FILE" };
        var store = StoreOption.Create();
        var onlyList = new Option<bool>("--only-list") { Description = "Only what the price list names can be chosen: neither the catalogue's offers nor your price history's count" };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "Day whose prices count; without it the newest", HelpName = "DAY" };
        var currency = PricesShared.Currency();
        var rate = new Option<string[]>("--rate") { Description = "Exchange rate, for example USD=0.90@2026-02-16", HelpName = "RATE" };
        var condition = new Option<string[]>("--condition") { Description = "Accept only new, refurbished or used things; may be given several times", HelpName = "WORD" };
        var keep = new Option<string[]>("--keep") { Description = "A part that is chosen already and stays (id, part number or name)", HelpName = "PART" };
        var own = new Option<string[]>("--own") { Description = "A part or card that is there already but may be replaced: it costs nothing; \"2x …\" for several", HelpName = "PART" };
        var memory = new Option<double?>("--min-memory") { Description = "Least system memory in GiB", HelpName = "GIB" };
        var cardMemory = new Option<double?>("--min-card-memory") { Description = "Least memory of all cards together in GiB: a set that holds less is no choice", HelpName = "GIB" };
        var maxPrice = new Option<decimal?>("--max-price") { Description = "The most that cards and parts may cost together: a set that costs more is no choice", HelpName = "PRICE" };
        maxPrice.Validators.Add(r => { if (r.GetValueOrDefault<decimal?>() is <= 0 or > 1e9m) r.AddError("--max-price is above 0 and at most 1e9."); });
        var storage = new Option<double?>("--min-storage") { Description = "Least storage in GB", HelpName = "GB" };
        var noise = new Option<double?>("--max-noise") { Description = "Loudest level at full load in dBA: what is louder is a warning of noise.limit, what is not known an unknown", HelpName = "DBA" };
        var engine = new Option<string[]>("--engine") { Description = "An engine that is to run on the cards, for example llama.cpp; may be given several times", HelpName = "ENGINE" };
        var system = new Option<string?>("--os") { Description = "Operating system that the engines need to exist for: linux, windows or macos", HelpName = "OS" };
        system.AcceptOnlyFromAmong([.. InferenceEngine.OperatingSystems]);
        var region = new Option<string>("--region") { Description = "Country whose outlet feeds the machine", DefaultValueFactory = _ => "CH" };
        var warning = new Option<decimal>("--warning-worth") { Description = "What avoiding a warning is worth", DefaultValueFactory = _ => 0 };
        var unknown = new Option<decimal>("--unknown-worth") { Description = "What avoiding an unknown fact is worth", DefaultValueFactory = _ => 0 };
        var refuse = new Option<string[]>("--refuse-unknown") { Description = "Accept no unknown of this rule, for example case.card-length", HelpName = "RULE" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Folder of the catalogue instead of the shipped data/" };
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        NotNegative(memory, cardMemory, storage, noise);
        NotNegative(warning, unknown);
        var command = new Command("build", """
            Find the cheapest machine that carries some cards and breaks no rule, proven over all combinations of the priced parts. Examples:
              the cheapest machine, at the catalogue's prices:
                ./rig build "2x rtx-3090" --min-memory 64 --min-storage 1000
              complete a half-chosen list (what is kept stays and costs nothing more):
                ./rig build rtx-5090 --keep cpu-9950x --keep case-define-7 --prices my-prices.csv
              what must change for a second card (what you own may stay or go; name the card you have with --own too):
                ./rig build "2x rtx-3090" --own rtx-3090 --own cpu-7500f --own BN345 --own case-dbp-901
              which cards: the front of price, memory, speed, noise and power over several sets:
                ./rig build "2x rtx-3090" --or rtx-5090 --or "2x rtx-5090" --model openai/gpt-oss-120b
              what a power cap changes (price, speed, noise, power):
                ./rig build "2x rtx-5090" --or "2x rtx-5090@400W" --model openai/gpt-oss-120b
              any cards: what no other set beats, under a price and with enough memory:
                ./rig build any --max-price 6000 --min-card-memory 48 --model openai/gpt-oss-120b
            Exit codes: 0 answered, 2 bad input, 3 no acceptable build within the limits (the nearest miss is shown).
            """)
        { devices, or, model, quant, context, prices, store, onlyList, asOf, currency, rate, condition, keep, own, memory, cardMemory, maxPrice, storage, noise, engine, system, region, warning, unknown, refuse, catalogue, format };
        command.SetAction(result =>
        {
            Heap.CollectNothingBefore(Heap.ForAllParts);
            var loaded = PartsLoader.Load(result.GetValue(catalogue));
            if (loaded.Value is null)
                return Fail(loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            BuildCommandResponse response;
            try
            {
                using var history = result.GetValue(onlyList) ? null : StoreOption.OpenExisting(result.GetValue(store));
                response = BuildHandler.Handle(Request(history), loaded.Value);
            }
            catch (StoreException exception)
            {
                return StoreOption.Report(exception);
            }
            var code = Fail(response.Diagnostics);
            if (response.HasErrors)
            {
                // The good rows are reported, and nothing of the list is used.
                if (response.Prices is { } list)
                    PricesShared.NothingUsed(list);
                return code;
            }
            if (result.GetValue(format) == "json")
                Console.Out.WriteLine(BuildJson.Write(response));
            else
                BuildText.Write(Console.Out, response);
            return response.IsAnswered ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;

            BuildCommandRequest Request(IPriceHistory? history) => new()
            {
                History = history,
                Today = PricesShared.Today(),
                Devices = result.GetRequiredValue(devices),
                Alternatives = result.GetValue(or) ?? [],
                Model = result.GetValue(model),
                Quant = result.GetValue(quant),
                Context = result.GetValue(context),
                Catalogue = result.GetValue(catalogue),
                Prices = result.GetValue(prices),
                CatalogueOffers = !result.GetValue(onlyList),
                AsOf = result.GetValue(asOf),
                ListCurrency = PricesShared.CurrencyOf(result.GetValue(currency)),
                Rates = result.GetValue(rate) ?? [],
                Conditions = result.GetValue(condition) ?? [],
                Keep = result.GetValue(keep) ?? [],
                Own = result.GetValue(own) ?? [],
                MinMemoryGib = result.GetValue(memory),
                MinCardMemoryGib = result.GetValue(cardMemory),
                MaxPrice = result.GetValue(maxPrice),
                Engines = result.GetValue(engine) ?? [],
                OperatingSystem = result.GetValue(system),
                MaxNoiseDba = result.GetValue(noise),
                MinStorageGb = result.GetValue(storage),
                Region = result.GetRequiredValue(region),
                WarningWorth = result.GetValue(warning),
                UnknownWorth = result.GetValue(unknown),
                RefuseUnknown = result.GetValue(refuse) ?? [],
            };
        });
        return command;
    }

    private static int Fail(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        return ExitCodes.BadInput;
    }

    private static void NotNegative(params Option<double?>[] options)
    {
        foreach (var option in options)
            option.Validators.Add(r => { if (r.GetValueOrDefault<double?>() is { } number and not (>= 0 and <= 1e9)) r.AddError($"{option.Name} is between 0 and 1e9."); });
    }

    private static void NotNegative(params Option<decimal>[] options)
    {
        foreach (var option in options)
            option.Validators.Add(r => { if (r.GetValueOrDefault<decimal>() is < 0 or > 1_000_000) r.AddError($"{option.Name} is between 0 and 1,000,000."); });
    }
}
