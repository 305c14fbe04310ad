using Conformance.Cases;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>Serves a status list and lets the adapter read it: by a trust list that names its key, or by keys given by hand.</summary>
internal static class StatusPlay
{
    /// <summary>Trusts the federation of a scene, which serves these lists.</summary>
    public static async Task<SimulatedRepository> TrustAsync(CaseRun run, Scene scene, params (string Uri, byte[] Token)[] lists)
    {
        var repository = scene.Published();
        var hub = await run.HubAsync();
        hub.Files = repository.Files;
        foreach (var (uri, token) in lists)
            hub.PutStatusList(uri, token);
        await run.InitAsync(repository.Anchor);
        await run.SyncAsync(scene.SyncedAt, Expectation.Accepted(Evidence.Of(repository)));
        return repository;
    }

    /// <summary>Reads one token, at the instant of the sync.</summary>
    /// <param name="run">The case.</param>
    /// <param name="scene">Whose keys are trusted.</param>
    /// <param name="token">What is served.</param>
    /// <param name="asJwt">The JWT form, always by keys; else the CWT form, by a trust list where the adapter has one.</param>
    /// <param name="index">The entry.</param>
    /// <param name="expected">What the answer must say.</param>
    public static async Task ReadAsync(CaseRun run, Scene scene, byte[] token, bool asJwt, long index, Expectation expected)
    {
        if (!asJwt && run.Has(Feature.TrustList))
        {
            await TrustAsync(run, scene, (scene.StatusUri, token));
            await run.StatusAsync(scene.StatusUri, index, scene.SyncedAt, expected);
            return;
        }
        if (!run.Has(Feature.StatusKeys))
            throw new CaseEndException(Outcome.Unsupported, $"needs {Feature.TrustList} or {Feature.StatusKeys}");
        var hub = await run.HubAsync();
        var path = asJwt ? "list.jwt" : "list.cwt";
        hub.Put(path, token);
        await run.InitStatusKeysAsync([(scene.Home.StatusKey.PublicKey.Thumbprint, scene.Home.StatusKey.PublicKey.SubjectPublicKeyInfo.ToArray())]);
        await run.StatusAsync(scene.StatusUri, index, scene.SyncedAt, expected, new Uri(hub.Url, path));
    }

    /// <summary>The list says this of the entry.</summary>
    public static Expectation Says(string uri, long index, StatusValue value) => Expectation.Accepted(Evidence.Status(uri, index, value));
}
