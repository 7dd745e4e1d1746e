using System.Text.Json;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Requirements;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Requirements;

/// <summary>The published schema and the reader know the same keys and the same words.</summary>
public sealed class RequirementsSchemaTests
{
    private static readonly JsonElement Schema =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("schemas", "requirements.schema.json"))).RootElement;

    public static TheoryData<string, string[]> Blocks() => new()
    {
        { "", [.. RequirementsKeys.Root] },
        { "budget", [.. RequirementsKeys.Budget] },
        { "memory", [.. RequirementsKeys.Memory] },
        { "platforms", [.. RequirementsKeys.Platforms] },
        { "exchange_rates/[]", [.. RequirementsKeys.ExchangeRate] },
        { "import", [.. RequirementsKeys.Import] },
        { "import/freight/[]", [.. RequirementsKeys.Freight] },
        { "import/clearance", [.. RequirementsKeys.Clearance] },
        { "running_cost", [.. RequirementsKeys.RunningCost] },
        { "running_cost/api", [.. RequirementsKeys.Api] },
        { "weights", [.. RequirementsKeys.Weights] },
        { "priorities/[]", [.. RequirementsKeys.NamedPriority] },
        { "workload", [.. RequirementsKeys.Workload] },
        { "workload/roles/[]", [.. RequirementsKeys.Role] },
        { "workload/roles/[]/models/[]", [.. RequirementsKeys.Model] },
        { "workload/roles/[]/decode", [.. RequirementsKeys.Decode] },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_has_the_same_keys_in_both(string path, string[] keys)
    {
        var block = At(path);

        block.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(keys, ignoreOrder: true);
        block.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    public static TheoryData<string, string[]> Choices() => new()
    {
        { "conditions/[]", [.. RequirementsWords.Conditions.Keys] },
        { "purchase", [.. RequirementsWords.Purchases.Keys] },
        { "engines/[]", [.. RequirementsWords.Engines.Keys] },
        { "operating_system", [.. RequirementsWords.OperatingSystems.Keys] },
        { "priority", [.. RequirementsWords.PriorityNames] },
        { "platforms/allow/[]", [.. PlatformChoice.Known] },
        { "platforms/deny/[]", [.. PlatformChoice.Known] },
        { "workload/loaded", [.. RequirementsWords.Loaded.Keys] },
        { "workload/minimum_holds", [.. RequirementsWords.MinimumBases.Keys] },
        { "import/freight/[]/currency", [.. Domain.Quantities.Currency.All.Select(c => c.Code)] },
        { "running_cost/api/currency", [.. Domain.Quantities.Currency.All.Select(c => c.Code)] },
        { "budget/currency", [.. Domain.Quantities.Currency.All.Select(c => c.Code)] },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_has_the_same_words_in_both(string path, string[] words) =>
        At(path).GetProperty("enum").EnumerateArray().Select(e => e.GetString()!).ShouldBe(words, ignoreOrder: true);

    [Fact]
    public void The_example_points_an_editor_at_the_schema()
    {
        var first = File.ReadLines(Repository.PathOf("examples", "home-office.yaml")).First();

        first.ShouldBe("# yaml-language-server: $schema=../schemas/requirements.schema.json");
        File.Exists(Repository.PathOf("schemas", "requirements.schema.json")).ShouldBeTrue();
    }

    private static JsonElement At(string path)
    {
        var element = Schema;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            element = step == "[]" ? element.GetProperty("items") : element.GetProperty("properties").GetProperty(step);
        return element;
    }
}
