using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>Memory of a device that an engine's process takes beside weights, caches and buffers (docs/formulas/overhead.md).</summary>
public static class EngineOverhead
{
    private const long MiB = 1L << 20;

    /// <summary>Per process and device.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="device">The device.</param>
    /// <param name="ranks">Tensor-parallel ranks; 1 for none.</param>
    public static ByteSize PerDevice(EngineKind engine, MemoryDevice device, int ranks) => engine switch
    {
        EngineKind.Ollama => Larger(Context(device.Accelerator), OllamaReserve(device.Accelerator)),
        EngineKind.Vllm => OverheadConstants.PyTorchContext + Collective(ranks),
        EngineKind.Sglang => OverheadConstants.PyTorchContext + Collective(ranks) + SglangReserve(device.Memory, ranks),
        _ => Context(device.Accelerator),
    };

    /// <summary>Context of a process on a device.</summary>
    public static ByteSize Context(Accelerator accelerator) => DeviceBackends.Of(accelerator) switch
    {
        DeviceBackend.Cuda => OverheadConstants.CudaContext,
        DeviceBackend.Metal => OverheadConstants.MetalContext,
        DeviceBackend.Cpu => ByteSize.Zero,
        _ => OverheadConstants.OtherContext,
    };

    /// <summary>What SGLang sets aside of a device for activations and CUDA graphs (server_args.py, 2026; values in MiB):
    /// 512 + 1.5 · max(chunked prefill, 2048) + 2 · largest graph batch + TP/8 · 1024, at least 10,240 above 60 GiB.</summary>
    public static ByteSize SglangReserve(ByteSize memory, int ranks)
    {
        // Assumed: the tiers of chunked prefill and graph batch by memory; the server derives them in code that was not read line by line.
        var (chunk, batch) = memory.GiB switch
        {
            < 35 => (2048, 24),
            < 60 => (4096, 32),
            _ => (8192, 256),
        };
        var reserved = 512 + 3 * Math.Max(chunk, 2048) / 2 + 2 * batch + (ranks > 1 ? ranks * 1024 / 8 : 0);
        return ByteSize.FromBytes((memory.GiB > 60 ? Math.Max(reserved, 10_240) : reserved) * MiB);
    }

    private static ByteSize OllamaReserve(Accelerator accelerator) =>
        DeviceBackends.Of(accelerator) == DeviceBackend.Metal ? OverheadConstants.MetalContext : OverheadConstants.OllamaReserve;

    private static ByteSize Collective(int ranks) => ranks > 1 ? OverheadConstants.Nccl : ByteSize.Zero;

    private static ByteSize Larger(ByteSize a, ByteSize b) => a > b ? a : b;
}
