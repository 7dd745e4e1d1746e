using System.Globalization;
using Rigwright.App.Fit;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Spectre.Console;

namespace Rigwright.Reports.Fit;

/// <summary>The answer of <c>rig fit</c> for people: a table of the memory, a bar for each device, and what would still fit.</summary>
public static class FitText
{
    /// <summary>Width of the output that is not shown on a terminal.</summary>
    public const int PlainWidth = 120;

    /// <summary>Writes the answer.</summary>
    public static void Render(FitAnswer answer, IAnsiConsole console)
    {
        if (!answer.Verdict.TryGet(out var verdict))
        {
            console.MarkupLine("[yellow]Unknown.[/] What is missing:");
            foreach (var missing in answer.Verdict.Missing)
                console.MarkupLineInterpolated($"  - {missing}");
            return;
        }
        Headline(console, answer, verdict);
        console.Write(MemoryTable(verdict));
        foreach (var device in verdict.Devices)
            Bar(console, device);
        Legend(console);
        WhatElse(console, answer, verdict);
        FitSpeedsText.Render(answer, verdict, console);
        Footnotes(console, answer, verdict);
    }

    /// <summary>The engine's name.</summary>
    public static string NameOf(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp => "llama.cpp",
        EngineKind.Ollama => "ollama",
        EngineKind.Vllm => "vllm",
        EngineKind.Sglang => "sglang",
        _ => "mlx",
    };

    /// <summary>The cache type's name.</summary>
    public static string NameOf(KvType type) => type switch
    {
        KvType.F16 => "f16",
        KvType.Q8_0 => "q8_0",
        KvType.Q4_0 => "q4_0",
        _ => "fp8",
    };

    /// <summary>The evidence in words.</summary>
    public static string NameOf(Evidence evidence) => evidence switch
    {
        Evidence.MeasuredHere => "measured here",
        Evidence.MeasuredByOthers => "measured by others",
        Evidence.VendorSpec => "vendor specification",
        Evidence.DerivedFromSpec => "derived from specification",
        Evidence.CommunityReport => "community report",
        _ => "assumed",
    };

    private static void Headline(IAnsiConsole console, FitAnswer answer, FitVerdict verdict)
    {
        var hardware = string.Join(" + ", verdict.Devices.GroupBy(d => (d.Device.Accelerator.Name, d.Device.Memory))
            .Select(g => (g.Count() > 1 ? Text($"{g.Count()}x ") : "") + g.Key.Name));
        console.MarkupLineInterpolated($"[bold]{(verdict.Fits ? "Fits" : "Does not fit")}[/] on {hardware} with {NameOf(answer.Engine)}");
        foreach (var role in verdict.Roles)
        {
            var load = role.Load;
            console.MarkupLineInterpolated(
                $"  {load.Model.Id} {load.Quantisation}, {load.Streams} x {load.ContextPerStream} tokens, {NameOf(load.KvType)} cache, flash attention {(load.FlashAttention ? "on" : "off")}");
        }
        console.WriteLine();
    }

    private static Table MemoryTable(FitVerdict verdict)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("GiB").NoWrap());
        foreach (var column in new[] { "weights", "cache", "state", "compute", "overhead", "total", "usable", "free" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap().PadRight(0));
        for (var d = 0; d < verdict.Devices.Count; d++)
        {
            var device = verdict.Devices[d];
            var label = verdict.Devices.Count > 1 ? Text($"device {d}") : "device";
            for (var r = 0; r < device.Parts.Count; r++)
                AddPart(table, verdict.Roles.Count > 1 ? $"{label}: {Short(verdict.Roles[r].Load)}" : label, device.Parts[r], verdict.Roles.Count > 1 ? null : device);
            if (device.Host > ByteSize.Zero)
                table.AddRow(label + ": host part", "", "", "", "", "", Gib(device.Host), "", "");
            if (verdict.Roles.Count > 1)
                table.AddRow(label, "", "", "", "", "", Gib(device.Used), Gib(device.Capacity.Usable), FreeText(device));
        }
        if (verdict.Devices.Count > 1)
        {
            table.AddRow("together", Gib(Sum(verdict, p => p.Weights)), Gib(Sum(verdict, p => p.KvCache)), Gib(Sum(verdict, p => p.State)),
                Gib(Sum(verdict, p => p.Compute)), Gib(Sum(verdict, p => p.Overhead)), Gib(verdict.Used), Gib(verdict.Capacity), "");
        }
        table.AddRow("host", Gib(ByteSize.Sum(verdict.Roles.Select(r => r.Demand.HostWeights))), "", "", Gib(ByteSize.Sum(verdict.Roles.Select(r => r.Demand.HostCompute))),
            "", Gib(ByteSize.Sum(verdict.Roles.Select(r => r.Demand.Host))), "", "");
        return table;
    }

    private static void AddPart(Table table, string label, DeviceDemand part, DeviceFit? device) => table.AddRow(
        label, Gib(part.Weights), Gib(part.KvCache), Gib(part.State), Gib(part.Compute), Gib(part.Overhead), Gib(device?.Used ?? part.Total),
        device is null ? "" : Gib(device.Capacity.Usable), device is null ? "" : FreeText(device));

    private static string FreeText(DeviceFit device) => device.Fits ? Gib(device.Free) : "-" + Gib(device.Lacking);

    private static ByteSize Sum(FitVerdict verdict, Func<DeviceDemand, ByteSize> part) =>
        ByteSize.Sum(verdict.Devices.SelectMany(d => d.Parts).Select(part));

    // One cell a percent of the installed memory, or of what is asked where that is more.
    private static void Bar(IAnsiConsole console, DeviceFit device)
    {
        const int width = 60;
        var whole = Math.Max(device.Capacity.Installed.Bytes, device.Used.Bytes);
        var bar = new System.Text.StringBuilder();
        double filled = 0;
        void Add(ByteSize size, char mark, string colour)
        {
            var before = (int)Math.Round(filled / whole * width);
            filled += size.Bytes;
            var cells = (int)Math.Round(filled / whole * width) - before;
            if (cells > 0)
                bar.Append(CultureInfo.InvariantCulture, $"[{colour}]{new string(mark, cells)}[/]");
        }
        Add(ByteSize.Sum(device.Parts.Select(p => p.Weights)), 'W', "blue");
        Add(ByteSize.Sum(device.Parts.Select(p => p.KvCache)), 'K', "green");
        Add(ByteSize.Sum(device.Parts.Select(p => p.State)), 'S', "green");
        Add(ByteSize.Sum(device.Parts.Select(p => p.Compute)), 'C', "yellow");
        Add(ByteSize.Sum(device.Parts.Select(p => p.Overhead)) + device.Host, 'O', "olive");
        Add(device.Free, '.', "grey");
        Add(ByteSize.SubtractOrZero(device.Capacity.Installed, device.Used + device.Free), '#', "grey");
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"  |{bar}| {device.Used.GiB:0.0} of {device.Capacity.Usable.GiB:0.0} GiB usable"));
    }

    private static void Legend(IAnsiConsole console) =>
        console.WriteLine("  W weights  K cache  S state  C compute  O overhead  . free  # not usable");

    private static void WhatElse(IAnsiConsole console, FitAnswer answer, FitVerdict verdict)
    {
        console.WriteLine();
        for (var r = 0; r < verdict.Roles.Count; r++)
        {
            var (load, headroom) = (verdict.Roles[r].Load, answer.Headroom[r]);
            if (verdict.Roles.Count > 1)
                console.MarkupLineInterpolated($"[bold]{Short(load)}[/]");
            console.WriteLine(headroom.LongestContext is { } context
                ? Text($"Longest context that fits with {load.Streams} stream(s): {context} tokens each")
                : "No context fits: the weights and buffers alone are too large");
            if (headroom.MostStreams is { } streams)
                console.WriteLine(Text($"Most streams of {load.ContextPerStream} tokens: {streams}"));
            console.WriteLine(headroom.BestQuantisation is { } best ? $"Best quantisation that fits: {best}" : "None of the usual quantisations fits");
            console.WriteLine(Speed(answer.Speeds[r], load));
        }
    }

    private static string Speed(RoleSpeed speed, ModelLoad load) => speed.PerStream.TryGet(out var p)
        ? Text($"Decode: {p.Value.TokensPerSecond:0.#} tok/s for each of {load.Streams} stream(s) at {speed.Depth} tokens in the cache (90 %: {p.Low.TokensPerSecond:0.#} to {p.High.TokensPerSecond:0.#}; {p.Basis})")
        : "Decode: unknown; missing: " + string.Join("; ", speed.PerStream.Missing);

    private static void Footnotes(IAnsiConsole console, FitAnswer answer, FitVerdict verdict)
    {
        console.WriteLine();
        foreach (var device in verdict.Devices.DistinctBy(d => (d.Device.Accelerator.Id, d.Device.Memory)))
        {
            foreach (var reserve in device.Capacity.Reserves)
                console.WriteLine(Text($"Not usable on {device.Device.Accelerator.Name}: {reserve.Size.GiB:0.00} GiB, {reserve.Reason} [{reserve.Source}; {NameOf(reserve.Evidence)}]"));
        }
        if (verdict.Roles.Any(r => r.Demand.HostWeights > r.Demand.ModelWeights - r.Demand.HostWeights))
            console.WriteLine("Most weights lie in system memory: decoding then runs at that memory's bandwidth.");
        foreach (var note in answer.Notes)
            console.WriteLine(note);
    }

    private static string Short(ModelLoad load) => load.Model.Id.Value.Split('/')[^1];

    private static string Gib(ByteSize size) => Text($"{size.GiB:0.00}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
