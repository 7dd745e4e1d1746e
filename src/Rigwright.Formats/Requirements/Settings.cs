using System.Text.RegularExpressions;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>
/// Puts <c>KEY=VALUE</c> settings of a command line into the tree of a requirements file before it is bound, so that a setting is checked exactly as the
/// file is. Keys are the file's with dots between; a role is named: <c>roles.main.context=200000</c>. Lists are written with commas; a budget may carry its currency.
/// </summary>
internal sealed partial class Settings(DiagnosticBag bag)
{
    private static readonly string[] ListKeys = ["conditions", "engines", "allow", "deny", "quantisations"];

    private const int MostLength = 500;

    /// <summary>The tree with the settings in it.</summary>
    public YamlMapping Apply(YamlMapping root, IReadOnlyList<string> settings) => settings.Aggregate(root, One);

    private YamlMapping One(YamlMapping root, string setting)
    {
        var at = new Position("--set", 1, 1);
        var split = setting.IndexOf('=', StringComparison.Ordinal);
        if (split <= 0 || setting.Length > MostLength)
        {
            bag.Error(RequirementsCodes.Setting, at, setting.Length > MostLength ? $"A setting has {setting.Length} characters; at most {MostLength} are read." : $"'{setting}' is not KEY=VALUE.", "Write it like budget.max=12000 or roles.main.context=200000.");
            return root;
        }
        var path = setting[..split].Trim().Split('.').ToList();
        if (path[0] is "roles" or "minimum_holds")
            path.Insert(0, "workload");
        if (!RequirementsKeys.Root.Contains(path[0], StringComparer.Ordinal))
        {
            bag.Error(RequirementsCodes.Setting, at, $"'{path[0]}' is not a key of a requirements file.", NearestName.Suggest(path[0], RequirementsKeys.Root.Append("roles")) ?? $"The keys are: roles, {string.Join(", ", RequirementsKeys.Root)}.");
            return root;
        }
        return Put(root, path, 0, WithoutCurrency(root, path, setting[(split + 1)..].Trim(), at), at) as YamlMapping ?? root;
    }

    private YamlNode Put(YamlNode? node, List<string> path, int depth, string value, Position at)
    {
        if (depth == path.Count)
            return Value(path, value, at);
        if (node is YamlSequence roles && path[depth - 1] == "roles")
            return Role(roles, path, depth, value, at);
        if (node is not (null or YamlMapping or YamlScalar { IsNull: true }))
        {
            bag.Error(RequirementsCodes.Setting, at, $"'{string.Join('.', path.Take(depth))}' is {node.Kind}; it has no key '{path[depth]}'.");
            return node;
        }
        var mapping = node as YamlMapping ?? new YamlMapping(at, []);
        var entry = mapping.Find(path[depth]);
        var changed = Put(entry?.Value, path, depth + 1, value, at);
        return mapping with
        {
            Entries = entry is null ? [.. mapping.Entries, new(new(at, path[depth], false), changed)] : [.. mapping.Entries.Select(e => ReferenceEquals(e, entry) ? e with { Value = changed } : e)],
        };
    }

    private YamlSequence Role(YamlSequence roles, List<string> path, int depth, string value, Position at)
    {
        var names = roles.Items.Select(i => ((i as YamlMapping)?.Find("name")?.Value as YamlScalar)?.Text).ToList();
        var index = names.IndexOf(path[depth]);
        if (index >= 0 && depth + 1 < path.Count)
            return roles with { Items = [.. roles.Items.Select((item, i) => i == index ? Put(item, path, depth + 1, value, at) : item)] };
        var known = names.OfType<string>().ToList();
        bag.Error(RequirementsCodes.Setting, at, index >= 0 ? $"'roles.{path[depth]}' is a whole role; name one of its keys." : $"No role is named '{path[depth]}'.",
            index >= 0 ? $"The keys are: {string.Join(", ", RequirementsKeys.Role)}." : NearestName.Suggest(path[depth], known) ?? $"The roles are: {string.Join(", ", known)}.");
        return roles;
    }

    // A model with its formats: "openai/gpt-oss-20b:MXFP4,Q8_0".
    private static YamlNode Value(List<string> path, string value, Position at)
    {
        if (path[^1] == "models" && value.LastIndexOf(':') is > 0 and var colon)
        {
            return new YamlSequence(at, [new YamlMapping(at,
            [
                new(new(at, "model", false), new YamlScalar(at, value[..colon], true)),
                new(new(at, "quantisations", false), List(value[(colon + 1)..], at)),
            ])]);
        }
        return ListKeys.Contains(path[^1], StringComparer.Ordinal) ? List(value, at) : new YamlScalar(at, value, false);
    }

    private static YamlSequence List(string value, Position at) =>
        new(at, [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => new YamlScalar(at, v, false))]);

    // "12000CHF" is 12000 where the file's currency is CHF; in another currency it would be another amount.
    private string WithoutCurrency(YamlMapping root, List<string> path, string value, Position at)
    {
        if (path is not ["budget", "min" or "max"] || Amount().Match(value) is not { Success: true } match)
            return value;
        var currency = ((root.Find("budget")?.Value as YamlMapping)?.Find("currency")?.Value as YamlScalar)?.Text;
        if (currency is not null && match.Groups["currency"].Value != currency)
            bag.Error(RequirementsCodes.Setting, at, $"'{string.Join('.', path)}' is in {match.Groups["currency"].Value}; the file's budget is in {currency}.", "Amounts are never converted without a dated rate: give it in the file's currency.");
        return match.Groups["amount"].Value;
    }

    [GeneratedRegex(@"^(?<amount>[0-9.]+)\s*(?<currency>[A-Z]{3})$")]
    private static partial Regex Amount();
}
