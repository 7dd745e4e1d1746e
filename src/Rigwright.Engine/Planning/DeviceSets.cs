using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Planning;

/// <summary>Which devices are put together: the one place where counts and mixtures are decided.</summary>
public static class DeviceSets
{
    /// <summary>Most cards in one build: boards of the catalogue's platforms have up to seven long slots, but cases, power supplies and household
    /// circuits end before that.</summary>
    public const int MaxCards = 4;

    /// <summary>Most machines in a cluster without an expensive switch between them.</summary>
    public const int MaxMachines = 3;

    /// <summary>One to four equal cards, and every pair of two different cards that one engine build can use together.</summary>
    public static IEnumerable<IReadOnlyList<DeviceCount>> OfCards(IReadOnlyList<DeviceChoice> devices)
    {
        var cards = devices.Where(d => d.IsCard).ToList();
        foreach (var card in cards)
        {
            for (var count = 1; count <= MaxCards; count++)
                yield return [new(card, count)];
        }
        for (var i = 0; i < cards.Count; i++)
        {
            for (var j = i + 1; j < cards.Count; j++)
            {
                if (cards[i].Accelerator.Id != cards[j].Accelerator.Id && DeviceBackends.Of(cards[i].Accelerator) == DeviceBackends.Of(cards[j].Accelerator))
                    yield return Larger(cards[i], cards[j]);
            }
        }
    }

    /// <summary>One machine, and clusters of two and three where the machine has a link for it.</summary>
    public static IEnumerable<DeviceCount> OfMachines(IReadOnlyList<DeviceChoice> devices)
    {
        foreach (var machine in devices.Where(d => !d.IsCard && d.Accelerator.Kind != Domain.Hardware.AcceleratorKind.Cpu))
        {
            yield return new(machine, 1);
            if (!HasClusterLink(machine))
                continue;
            for (var count = 2; count <= MaxMachines; count++)
                yield return new(machine, count);
        }
    }

    private static bool HasClusterLink(DeviceChoice machine) =>
        machine.Accelerator.Link?.Value.Kind.Contains("ConnectX", StringComparison.OrdinalIgnoreCase) == true;

    private static IReadOnlyList<DeviceCount> Larger(DeviceChoice a, DeviceChoice b) =>
        a.Memory >= b.Memory ? [new(a, 1), new(b, 1)] : [new(b, 1), new(a, 1)];
}
