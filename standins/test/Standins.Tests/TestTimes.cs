namespace Standins.Tests;

internal static class TestTimes
{
    /// <summary>After this a wait counts as a failure; nothing sleeps that long when all is well.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A deadline that a test lets pass on purpose.</summary>
    internal static readonly TimeSpan ShortDeadline = TimeSpan.FromMilliseconds(300);

    internal static DateTime ShortDeadlineFromNow =>
        TimeProvider.System.GetUtcNow().UtcDateTime + ShortDeadline;
}
