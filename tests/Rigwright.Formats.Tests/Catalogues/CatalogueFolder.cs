using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Formats.Tests.Catalogues;

/// <summary>A small catalogue in a folder of its own, in which a test replaces one file.</summary>
internal sealed class CatalogueFolder : IDisposable
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["catalogue.json"] = """{ "collected_on": "2026-11-22" }""",
        ["sources.csv"] = """
            id,producer,title,address,published,accessed,licence,grade
            sheet,NVIDIA,Data sheet,https://example.org/sheet,2025-01,2026-11-22,,vendor
            forum,,A forum,,,2026-11-22,,community
            """,
        ["accelerators.csv"] = """
            id,vendor,name,kind,memory_gib,bus_bits,gbit_per_pin,bandwidth_gbs,fp16_tflops,power_plugs,source,provenance
            card-a,NVIDIA,Card A 24GB,discrete-gpu,24,384,21,1008,165.2,1x 12vhpwr,sheet,fp16_tflops = sheet derived (2 x FP32)
            chip-b,Apple,Chip B,soc,96|256,,,819,,none,forum,
            """,
        ["models/models.csv"] = """
            id,family,kind,config,source
            org/model,Family,dense,,sheet
            """,
        ["offers.csv"] = """
            id,item,subject,reference,memory_gib,price_low,price_high,currency,condition,seller,url,seen,verified,source,note
            o1,Card A,accelerator,card-a,,1650.90,,CHF,new,shop,,2026-02-16,yes,forum,
            """,
    };

    public CatalogueFolder(params (string File, string Content)[] replaced)
    {
        Path = Directory.CreateTempSubdirectory("rigwright-catalogue-").FullName;
        foreach (var (file, content) in Good.Select(g => (g.Key, g.Value)).Concat(replaced))
        {
            var path = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content.ReplaceLineEndings("\n"));
        }
    }

    public string Path { get; }

    public Loaded<Catalogue> Read() => CatalogueReader.Read(Path);

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
