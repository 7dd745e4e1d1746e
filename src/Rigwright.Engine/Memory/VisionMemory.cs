using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>What looking at images takes (docs/formulas/overhead.md): the tower's weights where no file states them, its activations, and how many
/// tokens an image becomes. The shapes are the configuration's; the projector and the largest image are assumed where it does not give them.</summary>
public static class VisionMemory
{
    /// <summary>Assumed: edge in pixels of the largest image for towers of dynamic resolution (about one megapixel, the usual server limit).</summary>
    public const int AssumedImageEdge = 1024;

    private const int BytesPerWeight = 2;
    private const int BytesPerActivation = 4;

    /// <summary>Weights of tower and projector in 16 bits: as the configuration implies them, else four square matrices and two feed-forward matrices a layer, the patch embedding, and
    /// two projector matrices from merged patches to the text model.</summary>
    public static long Weights(VisionTower tower, int textHidden)
    {
        if (tower.Parameters is { } parameters)
            return parameters * BytesPerWeight;
        long width = tower.Hidden, inner = FeedForward(tower);
        var merged = width * tower.MergeSize * tower.MergeSize;
        var layers = tower.Layers * ((4 * width * width) + (2 * width * inner));
        return (layers + (3L * tower.PatchSize * tower.PatchSize * width) + (merged * merged) + (merged * textHidden)) * BytesPerWeight;
    }

    /// <summary>Activations while one image is encoded: residual, query, key, value and both feed-forward halves of every patch in 32 bits.</summary>
    public static long Buffer(VisionTower tower)
    {
        long edge = (tower.ImageSize ?? AssumedImageEdge) / tower.PatchSize;
        return edge * edge * ((6L * tower.Hidden) + (2 * FeedForward(tower))) * BytesPerActivation;
    }

    /// <summary>Tokens of context that one image takes.</summary>
    public static int ImageTokens(VisionTower tower, int width, int height)
    {
        var step = tower.PatchSize * tower.MergeSize;
        return ((width + step - 1) / step) * ((height + step - 1) / step);
    }

    private static long FeedForward(VisionTower tower) => tower.FeedForwardWidth > 0 ? tower.FeedForwardWidth : 4L * tower.Hidden;
}
