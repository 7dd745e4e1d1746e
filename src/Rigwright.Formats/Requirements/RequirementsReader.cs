using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>Reads a requirements file. Every problem is reported with its place; the value is null when one of them is an error.</summary>
public static class RequirementsReader
{
    /// <summary>Reads a file against a catalogue, whose models and regions its names must match.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalogue">The facts.</param>
    /// <param name="settings">Values that replace the file's: <c>budget.max=12000</c>, <c>roles.main.context=200000</c>.</param>
    public static Loaded<PurchaseRequirements> Read(string path, Catalogue catalogue, IReadOnlyList<string>? settings = null)
    {
        var bag = new DiagnosticBag();
        var root = YamlTree.ReadFile(path, RequirementsCodes.Yaml, bag);
        return Bind(settings is { Count: > 0 } && root is YamlMapping mapping ? new Settings(bag).Apply(mapping, settings) : root, path, catalogue, bag);
    }

    /// <summary>Reads a text; <paramref name="file"/> is the name shown in messages.</summary>
    public static Loaded<PurchaseRequirements> ReadText(string text, string file, Catalogue catalogue)
    {
        var bag = new DiagnosticBag();
        return Bind(YamlTree.Read(text, file, RequirementsCodes.Yaml, bag), file, catalogue, bag);
    }

    private static Loaded<PurchaseRequirements> Bind(YamlNode? root, string file, Catalogue catalogue, DiagnosticBag bag)
    {
        if (root is not null and not YamlMapping)
            bag.Error(RequirementsCodes.WrongKind, root.Position, $"The file is {root.Kind}; a block of keys is expected.");
        var value = root is YamlMapping mapping ? new Binding(mapping, file, catalogue, bag).Requirements() : null;
        return new(bag.HasErrors ? null : value, bag.Items);
    }

    private sealed class Binding
    {
        private const int MaxPriorities = 12;

        private readonly Catalogue _catalogue;
        private readonly DiagnosticBag _bag;
        private readonly string _file;
        private readonly YamlBinder _root;

        public Binding(YamlMapping mapping, string file, Catalogue catalogue, DiagnosticBag bag)
        {
            (_catalogue, _bag, _file) = (catalogue, bag, file);
            _root = new(mapping, "a requirements file", RequirementsKeys.Root, RequirementsCodes.Binder, bag);
        }

        public PurchaseRequirements? Requirements()
        {
            var region = Region();
            var asOf = _root.Scalar("as_of") is { } day ? Date(day, "as_of") : null;
            var budget = _root.Block("budget", required: true) is { } b ? Budget(b) : null;
            var memory = _root.Block("memory", required: true) is { } m ? Memory(m) : null;
            var noise = Noise();
            var outlet = region is null ? null : Outlet(region);
            var conditions = Words("conditions", RequirementsWords.Conditions, [Condition.New]);
            var purchase = _root.Word("purchase", RequirementsWords.Purchases) ?? PurchaseKind.Either;
            var headless = _root.Truth("headless") ?? false;
            var platforms = _root.Block("platforms") is { } p ? Platforms(p) : new([], []);
            var engines = Words("engines", RequirementsWords.Engines, []);
            var system = _root.Word("operating_system", RequirementsWords.OperatingSystems) is { } s ? new OperatingSystemChoice(InferenceEngine.OperatingSystems[s], _catalogue.Engines) : null;
            var rates = _root.List("exchange_rates") is { } r ? Rates(r) : [];
            var costs = new CostReader(_root, _catalogue, _bag, Currency);
            var (import, running) = (costs.Import(region), costs.RunningCost(budget?.Max.Currency));
            var weights = Weights(_root);
            var priorities = _root.List("priorities") is { } named ? Priorities(named) : [];
            var (roles, basis) = _root.Block("workload", required: true) is { } w ? Workload(w) : ([], MinimumBasis.Expected);
            if (region is null || budget is null || memory is null || noise is null || outlet is null || weights is null || _bag.HasErrors)
                return null;
            return new()
            {
                Name = _root.Text("name") ?? Path.GetFileNameWithoutExtension(_file),
                Region = region,
                AsOf = asOf,
                Budget = budget,
                Memory = memory,
                Noise = noise,
                Outlet = outlet,
                Conditions = conditions,
                Purchase = purchase,
                Headless = headless,
                Platforms = platforms,
                Engines = engines,
                OperatingSystem = system,
                ExchangeRates = rates,
                Import = import,
                RunningCost = running,
                Weights = weights,
                Priorities = priorities,
                MinimumHolds = basis,
                Roles = roles,
            };
        }

        private Region? Region()
        {
            if (_root.Scalar("region", required: true) is not { } code)
                return null;
            var region = _catalogue.FindRegion(code.Text);
            if (region is null)
            {
                var codes = _catalogue.Regions.Select(r => r.Code).ToList();
                _bag.Error(RequirementsCodes.Region, code.Position, $"The catalogue has no region '{code.Text}'.",
                    NearestName.Suggest(code.Text, codes) ?? $"It has: {string.Join(", ", codes)}.");
            }
            return region;
        }

        private Outlet? Outlet(Region region)
        {
            var scalar = _root.Scalar("outlet");
            var ids = region.Outlets.Select(o => o.Id).ToList();
            if (scalar is null && ids.Count > 0)
                return region.Outlets[0];
            var outlet = region.Outlets.FirstOrDefault(o => string.Equals(o.Id, scalar?.Text, StringComparison.OrdinalIgnoreCase));
            if (outlet is null)
            {
                _bag.Error(RequirementsCodes.Region, _root.PositionOf("outlet"), $"{region.Code} has no outlet '{scalar?.Text}'.",
                    NearestName.Suggest(scalar?.Text ?? "", ids) ?? $"It has: {string.Join(", ", ids)}.");
            }
            return outlet;
        }

        private Budget? Budget(YamlMapping mapping)
        {
            var binder = new YamlBinder(mapping, "'budget'", RequirementsKeys.Budget, RequirementsCodes.Binder, _bag);
            var currency = binder.Scalar("currency", required: true) is { } code ? Currency(code) : null;
            var min = binder.Number("min", 0, 1e9);
            var max = binder.Number("max", 1, 1e9, required: true);
            if (min > max)
                _bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("min"), $"'min' ({min}) is above 'max' ({max}).");
            return currency is { } c && max is { } most ? new(new Money((decimal)(min ?? 0), c), new Money((decimal)most, c)) : null;
        }

        private Currency? Currency(YamlScalar code)
        {
            if (Domain.Quantities.Currency.TryParse(code.Text, out var currency))
                return currency;
            var known = Domain.Quantities.Currency.All.Select(c => c.Code).ToList();
            _bag.Error(RequirementsCodes.Currency, code.Position, $"'{code.Text}' is not a known currency.",
                NearestName.Suggest(code.Text, known) ?? $"Known: {string.Join(", ", known)}.");
            return null;
        }

        private MemoryRequirement? Memory(YamlMapping mapping)
        {
            var binder = new YamlBinder(mapping, "'memory'", RequirementsKeys.Memory, RequirementsCodes.Binder, _bag);
            var units = new UnitReader(binder, _bag);
            var (min, target) = (units.Memory("min", required: true), units.Memory("target"));
            if (min is { } least && target is { } aim && aim < least)
                _bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("target"), $"'target' ({binder.Text("target")}) is below 'min' ({binder.Text("min")}).");
            return min is { } m ? new(m, target ?? m) : null;
        }

        private NoiseLimit? Noise()
        {
            return _root.Scalar("noise") is { } scalar ? new UnitReader(_root, _bag).Noise(scalar, "noise") : new("any", null);
        }

        private List<T> Words<T>(string key, IReadOnlyDictionary<string, T> words, List<T> absent) where T : struct
        {
            if (_root.List(key) is not { } list)
                return absent;
            var values = new List<T>();
            foreach (var item in list.Items)
            {
                if (_root.ItemText(item, key) is not { } text || _root.Word(text, key, words) is not { } value)
                    continue;
                if (values.Contains(value))
                    _bag.Error(RequirementsCodes.Twice, text.Position, $"'{text.Text}' stands twice in '{key}'.");
                values.Add(value);
            }
            if (list.Items.Count == 0)
                _bag.Error(RequirementsCodes.Count, list.Position, $"'{key}' is empty; leave it out or name at least one.");
            return values;
        }

        private PlatformChoice Platforms(YamlMapping mapping)
        {
            var binder = new YamlBinder(mapping, "'platforms'", RequirementsKeys.Platforms, RequirementsCodes.Binder, _bag);
            var words = PlatformChoice.Known.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
            return new(Names("allow"), Names("deny"));

            List<string> Names(string key)
            {
                var names = new List<string>();
                foreach (var item in binder.List(key)?.Items ?? [])
                {
                    if (binder.ItemText(item, key) is { } text && binder.Word(text, key, words) is not null)
                        names.Add(text.Text);
                }
                return names;
            }
        }

        private List<ExchangeRate> Rates(YamlSequence list)
        {
            var rates = new List<ExchangeRate>();
            foreach (var item in list.Items)
            {
                if (item is not YamlMapping mapping)
                {
                    _bag.Error(RequirementsCodes.WrongKind, item.Position, $"An entry of 'exchange_rates' is {item.Kind}; a block of keys is expected.");
                    continue;
                }
                var binder = new YamlBinder(mapping, "an exchange rate", RequirementsKeys.ExchangeRate, RequirementsCodes.Binder, _bag);
                var from = binder.Scalar("from", required: true) is { } f ? Currency(f) : null;
                var to = binder.Scalar("to", required: true) is { } t ? Currency(t) : null;
                var rate = binder.Number("rate", 0.0001, 10_000, required: true);
                var date = binder.Scalar("date", required: true) is { } d ? Date(d, "date") : null;
                if (from is { } a && to is { } b && a == b)
                    _bag.Error(RequirementsCodes.Contradiction, mapping.Position, $"A rate from {a} to itself says nothing.");
                else if (from is { } x && to is { } y && rate is { } r && date is { } day)
                    rates.Add(new(x, y, (decimal)r, day, binder.Text("source") ?? "requirements file"));
            }
            return rates;
        }

        private ScoreWeights? Weights(YamlBinder block)
        {
            var priority = block.Scalar("priority") is { } word
                ? block.Word(word, "priority", RequirementsWords.Priorities)
                : RequirementsWords.Priorities[ScoreWeights.DefaultPriority];
            if (priority is not { } index)
                return null;
            var chosen = ScoreWeights.Priorities[RequirementsWords.PriorityNames[index]];
            if (block.Block("weights") is not { } mapping)
                return chosen;
            var binder = new YamlBinder(mapping, "'weights'", RequirementsKeys.Weights, RequirementsCodes.Binder, _bag);
            var weights = new ScoreWeights(
                Weight("targets", chosen.Targets), Weight("speed", chosen.Speed), Weight("memory", chosen.Memory), Weight("price", chosen.Price), Weight("noise", chosen.Noise),
                Weight("power", chosen.Power), Weight("headroom", chosen.Headroom), Weight("evidence", chosen.Evidence), Weight("simplicity", chosen.Simplicity));
            if (weights.Total <= 0)
                _bag.Error(RequirementsCodes.Contradiction, mapping.Position, "Every weight is 0; at least one must count.");
            return weights;

            double Weight(string key, double given) => binder.Number(key, 0, 1000) ?? given;
        }

        private List<NamedPriority> Priorities(YamlSequence list)
        {
            var priorities = new List<NamedPriority>();
            if (list.Items.Count > MaxPriorities)
                _bag.Error(RequirementsCodes.Count, list.Position, $"'priorities' has {list.Items.Count} entries; at most {MaxPriorities} are expected.");
            foreach (var item in list.Items.Take(MaxPriorities))
            {
                if (item is not YamlMapping mapping)
                {
                    _bag.Error(RequirementsCodes.WrongKind, item.Position, $"An entry of 'priorities' is {item.Kind}; a block of keys is expected.");
                    continue;
                }
                var binder = new YamlBinder(mapping, "a named priority", RequirementsKeys.NamedPriority, RequirementsCodes.Binder, _bag);
                if (binder.Text("name", required: true) is not { } name || Weights(binder) is not { } weights)
                    continue;
                if (priorities.Exists(p => p.Name == name))
                    _bag.Error(RequirementsCodes.Twice, mapping.Position, $"Two priorities are named '{name}'.");
                priorities.Add(new(name, weights));
            }
            return priorities;
        }

        private (IReadOnlyList<RoleRequirement> Roles, MinimumBasis Basis) Workload(YamlMapping mapping)
        {
            var binder = new YamlBinder(mapping, "'workload'", RequirementsKeys.Workload, RequirementsCodes.Binder, _bag);
            _ = binder.Word("loaded", RequirementsWords.Loaded);
            var basis = binder.Word("minimum_holds", RequirementsWords.MinimumBases) ?? MinimumBasis.Expected;
            var roles = binder.List("roles", required: true) is { } list ? new RoleReader(_catalogue, _bag).Read(list) : [];
            return (roles, basis);
        }

        private DateOnly? Date(YamlScalar scalar, string key)
        {
            if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 2100)
                return date;
            _bag.Error(RequirementsCodes.Date, scalar.Position, $"'{key}' is '{scalar.Text}'; a day such as '2026-02-17' is expected.");
            return null;
        }
    }
}
