using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

/// <summary>SYNTHETIC prices for every open part: made up from a seed for benchmarks and tests, never shipped and never shown as a price.</summary>
internal static class SyntheticPrices
{
    /// <summary>A log-normal price around a typical one of the kind, larger for larger parts, so that the cheap ones are not all useless.</summary>
    public static List<PartPrice> Of(IEnumerable<Part> parts, int seed)
    {
        var random = new Random(seed);
        return [.. parts.Where(p => p is not (GraphicsCard or Cable)).Select(p => new PartPrice(p, Money.Chf(Math.Round((decimal)(Typical(p) * Math.Exp(0.45 * Normal(random))), 2))))];
    }

    private static double Typical(Part part) => part switch
    {
        Cpu p => 60 + (18 * (p.Cores?.Value ?? 6)),
        Motherboard p => p.FormFactor?.Value is "E-ATX" or "SSI CEB" or "SSI EEB" ? 600 : 180,
        MemoryKit p => 20 + (3.2 * (p.Capacity?.GiB ?? 16)),
        PowerSupply p => 30 + (0.13 * (p.Rating?.Value.Watts ?? 600)),
        Domain.Parts.Case => 110,
        Cooler p => p.Liquid?.Value == true ? 130 : 50,
        Drive p => 25 + (0.06 * (p.Capacity?.Value.GB ?? 500)),
        _ => 50,
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
