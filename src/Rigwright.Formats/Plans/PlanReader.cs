using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Plans;

/// <summary>Reads a plan file (docs/plan-file.md). Every problem is reported with its place; names of parts, accelerators and models stay
/// text, because a name that the catalogue lacks is a finding of the check and no fault of the file.</summary>
public static class PlanReader
{
    /// <summary>Reads a file.</summary>
    public static Loaded<PlanDocument> ReadFile(string path, Catalogue catalogue)
    {
        var bag = new DiagnosticBag();
        return Bind(YamlTree.ReadFile(path, PlanCodes.Yaml, bag), path, catalogue, bag);
    }

    /// <summary>Reads a text.</summary>
    public static Loaded<PlanDocument> ReadText(string text, string file, Catalogue catalogue)
    {
        var bag = new DiagnosticBag();
        return Bind(YamlTree.Read(text, file, PlanCodes.Yaml, bag), file, catalogue, bag);
    }

    private static Loaded<PlanDocument> Bind(YamlNode? root, string file, Catalogue catalogue, DiagnosticBag bag)
    {
        if (root is not null and not YamlMapping)
            bag.Error(PlanCodes.WrongKind, root.Position, $"The file is {root.Kind}; a block of keys is expected.");
        var value = root is YamlMapping mapping ? ReadRoot(mapping, file, catalogue, bag) : null;
        return new(bag.HasErrors ? null : value, bag.Items);
    }

    private static PlanDocument? ReadRoot(YamlMapping mapping, string file, Catalogue catalogue, DiagnosticBag bag)
    {
        var root = new YamlBinder(mapping, "a plan file", PlanWords.RootKeys, PlanCodes.Binder, bag);
        var values = new PlanValues(bag);
        var name = root.Text("plan", required: true);
        var form = root.Scalar("form", required: true) is { } word ? root.Word(word, "form", PlanWords.Forms) : null;
        var date = root.Scalar("date", required: true) is { } day ? values.Date(day, "date") : null;
        var currency = values.Currency(root, "currency", required: true);
        var (region, outlet) = Place(root, catalogue, bag);
        var noise = root.Scalar("noise_limit") is { } loud ? new UnitReader(root, bag, PlanCodes.Quantities).Noise(loud, "noise_limit") : null;
        var system = root.Word("operating_system", RequirementsWords.OperatingSystems) is { } known ? InferenceEngine.OperatingSystems[known] : null;
        var engines = Engines(root, catalogue, bag);
        if (currency is not { } money)
            return null;
        var lines = new PlanLineReader(bag, money);
        var read = lines.Lines(root.List("lines"));
        var totals = lines.Totals(root.List("totals"));
        var claims = root.Block("claims") is { } block ? new PlanClaimReader(bag, lines).Read(block) : new PlanClaims();
        if (root.Node("lines") is null && root.Node("claims") is null)
            bag.Error(PlanCodes.Empty, mapping.Position, "The plan has neither lines nor claims; there is nothing to check.");
        if (name is null || form is not { } how || date is not { } asOf)
            return null;
        return new()
        {
            File = file,
            Name = name,
            Form = how,
            Document = root.Text("document"),
            Date = asOf,
            Region = region,
            Outlet = outlet,
            NoiseLimit = noise,
            OperatingSystem = system,
            Engines = engines,
            Currency = money,
            Lines = read,
            Totals = totals,
            Claims = claims,
        };
    }

    private static List<string> Engines(YamlBinder root, Catalogue catalogue, DiagnosticBag bag)
    {
        var named = new List<string>();
        if (root.List("engines") is not { } list)
            return named;
        var ids = catalogue.Engines.Select(e => e.Id).ToList();
        foreach (var item in list.Items)
        {
            if (root.ItemText(item, "engines") is not { } text)
                continue;
            var id = ids.Find(e => string.Equals(e, text.Text, StringComparison.OrdinalIgnoreCase));
            if (id is null)
                bag.Error(PlanCodes.Engine, text.Position, $"The catalogue has no engine '{text.Text}'.", NearestName.Suggest(text.Text, ids) ?? $"It has: {string.Join(", ", ids)}.");
            else if (named.Contains(id))
                bag.Error(PlanCodes.Engine, text.Position, $"'{text.Text}' stands twice in 'engines'.");
            else
                named.Add(id);
        }
        if (list.Items.Count == 0)
            bag.Error(PlanCodes.Engine, list.Position, "'engines' is empty; leave it out or name at least one.");
        return named;
    }

    private static (string? Region, string? Outlet) Place(YamlBinder root, Catalogue catalogue, DiagnosticBag bag)
    {
        if (root.Scalar("region") is not { } code)
        {
            if (root.Scalar("outlet") is { } stray)
                bag.Error(PlanCodes.Region, stray.Position, $"'outlet' is '{stray.Text}', but no region is given.", "Add 'region'.");
            return (null, null);
        }
        if (catalogue.FindRegion(code.Text) is not { } region)
        {
            var codes = catalogue.Regions.Select(r => r.Code).ToList();
            bag.Error(PlanCodes.Region, code.Position, $"The catalogue has no region '{code.Text}'.",
                NearestName.Suggest(code.Text, codes) ?? $"It has: {string.Join(", ", codes)}.");
            return (null, null);
        }
        if (root.Scalar("outlet") is not { } outlet)
            return (region.Code, null);
        var ids = region.Outlets.Select(o => o.Id).ToList();
        if (!ids.Contains(outlet.Text, StringComparer.OrdinalIgnoreCase))
        {
            bag.Error(PlanCodes.Region, outlet.Position, $"{region.Code} has no outlet '{outlet.Text}'.",
                NearestName.Suggest(outlet.Text, ids) ?? $"It has: {string.Join(", ", ids)}.");
        }
        return (region.Code, outlet.Text);
    }
}
