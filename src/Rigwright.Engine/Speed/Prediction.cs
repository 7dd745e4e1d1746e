using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>A predicted rate with its 90 % interval.</summary>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="Value">The prediction.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Basis">How it was computed and which level of the calibration was used, for people.</param>
public sealed record Prediction(TokenRate Low, TokenRate Value, TokenRate High, string Basis);
