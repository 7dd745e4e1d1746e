using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Speed;

/// <summary>What the attention of one token reads and computes, all layers together. The sizes are those of <see cref="KvCacheCalculator"/>:
/// a cache is read as it is stored.</summary>
/// <param name="Full">Bytes a token of context in full-attention layers, at 16 bit.</param>
/// <param name="Windowed">Bytes a token in sliding-window layers, at 16 bit.</param>
/// <param name="Window">The window in tokens; 0 when there is none.</param>
/// <param name="State">Bytes of recurrent state of one sequence.</param>
/// <param name="FullFlops">FLOP a token and position of context in full-attention layers.</param>
/// <param name="WindowFlops">The same in sliding-window layers.</param>
internal readonly record struct CacheReads(double Full, double Windowed, int Window, double State, double FullFlops, double WindowFlops)
{
    private static readonly KvElement SixteenBit = KvElement.Find(KvType.F16, EngineKind.LlamaCpp)!.Value;

    /// <summary>Of a model. Layers that share an earlier layer's cache read it, too.</summary>
    public static CacheReads Of(ModelArchitecture architecture)
    {
        double full = 0, windowed = 0, fullFlops = 0, windowFlops = 0;
        var window = 0;
        foreach (var mixer in architecture.Layers.SelectMany(l => l.Mixers))
        {
            var read = CacheClass.ReadBy(mixer);
            var bytes = (double)SixteenBit.BytesOf(read.KeyElements + read.ValueElements);
            var flops = FlopsOf(mixer);
            if (read.Window > 0)
            {
                window = Math.Max(window, read.Window);
                windowed += bytes;
                windowFlops += flops;
            }
            else
            {
                full += bytes;
                fullFlops += flops;
            }
        }
        var profile = CacheProfile.Of(architecture);
        var stored = KvCacheCalculator.Of(profile, profile.LayersPerClass, new(1, 1, KvType.F16, EngineKind.LlamaCpp), SixteenBit);
        return new(full, windowed, window, stored.State, fullFlops, windowFlops);
    }

    private static double FlopsOf(TokenMixer mixer) => mixer switch
    {
        // Absorbed form: every head works on the latent vector with its rotary part and returns the latent vector.
        LatentAttention latent => 2.0 * latent.Heads * (2 * latent.KvLoraRank + latent.RopeDim),
        SoftmaxAttention attention => 2.0 * attention.Heads * (attention.KeyDim + attention.ValueDim),
        _ => 0,
    };
}
