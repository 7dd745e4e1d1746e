using System.Globalization;
using Rigwright.App.Build;

namespace Rigwright.Reports.Build;

/// <summary>Several sets of devices side by side, for people.</summary>
internal static class BuildFrontText
{
    private const int LongestName = 44;

    /// <summary>One line a set; a star for those that no other beats. Nothing when only one set was asked for.</summary>
    public static void Write(TextWriter output, BuildCommandResponse response)
    {
        if (response.Front is not { } front)
            return;
        var byModel = front.Objectives.Contains("decode");
        IReadOnlyList<BuildSet> listed = front.IsOfAny ? [.. front.Sets.Where(s => s.IsUnbeaten).OrderBy(s => s.Total!.Value.Amount)] : front.Sets;
        output.WriteLine();
        output.WriteLine(front.IsOfAny ? "Any 1 to 4 equal cards that have a price, each set in its cheapest build: those that no other beats in everything"
            : "The sets side by side, each in its cheapest build (* no other set beats it in everything):");
        output.WriteLine();
        if (listed.Count > 0)
            output.WriteLine($"    {"cards",-LongestName}  {"together",14}  {"memory",10}  {(byModel ? "decode" : "bandwidth"),12}  {"noise",7}  {"power",7}");
        else
            output.WriteLine("    none");
        foreach (var set in listed)
        {
            output.WriteLine($"  {(set.IsUnbeaten ? '*' : ' ')} {Short(set.Name),-LongestName}  {set.Total?.ToString() ?? "no price",14}  {set.Memory,10}  {Speed(set, byModel),12}  {set.Noise?.ToString() ?? "unknown",7}  {set.Power?.ToString() ?? "unknown",7}");
            if (Reason(set, response) is { } reason)
                output.WriteLine($"      {reason}");
        }
        output.WriteLine();
        if (front.IsOfAny)
            output.WriteLine($"  not shown: {Others(front, response)}");
        output.WriteLine($"  proven: each price is the least of all acceptable combinations around its cards (the bound is met); together they stand for {BuildText.Large(front.Combinations)} combinations of priced parts");
    }

    // Every set that was asked about is in one of these counts or in the table.
    private static string Others(BuildFront front, BuildCommandResponse response)
    {
        var (sets, limits) = (front.Sets, response.Limits.Count > 0 ? $" ({string.Join(", ", response.Limits)})" : "");
        (int Count, string What)[] counts =
        [
            (sets.Count(s => s.IsChoice && !s.IsUnbeaten), "beaten by one of these in everything"),
            (sets.Count(s => !s.Result.IsFeasible), "without an acceptable build"),
            (sets.Count(s => s.Result.IsFeasible && s.Total is null), "without a price"),
            (sets.Count(s => s.Total is not null && s.Fits == false), "too small for the model"),
            (sets.Count(s => s.Total is not null && s.Fits != false && !s.IsWithinLimits) + front.TooDear + front.TooSmall, $"beyond the limits{limits}"),
        ];
        return string.Join(", ", counts.Where(c => c.Count > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} sets {c.What}")).DefaultIfEmpty("nothing"));
    }

    private static string Speed(BuildSet set, bool byModel) => byModel
        ? set.Decode is { } decode && decode.TryGet(out var speed) && set.Fits != false ? string.Create(CultureInfo.InvariantCulture, $"{speed.Value.TokensPerSecond:0.#} tok/s") : set.Fits == false ? "does not fit" : "unknown"
        : set.Bandwidth is { } bandwidth ? string.Create(CultureInfo.InvariantCulture, $"{bandwidth.GigabytesPerSecond:0} GB/s") : "unknown";

    private static string? Reason(BuildSet set, BuildCommandResponse response) => !set.Result.IsFeasible ? "no acceptable build: ask for this set alone to see the nearest miss"
        : set.Total is null ? $"parts {set.Result.Price}; {string.Join(", ", set.Devices.Where(d => d.Count > d.Owned && !d.Device.Price.IsKnown).Select(d => d.Device.Name))} has no price on {response.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : !set.IsWithinLimits ? $"beyond the limits: {string.Join(", ", response.Limits)}"
        : null;

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
