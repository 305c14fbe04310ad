using System.Diagnostics;
using Demo.World;
using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Net.Client;
using TrustList.Protocol;

namespace Federation.Tests.Faults;

/// <summary>Asks through the front, without rest, what only a leader answers: how long nobody does is the outage that a node sees.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource end = new();
    private readonly TlsIdentity identity = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly GrpcChannel channel;
    private readonly Task asking;
    private long lastAnswer = Stopwatch.GetTimestamp();

    public Outage(HubSite hub)
    {
        channel = GrpcChannel.ForAddress(hub.NodeUrl, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(identity, () => new HashSet<string>(StringComparer.Ordinal) { hub.Pin }),
            DisposeHttpClient = true,
        });
        asking = AskAsync(new Admission.AdmissionClient(channel));
    }

    /// <summary>Waits for an answer to a question that was put after the moment, and that another leader gave.</summary>
    /// <returns>How long after the moment it came.</returns>
    public async Task<TimeSpan> EndedAsync(long moment, Func<Task<bool>> another, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var before = Volatile.Read(ref lastAnswer);
            if (before > moment && await another())
            {
                // The answer may have been the old leader's last: the next one is surely not.
                while (Volatile.Read(ref lastAnswer) is var after && after == before) await Task.Delay(Pause, cancel);
                return Stopwatch.GetElapsedTime(moment, Volatile.Read(ref lastAnswer));
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private async Task AskAsync(Admission.AdmissionClient client)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await client.GetReceiptAsync(new ReceiptQuery { SubmissionId = "nobody-sent-this" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience);
            }
            catch (RpcException answered) when (answered.StatusCode == StatusCode.NotFound)
            {
                Volatile.Write(ref lastAnswer, Stopwatch.GetTimestamp());
            }
            catch (RpcException)
            {
                // Nobody leads, or nobody is reached.
            }

            await Task.Delay(Pause, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await asking;
        channel.Dispose();
        identity.Dispose();
        end.Dispose();
    }
}
