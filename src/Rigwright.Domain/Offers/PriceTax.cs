namespace Rigwright.Domain.Offers;

/// <summary>Which tax is inside a price at the shop.</summary>
public enum PriceTax
{
    /// <summary>The VAT of the seller's country is inside: what a shop shows to people at home.</summary>
    Gross,

    /// <summary>No VAT is inside: a quote to a company, an export price, a US price before sales tax.</summary>
    Net,

    /// <summary>A private seller: no VAT is inside, none can be deducted and none is added at home.</summary>
    Private,
}
