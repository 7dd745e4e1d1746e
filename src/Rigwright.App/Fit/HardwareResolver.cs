using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Fit;

/// <summary>Turns the hardware of a query into a placement.</summary>
internal sealed class HardwareResolver(Catalogue catalogue, FitQuery query, FitFindings findings, List<string> notes)
{
    /// <summary>Most devices that a fit is computed for.</summary>
    private const int MaxDevices = 64;

    /// <summary>A limit in watts beyond which no device is sold.</summary>
    private const int MaxWatts = 10_000;

    public Placement? Resolve()
    {
        var count = findings.InRange("--count", query.Count, 1, MaxDevices);
        Power? cap = query.PowerCapWatts is { } watts ? Power.FromWatts(findings.InRange("--power-cap", watts, 1, MaxWatts)) : null;
        var devices = new List<MemoryDevice>();
        // The whole text first: names such as "Max+ 395" hold the separator themselves.
        var names = catalogue.AcceleratorNames.Knows(NameOf(query.Hardware)) ? [query.Hardware] : query.Hardware.Split(['+', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (Device(name) is { } device)
                devices.AddRange(Enumerable.Repeat(device with { Cap = cap }, count));
        }
        if (findings.Bag.HasErrors || devices.Count == 0)
            return null;
        return new() { Devices = devices, Split = Split(devices.Count), Shares = Shares(devices.Count), ExpertsOnHost = query.ExpertsOnHost };
    }

    private static string NameOf(string text) => text.LastIndexOf('@') is > 0 and var at ? text[..at] : text;

    private MemoryDevice? Device(string text)
    {
        var name = NameOf(text);
        var memory = name.Length < text.Length ? text[(name.Length + 1)..] : query.Memory;
        if ((OneChip(name, memory) ?? findings.Resolve(catalogue.AcceleratorNames, name, "hardware", FitCodes.UnknownHardware, FitCodes.AmbiguousHardware)) is not { } id)
            return null;
        var accelerator = catalogue.Find(new AcceleratorId(id))!;
        if (memory is not null)
            return Chosen(accelerator, memory);
        if (accelerator.MemoryOptions.Count == 0)
        {
            findings.Error(FitCodes.NoSuchMemory, name, $"{accelerator.Name} has no memory of its own.", "Say how much the machine has: --memory 128GB.");
            return null;
        }
        if (accelerator.MemoryOptions.Count > 1)
            notes.Add($"{accelerator.Name} is sold with {Options(accelerator)}: the largest is taken; choose with --memory.");
        return MemoryDevice.Largest(accelerator);
    }

    // A chip that is sold only inside machines ("Ryzen AI Max+ 395"): they decode alike, so the name means the machine with the stated memory, else with the most.
    private string? OneChip(string name, string? memory)
    {
        var meant = catalogue.AcceleratorNames.Resolve(name).Ids.Select(i => catalogue.Find(new AcceleratorId(i))!).ToList();
        if (meant.Count < 2 || meant.Select(a => DeviceProfile.From(a).TryGet(out var profile) ? profile.Chip : a.Id.Value).Distinct().Count() > 1)
            return null;
        var machines = meant.Where(a => a.Kind == AcceleratorKind.System && a.MemoryOptions.Count > 0).ToList();
        if (machines.Count == 0)
            return null;
        if (memory is not null && FitWords.TryMemory(memory, out var size))
            return machines.Find(a => a.MemoryOptions.Any(o => o.Value == size))?.Id.Value;
        var largest = machines.MaxBy(a => a.LargestMemory.Value.Bytes)!;
        notes.Add($"{name} is sold in {string.Join(", ", machines.Select(a => a.Name))}: {largest.Name} is taken; choose with --memory.");
        return largest.Id.Value;
    }

    private MemoryDevice? Chosen(Accelerator accelerator, string text)
    {
        if (!FitWords.TryMemory(text, out var size))
        {
            findings.Error(FitCodes.NoSuchMemory, text, $"'{text}' is no memory size.", "Write it like 256GB.");
            return null;
        }
        if (accelerator.MemoryOptions.Count == 0 || accelerator.MemoryOptions.Any(o => o.Value == size))
            return new(accelerator, size);
        findings.Error(FitCodes.NoSuchMemory, text, $"{accelerator.Name} is not sold with {text}.", $"It has {Options(accelerator)}.");
        return null;
    }

    private static string Options(Accelerator accelerator) =>
        string.Join(", ", accelerator.MemoryOptions.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value.GiB:0} GB")));

    private SplitMode Split(int devices)
    {
        if (query.Split is { } word)
            return findings.Choose(word, FitWords.Splits, "split (layer, tensor, replica)") ?? SplitMode.Layer;
        var tensor = devices > 1 && FitWords.Engines.TryGetValue(query.Engine, out var engine) && engine is EngineKind.Vllm or EngineKind.Sglang;
        return tensor ? SplitMode.Tensor : SplitMode.Layer;
    }

    private List<double>? Shares(int devices)
    {
        if (query.TensorSplit is not { } text)
            return null;
        var shares = new List<double>();
        foreach (var word in text.Split(','))
        {
            if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share))
                shares.Add(share);
        }
        if (shares.Count == devices && shares.Count == text.Split(',').Length && shares.Sum() > 0)
            return shares;
        findings.Error(FitCodes.OutOfRange, text, $"'{text}' does not give {devices} proportions.", "Write one number for each device: 3,1.");
        return null;
    }
}
