using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;
using Rigwright.Formats.Catalogues;

namespace Rigwright.App.Catalogues;

/// <summary>One entry with everything that is known about it.</summary>
/// <param name="Subject">Kind and id, for example <c>accelerator/rtx-3090</c>.</param>
/// <param name="Values">The known values.</param>
/// <param name="Unknown">The fields that no source gives.</param>
/// <param name="Disputes">Disputed fields with all claims.</param>
public sealed record ShownEntry(string Subject, IReadOnlyList<ShownValue> Values, IReadOnlyList<string> Unknown, IReadOnlyList<Dispute> Disputes);

/// <summary>What was found under a name.</summary>
/// <param name="Entries">The entries, several when the name is ambiguous.</param>
/// <param name="Nearest">For an unknown name the nearest known one, or null.</param>
public sealed record ShowResponse(IReadOnlyList<ShownEntry> Entries, string? Nearest);

/// <summary>The catalogue made visible.</summary>
public static class CatalogueHandler
{
    /// <summary>Reads the given folder, or the shipped catalogue.</summary>
    public static Loaded<Catalogue> Load(string? given) => CatalogueReader.Read(CatalogueLocation.Find(given) ?? "data");

    /// <summary>Everything known under a name: an id, a common name, a part number.</summary>
    public static ShowResponse Show(Catalogue catalogue, string name)
    {
        List<(string Subject, object Entry)> found = [];
        Add("accelerator", catalogue.AcceleratorNames, id => catalogue.Find(new Domain.Hardware.AcceleratorId(id)));
        Add("model", catalogue.ModelNames, id => catalogue.Find(new Domain.Models.ModelId(id)));
        Add("part", catalogue.PartNames, id => catalogue.Find(new Domain.Parts.PartId(id)));
        foreach (var (subject, id, entry) in Others(catalogue))
        {
            if (string.Equals(id, name, StringComparison.OrdinalIgnoreCase))
                found.Add((subject + "/" + id, entry));
        }
        if (found.Count > 0)
            return new([.. found.Select(f => Shown(catalogue, f.Subject, f.Entry))], null);
        var known = catalogue.AcceleratorNames.Names.Concat(catalogue.ModelNames.Names).Concat(catalogue.PartNames.Names).Concat(Others(catalogue).Select(o => o.Id));
        return new([], NearestName.Find(name, known));

        void Add(string kind, AliasResolver names, Func<string, object?> find)
        {
            foreach (var id in names.Resolve(name).Ids)
            {
                if (find(id) is { } entry)
                    found.Add((kind + "/" + id, entry));
            }
        }
    }

    private static IEnumerable<(string Subject, string Id, object Entry)> Others(Catalogue catalogue) =>
    [
        .. catalogue.Vendors.Select(v => ("vendor", v.Id, (object)v)),
        .. catalogue.Prebuilts.Select(p => ("prebuilt", p.Id, (object)p)),
        .. catalogue.Offers.Select(o => ("offer", o.Id, (object)o)),
        .. catalogue.Regions.Select(r => ("region", r.Code, (object)r)),
        .. catalogue.Engines.Select(e => ("engine", e.Id, (object)e)),
        .. catalogue.GgufTypes.Select(t => ("gguf-type", t.Id, (object)t)),
        .. catalogue.Parameters.Values.Select(p => ("parameter", p.Id, (object)p)),
        .. catalogue.Sources.Values.Select(s => ("source", s.Id.Value, (object)s)),
    ];

    private static ShownEntry Shown(Catalogue catalogue, string subject, object entry)
    {
        var values = EntryInspector.Inspect(entry, out var unknown);
        return new(subject, values, unknown, [.. catalogue.Disputes.Where(d => d.Subject == subject)]);
    }
}
