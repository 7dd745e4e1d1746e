using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Formats.Tests.Requirements;

/// <summary>Just enough catalogue for names in a requirements file to mean something.</summary>
internal static class SmallCatalogue
{
    private static readonly DateOnly Day = new(2026, 2, 17);

    public static Catalogue Create()
    {
        var names = new AliasResolver();
        List<LanguageModel> models = [Model("openai/gpt-oss-120b", 131_072), Model("Qwen/Qwen3-Coder-30B-A3B-Instruct", 262_144), Model("Qwen/Qwen2.5-VL-7B-Instruct", 128_000)];
        foreach (var model in models)
            names.Add(model.Id.Value, model.Id.Value);
        names.Add("gpt-oss", "openai/gpt-oss-120b");
        names.Add("gpt-oss", "openai/gpt-oss-20b");
        return new()
        {
            Sources = new Dictionary<SourceId, Source>(),
            Disputes = [],
            Accelerators = [],
            Parts = [],
            Vendors = [],
            Prebuilts = [],
            Offers = [],
            Models = models,
            Engines = [],
            Regions = [new("CH", "Switzerland", Currency.Chf, null, null, [Outlet("t13", 10), Outlet("t23", 16)])],
            AcceleratorNames = new(),
            ModelNames = names,
            PartNames = new(),
            CollectedOn = Day,
        };
    }

    private static LanguageModel Model(string id, int context) =>
        new() { Id = new(id), Family = id, Kind = "moe", MaxContext = Fact(context) };

    private static Outlet Outlet(string id, double amps) => new(id, id, Fact(230.0), Fact(amps), Fact(1.0));

    private static Sourced<T> Fact<T>(T value) where T : notnull => new(value, new("test"), Evidence.VendorSpec, Day);
}
