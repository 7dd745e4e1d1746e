using System.CommandLine;
using Rigwright.App.Land;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Formats.Catalogues;
using Rigwright.Reports.Land;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig prices land AMOUNT CURRENCY</c>: what a quote really costs at the buyer's door.</summary>
internal static class PricesLandCommand
{
    public static Command Create()
    {
        var price = new Argument<string>("amount") { Description = "Amount at the shop, for example 8000 or 8743.90" };
        var currency = new Argument<string>("currency") { Description = "CHF, EUR, USD or GBP" };
        var from = new Option<string?>("--from") { Description = "Country of the seller, for example DE; without it the vendor's", HelpName = "COUNTRY" };
        var to = new Option<string[]>("--to") { Description = "Country of the buyer; several (--to CH,FR,UK) are shown side by side", HelpName = "COUNTRY", DefaultValueFactory = _ => ["CH"] };
        var gross = new Option<bool>("--gross") { Description = "The seller's VAT is inside (the default)" };
        var net = new Option<bool>("--net") { Description = "No VAT is inside: a quote to a company, an export or US price" };
        var privately = new Option<bool>("--private") { Description = "A private seller: no VAT inside, none to deduct" };
        var vat = new Option<string?>("--vat") { Description = "VAT that the quote names; refused when the table has no such rate", HelpName = "PERCENT" };
        var freight = new Option<string?>("--freight") { Description = "Freight in the quote's currency, or with its own: \"120 CHF\"", HelpName = "AMOUNT" };
        var rate = new Option<string[]>("--rate") { Description = "Exchange rate to the first --to, EUR=0.94@2026-02-16, or between two, EUR:GBP=0.87@2026-02-16", HelpName = "RATE", DefaultValueFactory = _ => [] };
        var duty = new Option<string?>("--duty") { Description = "Duty; without it the catalogue's of the day", HelpName = "PERCENT" };
        var sales = new Option<string?>("--sales-tax") { Description = "US sales tax of state, county and city", HelpName = "PERCENT" };
        var carrier = new Option<string?>("--carrier") { Description = "Carrier whose clearance tariff counts, for example post", HelpName = "NAME" };
        var fee = new Option<string?>("--clearance") { Description = "The carrier's clearance fee in the buyer's currency", HelpName = "AMOUNT" };
        var percent = new Option<string?>("--clearance-percent") { Description = "What it adds, in percent of the value", HelpName = "PERCENT" };
        var most = new Option<string?>("--clearance-max") { Description = "The most that it is", HelpName = "AMOUNT" };
        var keeps = new Option<bool>("--seller-keeps-vat") { Description = "The seller does not deduct its VAT on an export" };
        var vendor = new Option<string?>("--vendor") { Description = "A vendor of the catalogue: its country, tax, delivery, warranty and returns", HelpName = "NAME" };
        var asOf = new Option<string?>("--as-of") { Description = "Day whose taxes count; without it the newest facts", HelpName = "DAY" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder; without it the shipped one", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "text or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("land", """
            What does this quote cost at your door? Every step with its rate, source and day (docs/formulas/landed-price.md).
            Examples:
              rig prices land 8000 EUR --from DE --net --to CH --freight 120 --rate EUR=0.94@2026-02-16
              rig prices land 21935 USD --vendor bizon --freight 350 --clearance 60 --rate USD=0.90@2026-02-16
              rig prices land 8000 EUR --from DE --net --to CH,FR,UK --rate EUR=0.94@2026-02-16 --rate EUR:GBP=0.87@2026-02-16 --duty 0
            Exit codes: 0 answered, 2 bad input, 3 the price is not known anywhere (what is missing is named).
            """)
        {
            price, currency, from, to, gross, net, privately, vat, freight, rate, duty, sales, carrier, fee, percent, most, keeps, vendor, asOf, catalogue, format,
        };
        command.SetAction(result => Run(new()
        {
            Price = result.GetRequiredValue(price),
            Currency = result.GetRequiredValue(currency),
            From = result.GetValue(from),
            To = [.. (result.GetValue(to) ?? []).SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Taxes = [.. Chosen((result.GetValue(gross), PriceTax.Gross), (result.GetValue(net), PriceTax.Net), (result.GetValue(privately), PriceTax.Private))],
            Vat = result.GetValue(vat),
            Freight = result.GetValue(freight),
            Rates = result.GetValue(rate) ?? [],
            Duty = result.GetValue(duty),
            SalesTax = result.GetValue(sales),
            Carrier = result.GetValue(carrier),
            Clearance = (result.GetValue(fee), result.GetValue(percent), result.GetValue(most)),
            SellerKeepsVat = result.GetValue(keeps),
            Vendor = result.GetValue(vendor),
            AsOf = result.GetValue(asOf),
        }, result.GetValue(catalogue), result.GetValue(format)!));
        return command;
    }

    private static IEnumerable<PriceTax> Chosen(params (bool Given, PriceTax Tax)[] flags) => flags.Where(f => f.Given).Select(f => f.Tax);

    private static int Run(LandRequest request, string? directory, string format)
    {
        if (CatalogueLocation.Find(directory) is not { } folder)
            return Refuse([new("RW7002", DiagnosticSeverity.Error, new("command line", 1, 1), "No catalogue was found; name its folder with --catalogue.")]);
        var loaded = CatalogueReader.Read(folder);
        if (loaded.Value is not { } catalogue)
            return Refuse(loaded.Diagnostics);
        var response = new LandHandler(catalogue).Handle(request);
        if (response.Answer is not { } answer)
            return Refuse(response.Diagnostics);
        if (format == "json")
            Console.Out.WriteLine(LandJson.Of(answer));
        else
            LandText.Write(Console.Out, answer);
        return answer.Places.Any(p => p.Price.IsKnown) ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }

    private static int Refuse(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        return ExitCodes.BadInput;
    }
}
