using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>Shows a scene to an adapter: publishes its federation, lets the adapter sync, and asks about its presentation.</summary>
internal static class ScenePlay
{
    /// <summary>What a question of a scene holds that the protocol has no member for, or null where it can be asked.</summary>
    public static bool CanBeAsked(VerificationRequest request) =>
        request is { Live: null, LiveFault: null, Staple: null, TransferProof: null, Status: null, Profile: VerificationProfile.Strict };

    /// <summary>Plays a scene.</summary>
    /// <param name="run">The case.</param>
    /// <param name="scene">The scene, changed as the case wants it.</param>
    /// <param name="refusal">The reasons for which it must be rejected; none: it must be accepted.</param>
    /// <param name="isForgedSigner">Whether the scene's anchors are there for its signer's sake, so that a trust list may tell of both instead.</param>
    /// <param name="says">The status on which an accept must rest; null: that of the scene's list.</param>
    public static async Task PlayAsync(CaseRun run, Scene scene, string[] refusal, bool isForgedSigner = false, StatusValue? says = null)
    {
        // By hand nothing but the forgery speaks against it; so that is asked where it can be.
        if (scene.Anchors is not null && isForgedSigner && run.Has(Feature.TrustList) && !run.Has(Feature.Authorities))
            ListedSigner.List(scene);
        // The presentation first: what it rests on in the log is logged before the list is.
        var (request, shown) = scene.Code is { } code ? AskCode(scene, code.Write()) : AskResponse(scene, scene.Present());
        var versions = await TrustAsync(run, scene);
        // A list that tells of a forged signer may be refused for it, for many reasons.
        var expected = refusal.Length > 0 ? Expectation.Rejected(isForgedSigner && versions is not null ? [] : refusal)
            : Expectation.Accepted(versions is null ? Evidence.Of(shown) : Evidence.Of(shown, versions, scene.StatusUri, Scene.StatusIndex, says ?? scene.Status));
        await run.AskAsync(Question(scene, request, versions is not null), expected, CaseRun.ShortPatience);
    }

    /// <summary>Trusts what the scene's federation publishes, or where the adapter has no trust list the home region's authority.</summary>
    private static async Task<TrustVersions?> TrustAsync(CaseRun run, Scene scene)
    {
        if (scene.NoState)
            return null;
        if (scene.Anchors is { } anchors || !run.Has(Feature.TrustList))
        {
            await run.InitAuthoritiesAsync(scene.Anchors ?? [scene.Home.Iaca]);
            return null;
        }
        var repository = scene.Published();
        var hub = await run.HubAsync();
        hub.Files = repository.Files;
        if (scene.List() is { } list)
            hub.PutStatusList(scene.StatusUri, list);
        if (scene is { Log: { } log, Policy.Log: not null })
        {
            log.Log(repository.Now, Convert.FromHexString(repository.Versions.SnapshotSha256));
            hub.Log = log;
        }
        await run.InitAsync(repository.Anchor);
        await run.SyncAsync(scene.SyncedAt, Expectation.Accepted(Evidence.Of(repository)));
        return repository.Versions;
    }

    private static (VerificationRequest Request, byte[] Shown) AskResponse(Scene scene, byte[] response) => (scene.Ask(response), response);

    private static (VerificationRequest Request, byte[] Shown) AskCode(Scene scene, string text) => (scene.Ask(text), Encoding.UTF8.GetBytes(text));

    /// <summary>A question of a scene as a line of the protocol.</summary>
    public static JsonObject Question(Scene scene, VerificationRequest request, bool withTrustList)
    {
        var question = new JsonObject { ["cmd"] = "verify" };
        if (request.QrText is { } text)
            question["qr"] = text;
        if (request.QrText is null || !request.DeviceResponse.IsEmpty)
            question["presentation"] = Convert.ToBase64String(request.DeviceResponse.Span);
        Add("transcript", request.SessionTranscript);
        Add("challenge", request.Challenge);
        Add("staple", request.Staple);
        if (scene.WithMac && request.ReaderKey is not null)
            question["readerKey"] = Convert.ToBase64String(scene.Reader.Scalar);
        if (withTrustList && request.Acceptor is { } acceptor)
            question["acceptor"] = acceptor;
        if (withTrustList && request.Purpose is { } purpose)
            question["purpose"] = JsonNamingPolicy.CamelCase.ConvertName(purpose.ToString());
        question["now"] = Instants.Format(request.Now);
        return question;

        void Add(string name, ReadOnlyMemory<byte>? bytes)
        {
            if (bytes is { } given)
                question[name] = Convert.ToBase64String(given.Span);
        }
    }
}
