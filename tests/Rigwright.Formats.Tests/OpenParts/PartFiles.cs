namespace Rigwright.Formats.Tests.OpenParts;

/// <summary>A folder of open parts with the rows that a test is about.</summary>
internal sealed class PartFiles : IDisposable
{
    private const string Common = "opendb_id,name,manufacturer,part_numbers,release_year,verified,";

    private static readonly Dictionary<string, string> Headers = new()
    {
        ["cpus.csv"] = Common + "socket,cores,tdp_w,ppt_w,memory_types,memory_channels,memory_max_gb,ecc,includes_cooler,integrated_graphics",
        ["motherboards.csv"] = Common + "socket,form_factor,chipset,memory_type,memory_slots,memory_max_gb,ecc,pcie_slots,m2_slots,cpu_power",
        ["memory-kits.csv"] = Common + "memory_type,speed_mts,form_factor,modules,module_gb,capacity_gb,ecc,registered",
        ["power-supplies.csv"] = Common + "wattage,form_factor,efficiency,length_mm,fanless,eps_8_pin,pcie_6_plus_2_pin,pcie_12vhpwr",
        ["cases.csv"] = Common + "form_factor,motherboard_form_factors,max_gpu_length_mm,max_cooler_height_mm,expansion_slots,psu_form_factors,dimensions",
        ["coolers.csv"] = Common + "sockets,height_mm,water_cooled,radiator_mm,fanless,min_noise_dba,max_noise_dba",
        ["drives.csv"] = Common + "type,capacity_gb,form_factor,interface",
        ["gpus.csv"] = Common + "chipset,memory_gb,memory_type,interface,tdp_w,length_mm,slot_width,cooling,pcie_6_pin,pcie_8_pin,pcie_12vhpwr,pcie_12v_2x6",
        ["platforms.csv"] = "socket,dimm_kind,evidence,note",
    };

    public PartFiles()
    {
        Folder = Directory.CreateTempSubdirectory("open-parts-").FullName;
        foreach (var (file, header) in Headers)
            File.WriteAllText(Path.Combine(Folder, file), header + "\n");
        With("platforms.csv", "AM5,udimm,derived,desktop");
    }

    public string Folder { get; }

    public PartFiles With(string file, params string[] rows)
    {
        File.AppendAllLines(Path.Combine(Folder, file), rows);
        return this;
    }

    public PartFiles Replace(string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, file), bytes);
        return this;
    }

    public PartFiles Without(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
