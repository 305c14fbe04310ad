using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>Status: lists, heads, snapshots, deltas, packages, live answers.</summary>
internal static class StatusTargets
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    internal static IEnumerable<FuzzTarget> All()
    {
        var region = RegionSimulator.Create("310000", "CN-SH", Now.AddDays(-5), new Uri("http://hub.test"));
        var uri = region.Node!.StatusBase + "0";
        var (list, key) = (region.StatusList(uri, 1, Now, (7, StatusValue.Suspended), (9, StatusValue.Invalid)), region.StatusKey);
        yield return new("status-cwt", bytes => Of(StatusListToken.ReadCwt(bytes)), [list]);
        yield return new("status-cwt-signed", bytes => Of(VerifiedStatusList.Verify(bytes, uri, _ => key.PublicKey, Now), content: Said), [list], Fresh: true);
        var claims = VerifiedStatusList.Verify(list, uri, _ => key.PublicKey, Now).Value;
        var jwt = Bytes(StatusListToken.ToJwt(claims.List, claims.Claims, key, claims.KeyId));
        yield return new("status-jwt", bytes => Of(StatusListToken.ReadJwt(Text(bytes))), [jwt]);
        yield return new("status-jwt-signed", bytes => Of(VerifiedStatusList.VerifyJwt(Text(bytes), uri, _ => key.PublicKey, Now), content: Said), [jwt], Fresh: true);
        var log = new SimulatedLog("310000", "320000", "330000");
        var status = new SimulatedStatus(log);
        var head = status.Change(region, Now, (7, StatusValue.Suspended), (70_000, StatusValue.Invalid));
        status.Seal(Now);
        status.Change(region, Now.AddMinutes(1), (7, StatusValue.Valid), (99, StatusValue.Superseded));
        var epoch = status.Seal(Now.AddMinutes(1));
        yield return new("status-head", bytes => Of(VerifiedStatusHead.Verify(bytes, "310000", _ => key.PublicKey, Now), content: one => Convert.ToHexString(one.Hash.Span)), [head.Head], Fresh: true);
        yield return new("status-delta", bytes => Of(StatusDeltaCodec.Decode(bytes), StatusDeltaCodec.Encode), [head.Delta, status.HeadOf("310000", 2).Delta]);
        yield return new("status-snapshot", bytes => Of(StatusSnapshotCodec.Decode(bytes), StatusSnapshotCodec.Encode), [StatusSnapshotCodec.Encode(status.StateOf("310000", 2)), StatusSnapshotCodec.Encode(new RegionStatus(1))]);
        yield return new("status-package", bytes => Of(StatusPackage.Read(bytes), one => one.Write()), [status.Snapshot(epoch).Write(), status.Rollup(0, epoch).Write(), status.Heads(epoch).Write()]);
        var question = new LiveStatusQuestion("310000", uri, 7, new byte[16]);
        var answer = SampleLive.Sign(region, question, StatusValue.Valid, "A", Now);
        yield return new("live-answer", bytes => Of(LiveAssertion.Verify(bytes, question, _ => key.PublicKey, Now), content: one => one.Claims with { Nonce = default } + ""), [answer], Fresh: true);
    }

    private static string Said(VerifiedStatusList list) => $"{list.Uri} {list.Claims.IssuedAt:O} {list.Claims.Expires:O} {string.Join(',', Enumerable.Range(0, 16).Select(n => list.StatusOf(n)))}";
}
