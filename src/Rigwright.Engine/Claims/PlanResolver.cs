using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Claims;

/// <summary>Looks up the names of a plan and puts its lines together to a rig. What is not found is a finding, never a guess.</summary>
public static class PlanResolver
{
    /// <summary>Id of the rule under which unresolved names are reported.</summary>
    public const string RuleId = "plan.reference";

    /// <summary>Resolves a plan.</summary>
    /// <param name="document">The plan as written.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="predictor">Predicts speeds, or null.</param>
    /// <param name="more">Parts beyond the catalogue's, or null; asked only about names that the catalogue lacks.</param>
    public static ResolvedPlan Resolve(PlanDocument document, Catalogue catalogue, SpeedPredictor? predictor = null, IMoreParts? more = null)
    {
        var region = document.Region is { } code ? catalogue.FindRegion(code) : null;
        var outlet = document.Outlet is { } id
            ? region?.Outlets.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.OrdinalIgnoreCase))
            : region is { Outlets: [var everyday, ..] } ? everyday : null;
        var unresolved = new List<Finding>();
        var rig = Build(document.Name, document.Form, document.Lines, catalogue, more, unresolved);
        return new() { Document = document, Rig = rig, Catalogue = catalogue, Predictor = predictor, More = more, Region = region, Outlet = outlet, Unresolved = unresolved };
    }

    /// <summary>The rig that a plan's lines and some more make together.</summary>
    public static Rig With(ResolvedPlan plan, IEnumerable<PlanLine> more) =>
        Build(plan.Document.Name, plan.Document.Form, [.. plan.Document.Lines, .. more], plan.Catalogue, plan.More, []);

    /// <summary>The accelerator that a name stands for; null when unknown or ambiguous.</summary>
    public static Accelerator? Accelerator(Catalogue catalogue, string name) =>
        catalogue.AcceleratorNames.Resolve(name) is { IsResolved: true } found ? catalogue.Find(new AcceleratorId(found.Id)) : null;

    /// <summary>Why a name stands for nothing, in words.</summary>
    public static string Why(Resolution resolution, string kind, string name) => resolution.IsAmbiguous
        ? $"'{name}' may be {string.Join(" or ", resolution.Ids)}; name one of them."
        : $"the catalogue has no {kind} '{name}'.{(resolution.Nearest is { } near ? $" Did you mean '{near}'?" : "")}";

    private static Rig Build(string name, RigForm form, IReadOnlyList<PlanLine> lines, Catalogue catalogue, IMoreParts? more, List<Finding> unresolved)
    {
        var assembly = new Assembly(catalogue, more, unresolved);
        foreach (var line in lines)
            assembly.Add(line);
        return assembly.ToRig(name, form);
    }

    private sealed class Assembly(Catalogue catalogue, IMoreParts? more, List<Finding> unresolved)
    {
        private readonly List<RigDevice> _devices = [];
        private readonly List<RigLine> _lines = [];
        private readonly List<(Part Part, int Quantity)> _parts = [];
        private Prebuilt? _prebuilt;
        private int _bridges;
        private bool _switch;

        public void Add(PlanLine line)
        {
            var (reference, subject) = line.Kind switch
            {
                PlanItemKind.Part => (AddPart(line), OfferSubject.Part),
                PlanItemKind.Accelerator => (AddDevice(line), OfferSubject.Accelerator),
                PlanItemKind.Prebuilt => (AddPrebuilt(line), OfferSubject.Prebuilt),
                _ => (null, OfferSubject.Unmatched),
            };
            _bridges += line.Kind == PlanItemKind.NvLinkBridge ? line.Quantity : 0;
            _switch |= line.Kind == PlanItemKind.Switch;
            _lines.Add(new()
            {
                Item = line.Item,
                Quantity = line.Quantity,
                Reference = reference,
                Subject = reference is null ? OfferSubject.Unmatched : subject,
                UnitPrice = line.UnitPrice,
                PriceBasis = "stated by the plan",
            });
        }

        public Rig ToRig(string name, RigForm form) => new()
        {
            Name = name,
            Form = form,
            Devices = Merged(),
            Cpu = First<Cpu>(),
            Board = First<Motherboard>(),
            Memory = All<MemoryKit>(),
            PowerSupply = First<PowerSupply>(),
            Case = First<Case>(),
            Cooler = First<Cooler>(),
            Drives = All<Drive>(),
            Cables = All<Cable>(),
            NvLinkBridges = _bridges,
            HasSwitch = _switch,
            Prebuilt = _prebuilt,
            Lines = _lines,
        };

        private List<RigDevice> Merged() => [.. _devices.GroupBy(d => (d.Accelerator.Id, d.Memory, d.Card?.Id, d.PowerCap))
            .Select(g => g.First() with { Count = g.Sum(d => d.Count) })];

        private T? First<T>() where T : Part => _parts.Select(p => p.Part).OfType<T>().FirstOrDefault();

        private List<RigItem<T>> All<T>() where T : Part => [.. _parts.Where(p => p.Part is T).Select(p => new RigItem<T>((T)p.Part, p.Quantity))];

        private string? AddPart(PlanLine line)
        {
            var found = catalogue.PartNames.Resolve(line.Reference!);
            var open = found.IsResolved || found.IsAmbiguous ? [] : more?.Find(line.Reference!) ?? [];
            if ((found.IsResolved ? catalogue.Find(new PartId(found.Id)) : open is [var only] ? only : null) is not { } part)
                return open.Count > 1 ? Missing(new([.. open.Select(p => p.Id.Value)], () => null), "part", line) : Missing(found, "part", line);
            if (part is GraphicsCard { Accelerator: { } id } card && catalogue.Find(id) is { } chip)
                _devices.Add(new() { Accelerator = chip, Card = card, Count = line.Quantity, PowerCap = line.PowerCap });
            else
                _parts.Add((part, line.Quantity));
            return part.Id.Value;
        }

        private string? AddDevice(PlanLine line)
        {
            var found = catalogue.AcceleratorNames.Resolve(line.Reference!);
            if (!found.IsResolved || catalogue.Find(new AcceleratorId(found.Id)) is not { } accelerator)
                return Missing(found, "accelerator", line);
            _devices.Add(new() { Accelerator = accelerator, Count = line.Quantity, MemoryOption = line.MemoryOption, PowerCap = line.PowerCap });
            return accelerator.Id.Value;
        }

        private string? AddPrebuilt(PlanLine line)
        {
            _prebuilt = catalogue.Prebuilts.FirstOrDefault(p => string.Equals(p.Id, line.Reference, StringComparison.OrdinalIgnoreCase));
            return _prebuilt is null
                ? Missing(new([], NearestName.Find(line.Reference!, catalogue.Prebuilts.Select(p => p.Id))), "prebuilt", line)
                : _prebuilt.Id;
        }

        private string? Missing(Resolution found, string kind, PlanLine line)
        {
            var why = found.Ids.Count == 0 && kind == "part" && more?.Like(line.Reference!) is { } like ? $"the catalogue has no part '{line.Reference}'. {like}" : Why(found, kind, line.Reference!);
            unresolved.Add(new($"{Finding.Verify}{why}", $"{line.Reference}", null, () => line.Position.ToString())
            {
                Rule = RuleId,
                Verdict = Verdict.Unknown,
                Severity = FindingSeverity.Unknown,
            });
            return null;
        }
    }
}
