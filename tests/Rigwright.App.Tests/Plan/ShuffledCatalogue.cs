using Rigwright.Domain.Catalogues;

namespace Rigwright.App.Tests.Plan;

/// <summary>The same facts in another order.</summary>
internal static class ShuffledCatalogue
{
    public static Catalogue Of(Catalogue c, int seed)
    {
        var random = new Random(seed);
        return new()
        {
            Sources = c.Sources,
            Disputes = c.Disputes,
            Accelerators = Shuffle(c.Accelerators),
            Parts = Shuffle(c.Parts),
            Vendors = Shuffle(c.Vendors),
            Prebuilts = Shuffle(c.Prebuilts),
            Offers = Shuffle(c.Offers),
            Models = Shuffle(c.Models),
            Engines = c.Engines,
            Regions = c.Regions,
            Parameters = c.Parameters,
            PowerFacts = c.PowerFacts,
            NoiseFacts = Shuffle(c.NoiseFacts),
            AcceleratorNames = c.AcceleratorNames,
            ModelNames = c.ModelNames,
            PartNames = c.PartNames,
            CollectedOn = c.CollectedOn,
        };

        T[] Shuffle<T>(IReadOnlyList<T> items)
        {
            var copy = items.ToArray();
            random.Shuffle(copy);
            return copy;
        }
    }
}
