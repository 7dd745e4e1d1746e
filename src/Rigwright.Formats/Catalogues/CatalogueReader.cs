using System.Text.Json;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads a catalogue folder: <c>catalogue.json</c> and the CSV tables beside it. A missing table is empty; an unknown file is reported.</summary>
public static class CatalogueReader
{
    private static readonly string[] Files =
    [
        SourceTable.File, SourceTable.ClaimsFile, AcceleratorTable.File, CatalogueNames.AcceleratorFile, ModelTable.File, ScoreTable.File, CatalogueNames.ModelFile,
        OfferTable.File, VendorTables.File, VendorTables.PrebuiltFile, VendorTables.TotalsFile, EngineTable.File, EngineTable.SupportFile, RegionTables.ParametersFile,
        RegionTables.RegionsFile, RegionTables.OutletsFile, RegionTables.PowerFile, RegionTables.NoiseFile, GgufTypeTable.File, .. PartTables.Files,
    ];

    /// <summary>Reads everything but the models' configurations, which are parsed when they are asked for.</summary>
    /// <param name="directory">The folder, as the user gave it; diagnostics begin with it.</param>
    public static Loaded<Catalogue> Read(string directory)
    {
        var bag = new DiagnosticBag();
        var collected = ReadMarker(directory, bag);
        if (collected is not { } day)
            return new(null, bag.Items);
        CheckFiles(directory, bag);
        var context = new CatalogueContext(directory, bag);
        SourceTable.Read(context);
        SourceTable.ReadClaims(context);
        var catalogue = ReadTables(context, day);
        return new(bag.HasErrors ? null : catalogue, bag.Items);
    }

    private static Catalogue ReadTables(CatalogueContext context, DateOnly day)
    {
        // Models depend on nothing else: they are read on another core meanwhile.
        var aside = context.Branch();
        var reading = Task.Run(() => ReadModels(aside));
        var accelerators = AcceleratorTable.Read(context);
        HashSet<string> acceleratorIds = [.. accelerators.Select(a => a.Id.Value)];
        var parts = PartTables.Read(context, acceleratorIds);
        HashSet<string> partIds = [.. parts.Select(p => p.Id.Value)];
        var vendors = VendorTables.ReadVendors(context);
        var prebuilts = VendorTables.ReadPrebuilts(context, [.. vendors.Select(v => v.Id)], acceleratorIds);
        HashSet<string> prebuiltIds = [.. prebuilts.Select(p => p.Id)];
        var offers = OfferTable.Read(context, subject => subject switch
        {
            OfferSubject.Accelerator => acceleratorIds,
            OfferSubject.Part => partIds,
            _ => prebuiltIds,
        });
        var parameters = RegionTables.ReadParameters(context);
        HashSet<string> references = [.. acceleratorIds, .. partIds, .. prebuiltIds];
        var power = RegionTables.ReadPower(context, acceleratorIds);
        var noise = RegionTables.ReadNoise(context, references);
        var regions = RegionTables.ReadRegions(context, parameters);
        var acceleratorNames = CatalogueNames.Accelerators(context, accelerators);
        var (models, modelNames, engines, types) = reading.GetAwaiter().GetResult();
        context.Bag.AddRange(aside.Bag.Items);
        context.Claims.Check(context.Bag);
        return new()
        {
            Sources = context.Sources,
            Accelerators = accelerators,
            Parts = parts,
            Vendors = vendors,
            Prebuilts = prebuilts,
            Offers = offers,
            Models = models,
            Engines = engines,
            GgufTypes = types,
            Regions = regions,
            Parameters = parameters,
            PowerFacts = power,
            NoiseFacts = noise,
            AcceleratorNames = acceleratorNames,
            ModelNames = modelNames,
            PartNames = CatalogueNames.Parts(parts),
            Disputes = new LazyList<Dispute>(() => [.. context.Claims.Disputes(), .. OfferTable.Disputes(offers, context.Sources)]),
            CollectedOn = day,
        };
    }

    private static (List<LanguageModel> Models, AliasResolver Names, List<InferenceEngine> Engines, List<GgufTypeFact> Types) ReadModels(CatalogueContext context)
    {
        var models = ModelTable.Read(context);
        return (models, CatalogueNames.Models(context, models), EngineTable.Read(context), GgufTypeTable.Read(context));
    }

    private static DateOnly? ReadMarker(string directory, DiagnosticBag bag)
    {
        var path = Path.Combine(directory, CatalogueLocation.Marker);
        var position = new Position(path, 1, 1);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new() { MaxDepth = 8 });
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("collected_on", out var day)
                && day.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", out var date))
                return date;
            bag.Error(CatalogueCodes.NotACatalogue, position, "The file must have \"collected_on\": \"YYYY-MM-DD\".");
        }
        catch (JsonException e)
        {
            bag.Error(CatalogueCodes.NotACatalogue, new(path, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1), "The file is not JSON.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            bag.Error(CatalogueCodes.NotACatalogue, new(path, 0, 0), $"The folder is not a catalogue: it has no readable {CatalogueLocation.Marker}.");
        }
        return null;
    }

    private static void CheckFiles(string directory, DiagnosticBag bag)
    {
        foreach (var folder in (string[])["", "models", "parts"])
        {
            var path = Path.Combine(directory, folder);
            if (!Directory.Exists(path))
                continue;
            foreach (var file in Directory.EnumerateFiles(path, "*.csv").Order(StringComparer.Ordinal))
            {
                var name = folder.Length == 0 ? Path.GetFileName(file) : folder + "/" + Path.GetFileName(file);
                if (!Files.Contains(name))
                    bag.Error(CatalogueCodes.UnknownFile, new(file, 0, 0), $"No table is called '{name}'.", NearestName.Suggest(name, Files));
            }
        }
    }
}
