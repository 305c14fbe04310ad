using Demo.World;
using Grpc.Core;
using TrustList.Format.Metadata;

namespace Federation.Tests.Faults;

/// <summary>National operators who publish root and targets again and again, and repeat each submission until the hub has acknowledged it.</summary>
internal sealed class BusyOperators(Country country)
{
    private const int MostTries = 400;

    /// <summary>How many roots were published.</summary>
    public int Roots { get; private set; }

    /// <summary>How many submissions had to be sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>The next root and the next targets, one after the other.</summary>
    public async Task PublishNext(CancellationToken cancel)
    {
        await UntilAcknowledged(RoleNames.Root, country.Nation!.SignRoot(country.Clock.Now), new Dictionary<string, byte[]>(StringComparer.Ordinal), cancel);
        Roots++;
        var (targets, files) = country.Nation.SignTargets(country.Clock.Now);
        await UntilAcknowledged(RoleNames.Targets, targets, files, cancel);
    }

    private async Task UntilAcknowledged(string role, byte[] metadata, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await country.Hub.Submit(role, metadata, files, cancel);
                return;
            }
            catch (RpcException unknown) when (unknown.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Cancelled && tries < MostTries)
            {
                // Admitted or not: the same bytes again get the same receipt.
                Repeated++;
                await Task.Delay(50, cancel);
            }
        }
    }
}
