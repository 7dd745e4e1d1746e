using System.Text;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Prices;

/// <summary>Reads a price file in whatever form it has: the one reader behind <c>--prices</c> and <c>rig prices import</c>.</summary>
public static class PriceFileReader
{
    private const int Head = 4096;

    /// <summary>The form of a file, by its name and how it begins.</summary>
    public static PriceFileKind KindOf(PriceFile file)
    {
        using var reader = new StreamReader(file.OpenRead(), Encoding.UTF8);
        var buffer = new char[Head];
        var head = new string(buffer, 0, reader.ReadBlock(buffer)).TrimStart('\uFEFF').TrimStart();
        if (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || head.StartsWith('{') || head.StartsWith("[{", StringComparison.Ordinal) || head == "[]")
            return PriceFileKind.Json;
        return !file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && PartsListReader.Recognises(head) ? PriceFileKind.List : PriceFileKind.Csv;
    }

    /// <summary>Every good offer; what is wrong with the others is in the bag when the last one was read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">Its form.</param>
    /// <param name="options">What the caller knows about it.</param>
    /// <param name="bag">Receives every problem.</param>
    /// <param name="progress">Is told the number of bytes that were read.</param>
    public static IEnumerable<PriceRow> Read(PriceFile file, PriceFileKind kind, PriceFileOptions options, DiagnosticBag bag, Action<long>? progress = null) => kind switch
    {
        PriceFileKind.Json => OfferJsonReader.Read(file, options, bag, progress),
        PriceFileKind.List => PartsListReader.Read(file, options, bag),
        _ => OfferCsvReader.Read(file, options, bag, progress),
    };
}
