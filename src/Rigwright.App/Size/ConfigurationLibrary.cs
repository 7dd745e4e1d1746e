using System.Text.Json;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Csv;
using Rigwright.Formats.HuggingFace;

namespace Rigwright.App.Size;

/// <summary>The configurations that are shipped, by the repository that each is of (<c>OWNER__NAME.json</c>).</summary>
public sealed class ConfigurationLibrary
{
    private const string AliasFile = "models/configs/aliases.csv";

    private readonly string _folder;
    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, ModelArchitecture?> _read = new(StringComparer.Ordinal);
    private readonly Lazy<AliasResolver> _names;
    private readonly Lazy<Dictionary<string, string>> _aliases;

    /// <summary>Lists the configurations of a catalogue's folder.</summary>
    public ConfigurationLibrary(string catalogueFolder)
    {
        _folder = Path.Combine(catalogueFolder, "models", "configs");
        _files = Directory.Exists(_folder)
            ? Directory.EnumerateFiles(_folder, "*.json").Select(f => Path.GetFileName(f)!)
                .Where(f => f.Contains("__", StringComparison.Ordinal) && !f.EndsWith(".hf_quant.json", StringComparison.Ordinal))
                .ToDictionary(f => f[..^".json".Length].Replace("__", "/", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase)
            : [];
        _names = new(Names);
        _aliases = new(Aliases);
    }

    /// <summary>The architecture with the artefact's own quantisation, when its repository's configuration is shipped.</summary>
    /// <param name="artefact">A repository, or an alias of one as it stands in the file of aliases.</param>
    public ModelArchitecture? OfArtefact(string artefact) =>
        _files.TryGetValue(artefact, out var file) || (_aliases.Value.TryGetValue(artefact, out var repository) && repository.EndsWith("-GGUF", StringComparison.Ordinal) && _files.TryGetValue(repository, out file))
            ? Read(file) : null;

    /// <summary>What of a configuration is inferred rather than read, for people; null when nothing is.</summary>
    public string? Inferred(string repository)
    {
        if (!_files.TryGetValue(repository, out var file))
            return null;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, file)));
        return json.RootElement.TryGetProperty("_inferred", out var text) ? text.GetString() : null;
    }

    /// <summary>The configuration that a name means once publisher and quantisation are taken off.</summary>
    public (string Name, ModelArchitecture Architecture)? Find(string name) =>
        ModelNames.Resolve(_names.Value, name) is { IsResolved: true } found && Read(_files[found.Id]) is { } architecture ? (found.Id, architecture) : null;

    private AliasResolver Names()
    {
        var names = new AliasResolver(ModelNameVariants.Of);
        foreach (var (alias, repository) in _aliases.Value)
        {
            if (_files.ContainsKey(repository))
                names.Add(alias, repository);
        }
        foreach (var repository in _files.Keys.Order(StringComparer.Ordinal))
        {
            names.Add(repository, repository);
            names.Add(ModelNameVariants.Tail(repository), repository);
            names.Add(ModelNameVariants.WithoutTuning(ModelNameVariants.Tail(repository)), repository);
        }
        return names;
    }

    private Dictionary<string, string> Aliases() =>
        (CsvDocument.Load(Path.Combine(_folder, "aliases.csv"), AliasFile, new DiagnosticBag(), "RW5101")?.Records ?? [])
            .ToDictionary(r => r[0].Text, r => r[1].Text, StringComparer.OrdinalIgnoreCase);

    private ModelArchitecture? Read(string file)
    {
        if (!_read.TryGetValue(file, out var architecture))
            _read[file] = architecture = HuggingFaceConfigReader.Read(Path.Combine(_folder, file)).Value;
        return architecture;
    }
}
