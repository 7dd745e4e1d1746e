using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Planning;

/// <summary>The files that lie on a rig's drive: each role's first choice.</summary>
internal static class ModelFiles
{
    public static IReadOnlyList<ByteSize> Of(PurchaseRequirements requirements)
    {
        var files = new List<ByteSize>();
        foreach (var candidate in requirements.Roles.Select(r => r.Candidates[0]).Distinct())
        {
            if (candidate.Model.Architecture is { } architecture && WeightCalculator.Calculate(architecture, candidate.Quantisation).TryGet(out var layout))
                files.Add(layout.FileSize);
        }
        return files;
    }
}
