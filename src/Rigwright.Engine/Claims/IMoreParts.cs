using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Claims;

/// <summary>Parts beyond the catalogue's hand-checked ones that a plan may name.</summary>
public interface IMoreParts
{
    /// <summary>Every part that an id, part number or name stands for; rows of one product count once. Empty when it means nothing.</summary>
    IReadOnlyList<Part> Find(string name);

    /// <summary>What a name that means nothing may stand for, in words with ids; null when nothing resembles it.</summary>
    string? Like(string name);
}
