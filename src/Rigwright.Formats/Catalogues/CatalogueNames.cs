using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;

namespace Rigwright.Formats.Catalogues;

/// <summary>Builds the name resolvers: ids and names from the entries, everything else from the alias tables.</summary>
internal static class CatalogueNames
{
    public const string AcceleratorFile = "accelerator-aliases.csv";
    public const string ModelFile = "models/aliases.csv";

    public static AliasResolver Accelerators(CatalogueContext context, IReadOnlyList<Accelerator> accelerators)
    {
        var names = new AliasResolver(HardwareNameVariants.Of);
        foreach (var a in accelerators)
        {
            names.Add(a.Id.Value, a.Id.Value);
            names.Add(a.Name, a.Id.Value);
            names.Add($"{a.Vendor} {a.Name}", a.Id.Value);
        }
        AddAliases(context, AcceleratorFile, "accelerator", [.. accelerators.Select(a => a.Id.Value)], names);
        AddUnlessTaken(names, accelerators.SelectMany(a => ShortNames(a).Select(n => new Meaning(n, a.Id.Value))));
        return names;
    }

    public static AliasResolver Models(CatalogueContext context, IReadOnlyList<LanguageModel> models)
    {
        var names = new AliasResolver(ModelNameVariants.Of);
        foreach (var m in models)
            names.Add(m.Id.Value, m.Id.Value);
        AddAliases(context, ModelFile, "model", [.. models.Select(m => m.Id.Value)], names);
        AddUnlessTaken(names, models.Select(m => new Meaning(ModelNameVariants.Tail(m.Id.Value), m.Id.Value)));
        AddUnlessTaken(names, models.Select(m => new Meaning(ModelNameVariants.WithoutTuning(ModelNameVariants.Tail(m.Id.Value)), m.Id.Value)));
        return names;
    }

    public static AliasResolver Parts(IReadOnlyList<Part> parts)
    {
        var names = new AliasResolver();
        foreach (var part in parts)
        {
            names.Add(part.Id.Value, part.Id.Value);
            names.Add(part.Name, part.Id.Value);
            foreach (var number in part.PartNumbers)
                names.Add(number, part.Id.Value);
        }
        return names;
    }

    private static void AddAliases(CatalogueContext context, string file, string column, HashSet<string> known, AliasResolver names)
    {
        if (CatalogueTable.Open(context, file, "alias", ["alias", column, "source"], ["note", "provenance"]) is not { } table)
            return;
        foreach (var row in table.Rows)
        {
            if (row.Required("alias") is not { } alias || row.Required(column) is null || row.Provenance is null)
                continue;
            foreach (var id in row.List(column, '|') ?? [])
            {
                if (known.Contains(id))
                    names.Add(alias, id);
                else
                    row.Error(CatalogueCodes.UnknownReference, column, $"There is no {column} '{id}'.", NearestName.Suggest(id, known));
            }
        }
    }

    /// <summary>Adds derived names: one that is taken already, or that two entries claim, is no name for either.</summary>
    private static void AddUnlessTaken(AliasResolver names, IEnumerable<Meaning> derived)
    {
        foreach (var group in derived.GroupBy(d => AliasResolver.Fold(d.Name), StringComparer.Ordinal).ToList())
        {
            var ids = group.Select(d => d.Id).Distinct().ToList();
            if (group.Key.Length > 0 && ids.Count == 1 && (names.Find(group.Key) is not { } taken || taken.SequenceEqual(ids)))
                names.Add(group.First().Name, ids[0]);
        }
    }

    private sealed record Meaning(string Name, string Id);

    // By hand and not by expressions: every start pays for this, and the first expression costs more than all names.
    private static readonly string[] Series = ["GeForce", "Radeon", "Tesla", "Quadro", "Instinct"];

    /// <summary>Without the maker's series word, the memory size and the form factor: "RTX 3090", "A100".</summary>
    private static IEnumerable<string> ShortNames(Accelerator accelerator)
    {
        var bare = WithoutSeries(accelerator.Name);
        yield return bare;
        yield return $"{accelerator.Vendor} {bare}";
        var withoutSize = WithoutMemorySize(accelerator.Name);
        yield return withoutSize;
        yield return $"{accelerator.Vendor} {withoutSize}";
        yield return WithoutSeries(withoutSize);
        yield return $"{bare} {accelerator.LargestMemoryGiB()}GB";
    }

    private static string WithoutSeries(string name)
    {
        var words = name.Split(' ').ToList();
        for (var i = words.Count - 2; i >= 0; i--)
        {
            if (Series.Contains(words[i]))
                words.RemoveAt(i);
        }
        return string.Join(' ', words);
    }

    // "80GB" is one word, "80 GB" are two; a name never begins with its memory.
    private static string WithoutMemorySize(string name)
    {
        var words = name.Split(' ').ToList();
        for (var i = words.Count - 1; i > 0; i--)
        {
            var isSize = words[i].EndsWith("GB", StringComparison.Ordinal) && IsNumber(words[i][..^2]);
            if (isSize)
                words.RemoveAt(i);
            else if (words[i] == "GB" && i > 1 && IsNumber(words[i - 1]))
                words.RemoveRange(--i, 2);
        }
        return string.Join(' ', words);
    }

    private static bool IsNumber(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);

    private static string LargestMemoryGiB(this Accelerator accelerator) => accelerator.MemoryOptions.Count == 0
        ? ""
        : accelerator.LargestMemory.Value.GiB.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
}
