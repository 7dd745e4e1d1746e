using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>Every fixed amount of memory beside weights, caches and buffers, with its source (docs/formulas/overhead.md).</summary>
public static class OverheadConstants
{
    /// <summary>CUDA context of one llama.cpp process on one device: the upper end of the published 120 to 550 MB
    /// (ggml-org/llama.cpp PR #20595); a full accounting on an 8 GB card showed 153 MiB.</summary>
    public static readonly ByteSize CudaContext = ByteSize.FromGB(0.55);

    /// <summary>Assumed: as much as for CUDA; no source was found for ROCm and Vulkan.</summary>
    public static readonly ByteSize OtherContext = CudaContext;

    /// <summary>Metal: what Ollama sets aside (512 MiB, ollama ml/device.go at fb3076099).</summary>
    public static readonly ByteSize MetalContext = ByteSize.FromMiB(512);

    /// <summary>What Ollama sets aside on every other device (457 MiB, ollama ml/device.go at fb3076099).</summary>
    public static readonly ByteSize OllamaReserve = ByteSize.FromMiB(457);

    /// <summary>CUDA context of a PyTorch process with lazy loading (about 300 MB, pytorch issue #107667).</summary>
    public static readonly ByteSize PyTorchContext = ByteSize.FromGB(0.3);

    /// <summary>NCCL buffers of one tensor-parallel rank (342 to 392 MB, aiconfigurator systems files; the upper end).</summary>
    public static readonly ByteSize Nccl = ByteSize.FromGB(0.392);

    /// <summary>vLLM's captured CUDA graphs on one device (2,464 MiB reported for Yi-34B on 4 RTX 4090, vllm issue #7553).</summary>
    public static readonly ByteSize VllmGraphs = ByteSize.FromMiB(2464);

    /// <summary>Share of the device's memory that vLLM uses (gpu_memory_utilization, default of current releases).</summary>
    public const double VllmUtilisation = 0.92;

    /// <summary>Memory that the driver of a discrete card keeps for itself when no visible size is catalogued: 406 MiB of 8,151 MiB on an
    /// 8 GB RTX card (community accounting to 1 MiB).</summary>
    public static readonly ByteSize DriverReserve = ByteSize.FromMiB(406);

    /// <summary>A desktop with a display on the card (fitllm 2.18.0 reserves 1.2 GB for a Linux desktop against 0.6 GB headless).</summary>
    public static readonly ByteSize DesktopReserve = ByteSize.FromGB(0.6);

    /// <summary>Assumed: what a headless Linux keeps of a unified memory, with the engine's own process.</summary>
    public static readonly ByteSize UnifiedSystemReserve = ByteSize.FromGiB(4);

    /// <summary>What macOS keeps when the wired limit is raised as far as is sensible (fitllm 2.18.0: 6 to 7 GB and 2 GB; the upper end).</summary>
    public static readonly ByteSize MacSystemReserve = ByteSize.FromGB(9);

    /// <summary>Share of a Mac's memory that the GPU may wire up to <see cref="MacSmallLimit"/> (2/3) by default.</summary>
    public const double MacSmallShare = 2.0 / 3.0;

    /// <summary>Share above <see cref="MacSmallLimit"/> (3/4) by default; <c>sudo sysctl iogpu.wired_limit_mb</c> raises it.</summary>
    public const double MacLargeShare = 0.75;

    /// <summary>Largest memory with the smaller share.</summary>
    public static readonly ByteSize MacSmallLimit = ByteSize.FromGiB(32);

    /// <summary>Share of a Ryzen AI Max's memory that its graphics may use by default (the 75 % carve-out of Windows); Linux can raise it to
    /// about 108 to 120 GB of 128 GB.</summary>
    public const double RyzenShare = 0.75;
}
