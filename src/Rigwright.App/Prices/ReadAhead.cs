using System.Collections.Concurrent;

namespace Rigwright.App.Prices;

/// <summary>Makes a sequence on another core, in its order and a few thousand elements ahead.</summary>
internal static class ReadAhead
{
    private const int BatchSize = 512;
    private const int Batches = 16;

    /// <summary>The same elements; an exception of the source is thrown where its element would be.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source)
    {
        using var queue = new BlockingCollection<T[]>(Batches);
        using var stop = new CancellationTokenSource();
        var producer = Task.Run(() =>
        {
            try
            {
                foreach (var batch in source.Chunk(BatchSize))
                    queue.Add(batch, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Nobody wants the rest.
            }
            finally
            {
                queue.CompleteAdding();
            }
        });
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable())
            {
                foreach (var element in batch)
                    yield return element;
            }
            producer.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            // The source may hold a file: it is let go before the caller goes on.
            Task.WaitAny(producer);
        }
    }
}
