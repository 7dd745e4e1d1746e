using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.PowerNoise;

/// <summary>The least efficiency that an 80 PLUS grade promises, by load.
/// Source: 80 PLUS certification limits (CLEAResult), "230 V EU internal non-redundant" and "115 V internal non-redundant", at 20, 50 and 100 % load.</summary>
public static class PowerSupplyEfficiency
{
    /// <summary>Mains voltage below which the 115 V limits count.</summary>
    private const double LowVoltage = 160;

    private static readonly double[] LoadPoints = [0.20, 0.50, 1.00];

    private static readonly Dictionary<string, (double[] At230, double[] At115)> Limits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["White"] = ([0.82, 0.85, 0.82], [0.80, 0.80, 0.80]),
        ["Bronze"] = ([0.85, 0.88, 0.85], [0.82, 0.85, 0.82]),
        ["Silver"] = ([0.87, 0.90, 0.87], [0.85, 0.88, 0.85]),
        ["Gold"] = ([0.90, 0.92, 0.89], [0.87, 0.90, 0.87]),
        ["Platinum"] = ([0.92, 0.94, 0.90], [0.90, 0.92, 0.89]),
        ["Titanium"] = ([0.94, 0.96, 0.94], [0.92, 0.94, 0.90]),
    };

    /// <summary>The least efficiency at a load, linear between the certified points and held at the ends.</summary>
    /// <param name="grade">80 PLUS grade with or without the words before it, for example <c>Gold</c>, <c>80+ Gold</c>.</param>
    /// <param name="loadFraction">DC load ÷ rating, not negative.</param>
    /// <param name="mainsVolts">Nominal mains voltage.</param>
    public static Answer<double> At(string? grade, double loadFraction, double mainsVolts)
    {
        var word = grade?.Trim().Split(' ')[^1];
        if (word is null || !Limits.TryGetValue(word, out var limits))
            return Answer<double>.Unknown("80 PLUS grade of the power supply");
        return Answer<double>.Known(Interpolate(mainsVolts < LowVoltage ? limits.At115 : limits.At230, loadFraction));
    }

    private static double Interpolate(double[] values, double load)
    {
        if (load <= LoadPoints[0])
            return values[0];
        for (var i = 1; i < LoadPoints.Length; i++)
        {
            if (load <= LoadPoints[i])
                return values[i - 1] + ((values[i] - values[i - 1]) * (load - LoadPoints[i - 1]) / (LoadPoints[i] - LoadPoints[i - 1]));
        }
        return values[^1];
    }
}
