using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl;

/// <summary>The trust list and the status that a verifier's folder holds.</summary>
internal static class StatusFolder
{
    /// <summary>The trust list of a folder.</summary>
    /// <exception cref="UsageException">There is no such folder, or it holds none.</exception>
    public static TrustState Trust(string folder, DateTimeOffset now)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--state {folder}: no such folder; make it by trustctl sync");
        var loaded = TrustClient.Load(TrustStore.Open(folder), now);
        return loaded.State ?? throw new UsageException($"--state {folder}: no trust list: {loaded.Fault} {loaded.Detail}");
    }

    /// <summary>The status of a folder, or null after a word on standard error.</summary>
    public static DeviceStatus? Status(string folder, TrustState trust, DateTimeOffset now)
    {
        var loaded = StatusStore.Open(folder).Load(trust, now);
        if (loaded.Status is null) Console.Error.WriteLine($"No status: {loaded.Fault} {loaded.Detail}; make it by trustctl status pull");
        return loaded.Status;
    }
}
