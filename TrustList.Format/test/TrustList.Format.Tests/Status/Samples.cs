using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Status;

/// <summary>A region's status key (a test key), its list and an answer, from which tests depart.</summary>
internal static class Samples
{
    public const string Uri = "http://hub.test/status/310000/0";
    public const string KeyId = "test-status-key-1";
    public static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    public static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    public static readonly SoftwareSigner Stranger = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    public static StatusListClaims Claims { get; } =
        new(Uri, Now.AddMinutes(-5), Now.AddDays(1), TimeSpan.FromMinutes(10), "http://hub.test/status/310000", 7);

    public static StatusList List { get; } = MakeList();

    public static LiveStatusQuestion Question { get; } = new("310000", Uri, 1_048_575, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 });

    public static LiveStatusClaims Answer { get; } = new()
    {
        Region = Question.Region,
        StatusUri = Question.StatusUri,
        Index = Question.Index,
        Value = StatusValue.Suspended,
        Letters = "BDJ",
        Points = 12,
        PointsClear = new DateOnly(2021, 3, 1),
        IssuedAt = Now,
        Expires = Now.AddMinutes(10),
        Nonce = Question.Nonce,
    };

    public static PublicKey? StatusKey(string keyId) => keyId == KeyId ? Signer.PublicKey : null;

    public static byte[] Cwt(StatusListClaims? claims = null, ISigner? signer = null, string keyId = KeyId) =>
        StatusListToken.ToCwt(List, claims ?? Claims, signer ?? Signer, keyId);

    private static StatusList MakeList()
    {
        var builder = new StatusListBuilder(4, 1 << 20);
        (builder[0], builder[1], builder[2], builder[3]) = (1, 0xC, 0x7, 0xD);
        builder[(1 << 20) - 1] = 2;
        return builder.ToList();
    }
}
