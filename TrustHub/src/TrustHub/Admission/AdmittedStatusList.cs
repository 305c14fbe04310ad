using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    /// <summary>Examines a status list: a region speaks for its own licences, in two forms that say the same.</summary>
    public static Examined StatusList(StatusSubmission submission, AdmissionContext context)
    {
        if (submission.Cwt.Length > Limits.StatusTokenBytes || submission.Jwt.Length > Limits.StatusTokenBytes)
            return Examined.Refuse(AdmissionFault.TooLarge, $"a token is larger than {Limits.StatusTokenBytes} bytes");
        var code = submission.Region;
        var region = context.State.Region(code);
        if ((RegionChain.Registered(context, code, out _) ?? RegionChain.Speaks(context, region, code)) is { } notSpeaking)
            return notSpeaking;
        if (ListOf(submission.Uri, region.Node!) is not { } list)
            return Examined.Refuse(AdmissionFault.BadStatusUri, $"the address of a list is the base of region {code} and a number");

        var keys = new StatusKeyRing(region.Issuers!, context.State.Policy!, context.State.NoticeBoard!, context.Now);
        var cwt = VerifiedStatusList.Verify(submission.Cwt, submission.Uri, keys.Find, context.Now);
        if (!cwt.Ok)
            return keys.Refusal("CWT", cwt.Fault, cwt.Detail);
        var jwt = VerifiedStatusList.VerifyJwt(submission.Jwt, submission.Uri, keys.Find, context.Now);
        if (!jwt.Ok)
            return keys.Refusal("JWT", jwt.Fault, jwt.Detail);

        var claims = cwt.Value.Claims;
        var refused =
            Same(cwt.Value, jwt.Value)
            ?? Stated(claims, submission.Version)
            ?? MetadataChecks.Newer($"the list {list} of region {code}", claims.ListVersion, VersionOf(region, submission.Uri));
        return refused is not null
            ? refused
            : new Admitted(submission.SubmissionId, AdmissionKind.Status, submission.Uri, claims.ListVersion, context.CallerPin,
            [
                (PublicPaths.StatusList(code, list, "cwt"), submission.Cwt),
                (PublicPaths.StatusList(code, list, "jwt"), System.Text.Encoding.UTF8.GetBytes(submission.Jwt)),
            ]);
    }

    /// <summary>The number that follows the base; null for an address that is not one of the region's.</summary>
    private static string? ListOf(string uri, NodeDocument node)
    {
        var number = node.OwnsStatusUri(uri) ? uri[node.StatusBase.Length..] : "";
        return PublicPaths.IsListNumber(number) ? number : null;
    }

    private static long? VersionOf(LoggedRegion region, string uri) =>
        region.StatusVersions.TryGetValue(uri, out var version) ? version : null;

    private static Refused? Same(VerifiedStatusList cwt, VerifiedStatusList jwt) =>
        cwt.Claims == jwt.Claims && cwt.KeyId == jwt.KeyId && cwt.List.SameAs(jwt.List)
            ? null
            : new(AdmissionFault.TokensDiffer, "CWT and JWT differ in claims, key or entries");

    private static Refused? Stated(StatusListClaims claims, ulong version) =>
        claims.Expires is null || claims.ListVersion < 1 ? new(AdmissionFault.Malformed, "the tokens lack exp or the list version")
        : (ulong)claims.ListVersion != version ? new(AdmissionFault.VersionMismatch, $"the message says version {version}, the tokens {claims.ListVersion}")
        : null;
}
