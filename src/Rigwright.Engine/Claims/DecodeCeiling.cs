using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Claims;

/// <summary>The fastest decoding that memory bandwidth allows, with no other cost at all: a bound, never a prediction.</summary>
public static class DecodeCeiling
{
    /// <summary>The ceilings of a step that reads some bytes once.</summary>
    /// <param name="devices">The devices, every one with a known bandwidth.</param>
    /// <param name="bytes">Bytes that a step reads, above 0.</param>
    /// <returns>With whole layers on each device (they read one after the other; the split that suits the faster ones best), and with every tensor divided over all devices.</returns>
    public static (TokenRate Layers, TokenRate Tensors) Of(IReadOnlyList<RigDevice> devices, double bytes)
    {
        var rates = devices.Select(d => d.Accelerator.Bandwidth!.Value.BytesPerSecond).OrderDescending().ToList();
        // A layer split cannot beat all weights on the fastest device.
        return (TokenRate.FromTokensPerSecond(rates[0] / bytes), TokenRate.FromTokensPerSecond(rates.Sum() / bytes));
    }
}
