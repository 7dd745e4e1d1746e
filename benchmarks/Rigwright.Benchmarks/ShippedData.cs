using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Benchmarks;

/// <summary>What the benchmarks ask about.</summary>
internal static class ShippedData
{
    public static string Folder { get; } = CatalogueLocation.Find(null) ?? throw new InvalidOperationException("Run inside a checkout: data/catalogue.json was not found upwards.");

    public static Catalogue Catalogue { get; } = CatalogueReader.Read(Folder).Value ?? throw new InvalidOperationException("The shipped catalogue cannot be read.");

    public static LanguageModel Model(string id) => Catalogue.Find(new ModelId(id)) ?? throw new InvalidOperationException($"{id} is not in the catalogue.");

    public static Accelerator Accelerator(string id) => Catalogue.Find(new AcceleratorId(id)) ?? throw new InvalidOperationException($"{id} is not in the catalogue.");
}
