namespace Standins.Tests;

internal static class TestTimes
{
    /// <summary>After this a wait counts as a failure; nothing sleeps that long when all is well.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A deadline that a test lets pass on purpose; the foreign clients use the same. Long enough for the
    /// server to see the call first, on a busy machine too.
    /// </summary>
    internal static DateTime DeadlineFromNow => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2);
}
