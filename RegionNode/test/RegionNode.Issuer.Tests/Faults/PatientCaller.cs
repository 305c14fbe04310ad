using System.Net;
using System.Text.Json;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>Asks again until there is an answer: what was cut off, refused for now or never connected may have happened or not.</summary>
internal sealed class PatientCaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private int answers;

    /// <summary>How many answers there were.</summary>
    internal int Answers => Volatile.Read(ref answers);

    /// <summary>The answer; null: not known.</summary>
    internal async Task<Answer?> TryAsync(Func<Task<Answer>> request)
    {
        try
        {
            var answer = await request();
            if (answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                return null;
            Interlocked.Increment(ref answers);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The first answer that is known.</summary>
    internal async Task<Answer> AskAsync(Func<Task<Answer>> request)
    {
        Answer? answer = null;
        await UntilAsync(async () => (answer = await TryAsync(request)) is not null, "an answer");
        return answer!;
    }

    /// <summary>The same; any other status than these is a failure.</summary>
    internal async Task<Answer> AskAsync(Func<Task<Answer>> request, params HttpStatusCode[] expected)
    {
        var answer = await AskAsync(request);
        Assert.True(expected.Contains(answer.Status), $"{(int)answer.Status} {answer.Text}");
        return answer;
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"did not come about: {what}");
            await Task.Delay(30);
        }
    }
}
