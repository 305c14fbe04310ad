using Federation.Hosting.Tls;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests.Support;

/// <summary>A region and the TLS key of its node, which its node.json pins.</summary>
public sealed class NodeIdentity
{
    public NodeIdentity(string code, DateTimeOffset admittedAt, Uri statusHost)
    {
        // Chengdu is the region that signs with SM2.
        Region = RegionSimulator.Create(code == "510100" ? SignatureAlgorithm.SM2 : SignatureAlgorithm.ES256, code, "CN-SH", admittedAt, statusHost);
        Region.Node = Region.Node! with { IssuerPins = [Tls.Pin] };
    }

    public RegionSimulator Region { get; }

    public string Code => Region.Code;

    public TlsIdentity Tls { get; } = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    public string Uri(string list = "0") => Region.Node!.StatusBase + list;

    /// <summary>A status list in both forms that say the same.</summary>
    public SubmitStatusListRequest StatusList(long version, DateTimeOffset now, string list = "0", string? id = null)
    {
        var entries = new StatusListBuilder(4, 1_024) { [(int)(version % 1_024)] = (byte)StatusValue.Invalid }.ToList();
        var claims = new StatusListClaims(Uri(list), now, now.AddDays(7), TimeSpan.FromMinutes(5), Region.Node!.StatusBase.TrimEnd('/'), version);
        return Request(claims, entries, entries, id ?? $"status:{Code}:{list}:{version}");
    }

    /// <summary>A status list whose parts the test chooses.</summary>
    public SubmitStatusListRequest Request(
        StatusListClaims claims, StatusList cwt, StatusList jwt, string id, ISigner? signer = null)
    {
        var key = signer ?? Region.StatusKey;
        return new SubmitStatusListRequest
        {
            SubmissionId = id,
            Region = Code,
            Uri = claims.Uri,
            Version = (ulong)claims.ListVersion,
            Cwt = Google.Protobuf.ByteString.CopyFrom(StatusListToken.ToCwt(cwt, claims, key, key.PublicKey.Thumbprint)),
            Jwt = StatusListToken.ToJwt(jwt, claims, key, key.PublicKey.Thumbprint),
        };
    }
}
