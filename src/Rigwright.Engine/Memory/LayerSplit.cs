namespace Rigwright.Engine.Memory;

/// <summary>Which device each entry of a layer split goes to. The entries are the layers and, last, the output head.</summary>
public static class LayerSplit
{
    /// <summary>llama.cpp's rule (llama-model.cpp): an entry goes to the first device whose cumulative share exceeds the entry's position
    /// in the list, so that devices hold whole layers.</summary>
    /// <param name="entries">Layers and the output head, at least 1.</param>
    /// <param name="shares">Non-negative proportions, at least one positive.</param>
    public static int[] ByShares(int entries, IReadOnlyList<double> shares)
    {
        var total = shares.Sum();
        var result = new int[entries];
        for (var i = 0; i < entries; i++)
            result[i] = FirstAbove(shares, total, i / (double)entries);
        return result;
    }

    /// <summary>Whole layers in order so that the fullest device is as empty as possible relative to its capacity: the split to pass as
    /// <c>-ts</c>.</summary>
    /// <param name="entryBytes">Bytes of each entry with its cache.</param>
    /// <param name="fixedBytes">Bytes that each device holds besides (buffers, overhead).</param>
    /// <param name="capacityBytes">Usable bytes of each device.</param>
    public static int[] Balanced(ReadOnlySpan<long> entryBytes, ReadOnlySpan<long> fixedBytes, ReadOnlySpan<long> capacityBytes)
    {
        // The smallest common filling for which the greedy assignment succeeds is optimal for contiguous layers; 60 halvings are exact enough.
        double low = 0, high = 1e6;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Assign(entryBytes, fixedBytes, capacityBytes, middle, null))
                high = middle;
            else
                low = middle;
        }
        var result = new int[entryBytes.Length];
        Assign(entryBytes, fixedBytes, capacityBytes, high, result);
        return result;
    }

    private static int FirstAbove(IReadOnlyList<double> shares, double total, double position)
    {
        var cumulative = 0.0;
        for (var d = 0; d < shares.Count; d++)
        {
            cumulative += shares[d];
            if (cumulative / total > position)
                return d;
        }
        return shares.Count - 1;
    }

    private static bool Assign(
        ReadOnlySpan<long> entries, ReadOnlySpan<long> fixedBytes, ReadOnlySpan<long> capacities, double filling, int[]? result)
    {
        var device = 0;
        double used = fixedBytes[0];
        for (var i = 0; i < entries.Length; i++)
        {
            while (used + entries[i] > capacities[device] * filling)
            {
                if (++device == capacities.Length)
                    return false;
                used = fixedBytes[device];
            }
            used += entries[i];
            if (result is not null)
                result[i] = device;
        }
        return true;
    }
}
