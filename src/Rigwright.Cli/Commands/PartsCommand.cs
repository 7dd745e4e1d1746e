using System.CommandLine;
using Rigwright.App.Parts;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Reports.Parts;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig parts find|show|repairs</c>: the open parts with their provenance.</summary>
internal static class PartsCommand
{
    private static readonly Dictionary<string, PartCategory> Categories = new[]
    {
        PartCategory.Cpu, PartCategory.Motherboard, PartCategory.Memory, PartCategory.PowerSupply, PartCategory.Case, PartCategory.Cooler,
        PartCategory.Drive, PartCategory.GraphicsCard, PartCategory.Cable,
    }.ToDictionary(PartsText.Kind, StringComparer.Ordinal);

    private static readonly Option<string?> CatalogueOption = new("--catalogue") { Description = "Folder of the catalogue instead of the shipped data/" };

    private static readonly Option<string> FormatOption = Format();

    public static Command Create() => new("parts", "Search 26,000 real parts (BuildCores OpenDB) and the hand-checked ones.") { Find(), Show(), Repairs() };

    private static Command Find()
    {
        var words = new Argument<string[]>("text") { Description = "Words that name, maker or part numbers must contain", Arity = ArgumentArity.ZeroOrMore };
        var category = new Option<string?>("--category") { Description = "Kind of part" };
        category.AcceptOnlyFromAmong([.. Categories.Keys]);
        var socket = new Option<string?>("--socket") { Description = "Socket, for example AM5, sTR5, \"LGA 1851\"" };
        var watts = new Option<double?>("--min-watts") { Description = "Least rating, board power or package power" };
        var gb = new Option<double?>("--min-gb") { Description = "Least memory in GiB or drive capacity in GB" };
        var room = new Option<double?>("--min-card-length") { Description = "Least card length that a case takes, in mm" };
        var length = new Option<double?>("--max-length") { Description = "Greatest length of a card or power supply, in mm" };
        var memory = new Option<string?>("--memory-type") { Description = "DDR4, DDR5, …" };
        var form = new Option<string?>("--form-factor") { Description = "Board form factor, of a board or one that a case takes" };
        var chip = new Option<string?>("--chip") { Description = "Only cards with this accelerator" };
        var limit = new Option<int>("--limit") { Description = "Show at most so many", DefaultValueFactory = _ => 20 };
        var command = new Command("find", """
            Find parts by words and facts. Examples:
              ./rig parts find "dark power" --category power-supply --min-watts 1500
              ./rig parts find --category case --min-card-length 420 --form-factor E-ATX
              ./rig parts find --chip rtx-5090 --max-length 310 --format json
            """)
        {
            words, category, socket, watts, gb, room, length, memory, form, chip, limit, CatalogueOption, FormatOption,
        };
        command.SetAction(result => WithParts(result, loaded =>
        {
            AcceleratorId? accelerator = null;
            if (result.GetValue(chip) is { } name)
            {
                var resolution = loaded.Catalogue.AcceleratorNames.Resolve(name);
                if (!resolution.IsResolved)
                    return Refuse($"no single accelerator is named '{name}'.", resolution.IsAmbiguous ? $"It may be {string.Join(" or ", resolution.Ids)}." : resolution.Nearest is { } near ? $"Did you mean '{near}'?" : null);
                accelerator = new(resolution.Id);
            }
            var found = FindPartsHandler.Handle(new FindPartsRequest
            {
                Words = result.GetValue(words) ?? [],
                Category = result.GetValue(category) is { } kind ? Categories[kind] : null,
                Socket = result.GetValue(socket),
                MinWatts = result.GetValue(watts),
                MinGb = result.GetValue(gb),
                MinCardLength = result.GetValue(room),
                MaxLength = result.GetValue(length),
                MemoryType = result.GetValue(memory),
                FormFactor = result.GetValue(form),
                Chip = accelerator,
                Limit = Math.Max(0, result.GetValue(limit)),
            }, loaded.Parts);
            if (IsJson(result))
                Console.Out.WriteLine(PartsJson.Found(found));
            else
                PartsText.WriteFound(Console.Out, found);
            return found.Total > 0 ? ExitCodes.Answered : ExitCodes.NoFeasibleAnswer;
        }));
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("part") { Description = "Id (or its first digits), part number or exact name; or an accelerator, for its real cards" };
        var command = new Command("show", """
            Show a part: every fact with its source, and every value that was repaired. Examples:
              ./rig parts show KF556C40BBK2-64
              ./rig parts show rtx-4090
            """)
        { name, CatalogueOption, FormatOption };
        command.SetAction(result => WithParts(result, loaded =>
        {
            var (part, chip, problem) = ShowPartHandler.Handle(result.GetRequiredValue(name), loaded);
            if (problem is not null)
            {
                Console.Error.WriteLine(problem);
                return ExitCodes.BadInput;
            }
            if (IsJson(result))
                Console.Out.WriteLine(part is not null ? PartsJson.Part(part) : PartsJson.Cards(chip!));
            else if (part is not null)
                PartsText.WritePart(Console.Out, part);
            else
                PartsText.WriteCards(Console.Out, chip!);
            return ExitCodes.Answered;
        }));
        return command;
    }

    private static Command Repairs()
    {
        var code = new Option<string?>("--code") { Description = "Only this kind, for example RW8009" };
        var limit = new Option<int>("--limit") { Description = "Show at most so many of each kind", DefaultValueFactory = _ => 3 };
        var command = new Command("repairs", "Count and list every value of the open parts that is not taken as it stands. Example: ./rig parts repairs --code RW8008 --limit 50") { code, limit, CatalogueOption, FormatOption };
        command.SetAction(result => WithParts(result, loaded =>
        {
            if (IsJson(result))
                Console.Out.WriteLine(PartsJson.Repairs(loaded.Parts, result.GetValue(code), result.GetValue(limit)));
            else
                PartsText.WriteRepairs(Console.Out, loaded.Parts, result.GetValue(code), result.GetValue(limit));
            return ExitCodes.Answered;
        }));
        return command;
    }

    private static int WithParts(ParseResult result, Func<LoadedParts, int> body)
    {
        Heap.CollectNothingBefore(Heap.ForAllParts);
        var loaded = PartsLoader.Load(result.GetValue(CatalogueOption));
        if (loaded.Value is not null)
            return body(loaded.Value);
        foreach (var diagnostic in loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            Console.Error.WriteLine(diagnostic);
        return ExitCodes.BadInput;
    }

    private static int Refuse(string message, string? help)
    {
        Console.Error.WriteLine(new Diagnostic(ShowPartHandler.UnknownCode, DiagnosticSeverity.Error, new("command line", 1, 1), message, help));
        return ExitCodes.BadInput;
    }

    private static bool IsJson(ParseResult result) => result.GetValue(FormatOption) == "json";

    private static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }
}
