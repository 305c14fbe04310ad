using System.Net;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>All roots that a hub serves, for the chain that a proposal carries. What they prove is checked by whoever follows them.</summary>
internal static class HubRoots
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> Fetch(Uri hub, CancellationToken cancel)
    {
        var roots = new List<ReadOnlyMemory<byte>>();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience, MaxResponseContentBufferSize = Limits.RootBytes };
        var tuf = new Uri(hub.AbsoluteUri.TrimEnd('/') + "/tuf/");
        try
        {
            while (roots.Count < Limits.RootRotations)
            {
                using var answer = await http.GetAsync(new Uri(tuf, $"{roots.Count + 1}.root.json"), cancel);
                if (answer.StatusCode == HttpStatusCode.NotFound) break;
                roots.Add(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel));
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new StopException(ExitCode.Undecided, $"{hub}: {broken.Message}");
        }

        return roots;
    }
}
