using System.Globalization;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.PowerNoise;

/// <summary>One source of noise.</summary>
/// <param name="Label">What makes it.</param>
/// <param name="Level">How loud it is at full load, all pieces together.</param>
/// <param name="Evidence">How that is known.</param>
/// <param name="Source">Where it stands, or how it was assumed.</param>
public sealed record NoiseTerm(string Label, SoundLevel Level, Evidence Evidence, string Source);

/// <summary>How loud a rig is at full load. Levels from different sources were heard at different distances: a figure to rank with, not a measurement.</summary>
/// <param name="Terms">The sources of noise.</param>
/// <param name="Level">All together.</param>
/// <param name="Evidence">The weakest evidence among the terms.</param>
public sealed record NoiseEstimate(IReadOnlyList<NoiseTerm> Terms, SoundLevel Level, Evidence Evidence)
{
    /// <summary>The word that the level stands for.</summary>
    public NoiseWord Word => NoiseWords.Of(Level);

    /// <summary>Word, level and how it is known, for people.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"{NoiseWords.Name(Word)}, about {Level.DecibelA:0} dBA at full load ({(Evidence == Evidence.Assumed ? "assumed" : "weakest evidence: " + Evidence)})");
}

/// <summary>Words for levels, in order.</summary>
public enum NoiseWord
{
    /// <summary>Up to 30 dBA: a whisper.</summary>
    Silent,

    /// <summary>Up to 40 dBA: a quiet library.</summary>
    Quiet,

    /// <summary>Up to 50 dBA: an ordinary office.</summary>
    Moderate,

    /// <summary>Up to 60 dBA: conversation.</summary>
    Loud,

    /// <summary>Above.</summary>
    VeryLoud,
}

/// <summary>Translates levels to words. Assumed: no norm gives these words a figure; the bounds follow everyday comparisons.</summary>
public static class NoiseWords
{
    private static readonly (NoiseWord Word, string Name, double Most)[] Bounds =
    [
        (NoiseWord.Silent, "silent", 30), (NoiseWord.Quiet, "quiet", 40), (NoiseWord.Moderate, "moderate", 50), (NoiseWord.Loud, "loud", 60),
        (NoiseWord.VeryLoud, "very-loud", double.PositiveInfinity),
    ];

    /// <summary>The word of a level.</summary>
    public static NoiseWord Of(SoundLevel level) => Bounds.First(b => level.DecibelA <= b.Most).Word;

    /// <summary>The word as written in plans.</summary>
    public static string Name(NoiseWord word) => Bounds.First(b => b.Word == word).Name;

    /// <summary>The word that a plan writes, or null.</summary>
    public static NoiseWord? Parse(string name)
    {
        foreach (var bound in Bounds)
        {
            if (string.Equals(bound.Name, name, StringComparison.OrdinalIgnoreCase))
                return bound.Word;
        }
        return null;
    }
}
