using System.Text;
using Rigwright.Engine.Planning;

namespace Rigwright.Reports.Plans;

/// <summary>A device's memory as a bar of letters: each role by its first letter, free memory as dots, what cannot be used as slashes.</summary>
internal static class MemoryBar
{
    public static string Of(DeviceFilling device, int width)
    {
        var inner = width - 2;
        var bar = new StringBuilder("[");
        var used = 0;
        long seen = 0;
        foreach (var share in device.Shares)
        {
            seen += share.Total.Bytes;
            used = Fill(bar, share.Role[0], used, seen, device, inner);
        }
        seen += device.Free.Bytes;
        used = Fill(bar, '.', used, seen, device, inner);
        return bar.Append('/', Math.Max(0, inner - used)).Append(']').ToString();
    }

    private static int Fill(StringBuilder bar, char letter, int used, long seen, DeviceFilling device, int inner)
    {
        var end = Math.Clamp((int)Math.Round((double)seen / device.Usable.Installed.Bytes * inner), used, inner);
        bar.Append(letter, end - used);
        return end;
    }
}
