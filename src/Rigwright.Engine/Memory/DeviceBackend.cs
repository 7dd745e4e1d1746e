using Rigwright.Domain.Hardware;

namespace Rigwright.Engine.Memory;

/// <summary>The compute interface through which an engine uses a device.</summary>
public enum DeviceBackend
{
    /// <summary>NVIDIA CUDA.</summary>
    Cuda,

    /// <summary>AMD ROCm (HIP).</summary>
    Rocm,

    /// <summary>Apple Metal.</summary>
    Metal,

    /// <summary>Vulkan: everything else with a graphics driver.</summary>
    Vulkan,

    /// <summary>No device: the processor computes from system memory.</summary>
    Cpu,
}

/// <summary>Which backend a device is used through.</summary>
public static class DeviceBackends
{
    /// <summary>The best backend that a device has. Machines of other makers around NVIDIA chips (ASUS, Dell, …) are known by their compute capability.</summary>
    public static DeviceBackend Of(Accelerator accelerator)
    {
        if (accelerator.Kind == AcceleratorKind.Cpu)
            return DeviceBackend.Cpu;
        var architecture = accelerator.Architecture?.Value ?? "";
        return accelerator.Vendor switch
        {
            "Apple" => DeviceBackend.Metal,
            "NVIDIA" => DeviceBackend.Cuda,
            "AMD" => DeviceBackend.Rocm,
            _ when architecture.StartsWith("sm_", StringComparison.OrdinalIgnoreCase) => DeviceBackend.Cuda,
            _ when architecture.StartsWith("gfx", StringComparison.OrdinalIgnoreCase) => DeviceBackend.Rocm,
            _ => DeviceBackend.Vulkan,
        };
    }
}
