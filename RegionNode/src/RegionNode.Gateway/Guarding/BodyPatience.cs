namespace RegionNode.Gateway.Guarding;

/// <summary>How long the reading of a short request's body may take as a whole: who drips one holds a place only so long, however steadily it drips.</summary>
internal static class BodyPatience
{
    /// <summary>From the first look at the body to its end.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>What the refusal of such a body says.</summary>
    public static readonly string Detail = $"the whole body must come within {Most.TotalSeconds} seconds";

    /// <summary>What was read; or what stands for a body that came too slowly.</summary>
    /// <param name="read">Reads the body until its token says stop.</param>
    /// <param name="late">Stands for a body that came too slowly.</param>
    /// <param name="cancel">The caller has gone.</param>
    /// <typeparam name="T">What is read.</typeparam>
    public static async Task<T> Within<T>(Func<CancellationToken, Task<T>> read, T late, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Most);
        try
        {
            return await read(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return late;
        }
    }
}
