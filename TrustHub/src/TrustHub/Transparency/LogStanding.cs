using TrustHub.Log;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustHub.Transparency;

/// <summary>
/// Whether this hub keeps the log that the present policy names: it does where policy names one with a key and an origin
/// of ours.
/// </summary>
/// <param name="Policy">The log as policy has it; null where none is kept.</param>
/// <param name="Signer">The key; null where none is kept.</param>
/// <param name="Refusal">Why none is kept although policy names one; else null.</param>
internal sealed record LogStanding(LogPolicy? Policy, ISigner? Signer, string? Refusal)
{
    /// <summary>Compares policy with what this hub has.</summary>
    public static LogStanding Of(LoggedState state, LogKeys keys, HubOptions options)
    {
        if (state.Policy?.Log is not { } policy)
            return new(null, null, null);
        if (options.LogOrigin.Length > 0 && options.LogOrigin != policy.Origin)
            return new(null, null, "policy names a log of another origin than Hub:LogOrigin");
        return keys.Find(policy.Key) is { } signer
            ? new(policy, signer, null)
            : new(null, null, "policy names a log whose key is not in the folder of keys");
    }
}
