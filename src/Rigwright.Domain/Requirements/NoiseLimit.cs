using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Requirements;

/// <summary>How loud a rig may be under load.</summary>
/// <param name="Word">The word that the buyer used, or null for a figure.</param>
/// <param name="Limit">The level, or null when anything is accepted.</param>
public sealed record NoiseLimit(string? Word, SoundLevel? Limit)
{
    /// <summary>
    /// Levels that the words stand for, at the place where one sits. Assumed: no norm gives these words a figure. They follow everyday
    /// comparisons: a whisper is about 30 dBA, a quiet library about 40 dBA, ordinary office noise about 50 dBA.
    /// </summary>
    public static IReadOnlyDictionary<string, SoundLevel?> Words { get; } = new Dictionary<string, SoundLevel?>(StringComparer.Ordinal)
    {
        ["silent"] = SoundLevel.FromDecibelA(30),
        ["quiet"] = SoundLevel.FromDecibelA(40),
        ["moderate"] = SoundLevel.FromDecibelA(50),
        ["any"] = null,
    };

    /// <summary>The word with its level, or the level.</summary>
    public override string ToString() => (Word, Limit) switch
    {
        (null, { } limit) => limit.ToString(),
        ({ } word, { } limit) => $"{word} ({limit})",
        _ => "any",
    };
}
