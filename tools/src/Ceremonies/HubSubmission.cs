using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Net.Client;
using TrustList.Protocol;

namespace Federation.Ceremonies;

/// <summary>Brings what operators signed to a hub. The hub checks the signatures; the caller needs no account.</summary>
public sealed class HubSubmission : IDisposable
{
    private readonly TlsIdentity identity = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly GrpcChannel channel;

    /// <summary>Prepares calls to one hub, known by the pin of its TLS key, or by two while it changes.</summary>
    public HubSubmission(Uri nodeUrl, params string[] pins) => channel = GrpcChannel.ForAddress(nodeUrl, new GrpcChannelOptions
    {
        HttpHandler = PinnedHandler.Create(identity, () => pins.ToHashSet(StringComparer.Ordinal)),
        DisposeHttpClient = true,
    });

    /// <summary>Submits one role's metadata with the files that it names. A refusal is an <see cref="Grpc.Core.RpcException"/> with the hub's reason.</summary>
    public async Task<Receipt> Submit(string role, byte[] metadata, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        var request = new SubmitMetadataRequest
        {
            SubmissionId = $"{role}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(metadata))[..32]}",
            Role = role,
            Metadata = ByteString.CopyFrom(metadata),
        };
        request.Targets.AddRange(files.Select(file => new TargetFileBytes { Path = file.Key, Content = ByteString.CopyFrom(file.Value) }));
        return await new Admission.AdmissionClient(channel).SubmitMetadataAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10), cancellationToken: cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        identity.Dispose();
    }
}
