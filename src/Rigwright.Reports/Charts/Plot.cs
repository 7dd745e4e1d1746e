using System.Globalization;

namespace Rigwright.Reports.Charts;

/// <summary>
/// Places on a drawing. Across it is measured in percent and down it in pixels: so a chart is as wide as its page, and its letters stay as large as the page's
/// on a telephone, without any script.
/// </summary>
internal static class Plot
{
    /// <summary>Left edge of the plotted area in percent.</summary>
    public const double Left = 13;

    /// <summary>Right edge of the plotted area in percent.</summary>
    public const double Right = 97;

    /// <summary>Top edge in pixels.</summary>
    public const double Top = 28;

    /// <summary>Room for the labels of the horizontal axis in pixels.</summary>
    public const double Below = 46;

    /// <summary>Place of a value across the drawing, in percent.</summary>
    public static double Across(Axis axis, double value) => Left + (Right - Left) * axis.Share(value);

    /// <summary>Place of a value down a drawing, in pixels.</summary>
    public static double Down(Axis axis, double value, double height) => height - Below - (height - Below - Top) * axis.Share(value);

    /// <summary>For an attribute that takes percent.</summary>
    public static string Percent(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>For an attribute that takes pixels.</summary>
    public static string Pixels(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Points of a line in a drawing of 100 by <paramref name="height"/>.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points, Axis x, Axis y, double height) =>
        string.Join(' ', points.Select(p => $"{Pixels2(Across(x, p.X))},{Pixels(Down(y, p.Y, height))}"));

    /// <summary>Points of stairs: a value holds until the next one.</summary>
    public static IEnumerable<(double X, double Y)> Stairs(IReadOnlyList<(double X, double Y)> points, double end)
    {
        for (var i = 0; i < points.Count; i++)
        {
            yield return points[i];
            yield return (i + 1 < points.Count ? points[i + 1].X : end, points[i].Y);
        }
    }

    private static string Pixels2(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
