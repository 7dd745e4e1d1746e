using System.Text.Json;
using Rigwright.Formats.Plans;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Plans;

/// <summary>The published schema and the reader know the same keys and the same words.</summary>
public sealed class PlanSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("schemas", "plan.schema.json"))).RootElement;

    public static TheoryData<string, string[]> Blocks() => new()
    {
        { "", [.. PlanWords.RootKeys] },
        { "lines/[]", [.. PlanWords.LineKeys] },
        { "totals/[]", [.. PlanWords.TotalKeys] },
        { "claims", [.. PlanWords.ClaimKeys] },
        { "claims/power/[]", [.. PlanWords.PowerKeys] },
        { "claims/device_memory/[]", [.. PlanWords.DeviceMemoryKeys] },
        { "claims/noise/[]", [.. PlanWords.NoiseKeys] },
        { "claims/accelerators/[]", [.. PlanWords.AcceleratorKeys] },
        { "claims/models/[]", [.. PlanWords.ModelKeys] },
        { "claims/speeds/[]", [.. PlanWords.SpeedKeys] },
        { "claims/together/[]", [.. PlanWords.TogetherKeys] },
        { "claims/together/[]/models/[]", [.. PlanWords.LoadedKeys] },
        { "claims/vat/[]", [.. PlanWords.VatKeys] },
        { "claims/prices/[]", [.. PlanWords.PriceKeys] },
        { "claims/upgrades/[]", [.. PlanWords.UpgradeKeys] },
        { "claims/upgrades/[]/add/[]", [.. PlanWords.LineKeys] },
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
        { "form", [.. PlanWords.Forms.Keys] },
        { "operating_system", [.. Domain.Catalogues.InferenceEngine.OperatingSystems] },
        { "lines/[]/kind", [.. PlanWords.Kinds.Keys] },
        { "lines/[]/condition", [.. PlanWords.Conditions.Keys] },
        { "claims/noise/[]/word", [.. PlanWords.NoiseWords.Keys] },
        { "claims/accelerators/[]/cooling", [.. PlanWords.Coolings.Keys] },
        { "claims/speeds/[]/split", [.. PlanWords.Splits.Keys] },
        { "currency", [.. Domain.Quantities.Currency.All.Select(c => c.Code)] },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_has_the_same_words_in_both(string path, string[] words) =>
        At(path).GetProperty("enum").EnumerateArray().Select(e => e.GetString()!).ShouldBe(words, ignoreOrder: true);

    private static JsonElement At(string path)
    {
        var element = Schema;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            element = step == "[]" ? element.GetProperty("items") : element.GetProperty("properties").GetProperty(step);
        return element;
    }
}
