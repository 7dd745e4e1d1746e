using System.CommandLine;
using Rigwright.App.Fit;
using Rigwright.Reports.Fit;
using Spectre.Console;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig fit MODEL --on HARDWARE</c>: does it fit, where does each byte go, and what would still fit?</summary>
internal static class FitCommand
{
    private const string Help = """
        Does a model fit on a machine, where does each byte go, and what would still fit?

        Examples:
          rig fit gpt-oss-120b --on rtx-pro-6000-blackwell-ws --context 65536 --streams 6
          rig fit Qwen3-30B-A3B --on rtx-4090 --count 2 --quant Q6_K --kv-type q8_0
          rig fit gpt-oss-120b --on apple-m3-ultra-80@256GB --with "Qwen3-VL-8B-Instruct:Q8_0@16kx2"
          rig fit gpt-oss-120b --on rtx-pro-6000-blackwell-ws --with "Qwen3-Coder-30B-A3B-Instruct@32kx5" --duty 0.5,0.25/0.05
          rig fit "Qwen3-32B#1" --on rtx-3090 --count 2 --with "Qwen3-8B#2"      (each on a card of its own)
          rig fit ./model.gguf --on "rtx-pro-6000-blackwell-ws + rtx-5090" --format json

        Exit code 0 when it fits, 3 when it does not (the numbers are printed all the same).
        """;

    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "Name of the catalogue, .gguf path or config.json path" };
        var on = new Option<string>("--on") { Description = "Hardware; several kinds joined by +, a memory option as NAME@256GB", Required = true, HelpName = "HARDWARE" };
        var count = new Option<int>("--count") { Description = "Devices of each kind", DefaultValueFactory = _ => 1, HelpName = "N" };
        var quant = new Option<string?>("--quant") { Description = "Quantisation, for example Q4_K_M, mlx/4bit, fp8 (default Q4_K_M, or as published)", HelpName = "Q" };
        var context = new Option<int?>("--context") { Description = "Tokens for each stream (default 8192 or the model's most)", HelpName = "N" };
        var streams = new Option<int>("--streams") { Description = "Streams at the same time", DefaultValueFactory = _ => 1, HelpName = "N" };
        var kvType = new Option<string>("--kv-type") { Description = "f16, q8_0, q4_0 (llama.cpp, Ollama, MLX) or fp8 (vLLM, SGLang)", DefaultValueFactory = _ => "f16", HelpName = "T" };
        var engine = new Option<string>("--engine") { Description = "llama.cpp, ollama, vllm, sglang or mlx", DefaultValueFactory = _ => "llama.cpp", HelpName = "E" };
        var flash = new Option<string>("--flash-attention") { Description = "on or off", DefaultValueFactory = _ => "on" };
        flash.AcceptOnlyFromAmong("on", "off");
        var ubatch = new Option<int>("--ubatch") { Description = "Micro-batch in tokens", DefaultValueFactory = _ => 512, HelpName = "N" };
        var memory = new Option<string?>("--memory") { Description = "Memory option of a chip or machine, for example 256GB (default the largest)", HelpName = "SIZE" };
        var powerCap = new Option<int?>("--power-cap") { Description = "Power limit of each device in watts that you set (nvidia-smi -pl); default none", HelpName = "W" };
        var gpuLimit = new Option<string?>("--gpu-limit") { Description = "GPU limit of a unified memory set by hand (macOS iogpu.wired_limit_mb)", HelpName = "SIZE" };
        var split = new Option<string?>("--split") { Description = "layer, tensor or replica (default layer; tensor for vLLM and SGLang)", HelpName = "S" };
        var tensorSplit = new Option<string?>("--tensor-split") { Description = "Proportions of a layer split as llama.cpp's -ts: 3,1", HelpName = "A,B" };
        var cpuExperts = new Option<bool>("--cpu-experts") { Description = "Keep the experts in system memory (slow)" };
        var vision = new Option<bool>("--vision") { Description = "Load the vision tower too" };
        var display = new Option<bool>("--display") { Description = "The device also drives a display" };
        var with = new Option<string[]>("--with") { Description = "A further model on the same devices: MODEL[:quant][@context][xstreams][#device]; may be repeated", HelpName = "ROLE" };
        var duty = new Option<string?>("--duty") { Description = "Share of the time in which each role decodes, after a slash in which it reads prompts: one for all or one each (default 0.5)", HelpName = "D,D" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder (default the shipped one)", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");

        var command = new Command("fit", Help)
        {
            model, on, count, quant, context, streams, kvType, engine, flash, ubatch, memory, powerCap, gpuLimit, split, tensorSplit, cpuExperts, vision, display, with, duty, catalogue, format,
        };
        command.SetAction(result => Run(new()
        {
            Model = result.GetValue(model)!,
            Hardware = result.GetValue(on)!,
            Count = result.GetValue(count),
            Quant = result.GetValue(quant),
            Context = result.GetValue(context),
            Streams = result.GetValue(streams),
            KvType = result.GetValue(kvType)!,
            Engine = result.GetValue(engine)!,
            FlashAttention = result.GetValue(flash) == "on",
            MicroBatch = result.GetValue(ubatch),
            Memory = result.GetValue(memory),
            PowerCapWatts = result.GetValue(powerCap),
            GpuLimit = result.GetValue(gpuLimit),
            Split = result.GetValue(split),
            TensorSplit = result.GetValue(tensorSplit),
            ExpertsOnHost = result.GetValue(cpuExperts),
            Vision = result.GetValue(vision),
            Display = result.GetValue(display),
            With = result.GetValue(with) ?? [],
            Duty = result.GetValue(duty),
            Catalogue = result.GetValue(catalogue),
            Words = [.. result.Tokens.Select(t => t.Value)],
        }, result.GetValue(format) == "json"));
        return command;
    }

    // Colours and the window's width only on a terminal.
    private static IAnsiConsole Terminal()
    {
        if (!Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "")
            return Reports.Terminal.Output();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out), ColorSystem = ColorSystemSupport.NoColors, Ansi = AnsiSupport.No });
        console.Profile.Width = FitText.PlainWidth;
        return console;
    }

    private static int Run(FitQuery query, bool asJson)
    {
        var loaded = FitHandler.Handle(query);
        foreach (var diagnostic in loaded.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (loaded.Value is not { } answer)
            return ExitCodes.BadInput;
        if (asJson)
            Console.Out.WriteLine(FitJson.Render(answer));
        else
            FitText.Render(answer, Terminal());
        return answer.Verdict.TryGet(out var verdict) && verdict.Fits ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
    }
}
