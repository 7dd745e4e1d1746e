using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Land;

/// <summary>A quote to land, as it was typed. Nothing is checked yet, so that every problem can be reported at once.</summary>
public sealed record LandRequest
{
    /// <summary>Amount at the shop.</summary>
    public required string Price { get; init; }

    /// <summary>Its currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Country of the seller; null takes the vendor's.</summary>
    public string? From { get; init; }

    /// <summary>Countries of the buyer.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Which taxes were named: at most one of gross, net and private.</summary>
    public IReadOnlyList<PriceTax> Taxes { get; init; } = [];

    /// <summary>VAT that the quote names, in percent; held against the table.</summary>
    public string? Vat { get; init; }

    /// <summary>Freight, in the quote's currency or with its own (<c>120 CHF</c>).</summary>
    public string? Freight { get; init; }

    /// <summary>Exchange rates.</summary>
    public IReadOnlyList<string> Rates { get; init; } = [];

    /// <summary>Duty in percent.</summary>
    public string? Duty { get; init; }

    /// <summary>US sales tax in percent.</summary>
    public string? SalesTax { get; init; }

    /// <summary>Carrier whose clearance tariff counts.</summary>
    public string? Carrier { get; init; }

    /// <summary>Clearance fee: base, and optionally percent of the value and a maximum.</summary>
    public (string? Base, string? Percent, string? Max) Clearance { get; init; }

    /// <summary>Does the seller keep its VAT on an export?</summary>
    public bool SellerKeepsVat { get; init; }

    /// <summary>A vendor of the catalogue.</summary>
    public string? Vendor { get; init; }

    /// <summary>The day whose taxes count; null takes the catalogue's.</summary>
    public string? AsOf { get; init; }
}

/// <summary>A quote landed in one country.</summary>
/// <param name="To">The buyer's country.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Price">The landed price, or what is missing.</param>
public sealed record LandedIn(Region To, Currency Currency, Answer<LandedPrice> Price);

/// <summary>The answer to a <see cref="LandRequest"/>.</summary>
/// <param name="Shipment">What was landed.</param>
/// <param name="AsOf">The day.</param>
/// <param name="FromName">Name of the seller's country.</param>
/// <param name="Places">One answer a country, in the order asked.</param>
public sealed record LandAnswer(Shipment Shipment, DateOnly AsOf, string FromName, IReadOnlyList<LandedIn> Places);

/// <summary>The answer, or what is wrong with the input.</summary>
/// <param name="Answer">Null when a diagnostic is an error.</param>
/// <param name="Diagnostics">Every problem.</param>
public sealed record LandResponse(LandAnswer? Answer, IReadOnlyList<Diagnostic> Diagnostics);
