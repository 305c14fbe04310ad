namespace Demo.World;

/// <summary>Waits for what other processes do, bounded.</summary>
public static class Wait
{
    /// <summary>Asks every 40 ms until the answer is yes, for far longer than it takes where nothing is wrong; a <see cref="TimeoutException"/> names what did not happen.</summary>
    public static async Task Until(string what, Func<Task<bool>> holds, CancellationToken cancel, int seconds = 60)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (await Holds(holds)) return;
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromSeconds(seconds)) throw new TimeoutException($"not within {seconds} s: {what}");
            await Task.Delay(40, cancel);
        }
    }

    private static async Task<bool> Holds(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (Exception notYet) when (notYet is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }
}
