using Federation.Hosting.Problems;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// The one order in which a caller with a device key is let in: 1. the nonce is ours and young; 2. the key is one; 3. its holder signed
/// act, nonce and subject; 4. what the call is about is found; 5. the nonce is spent. Nobody spends one who has nothing here, so that
/// strangers cannot fill the table of spent ones.
/// </summary>
internal sealed class KeyDoor(NodeOptions options, Nonces nonces)
{
    /// <summary>What was found and the device that proved its key; or why not.</summary>
    /// <param name="nonce">As it came.</param>
    /// <param name="deviceKey">As it came.</param>
    /// <param name="proof">As it came.</param>
    /// <param name="act">What the proof must be for.</param>
    /// <param name="subject">What it must cover.</param>
    /// <param name="find">Looks for what the device may have.</param>
    /// <param name="notFound">Said where it finds nothing.</param>
    internal (T? Found, ProvenDevice? Device, ProblemResult? Problem) Open<T>(
        string nonce, DeviceKeyBody deviceKey, string proof, HolderAct act, string subject, Func<ProvenDevice, T?> find, ProblemCode notFound)
        where T : class
    {
        if (!nonces.IsFresh(nonce))
            return Refuse(IssuerProblems.NonceRefused);
        if (ProvenDevice.KeyOf(deviceKey) is not { } key)
            return Refuse(IssuerProblems.DeviceKeyRefused);
        if (ProvenDevice.Prove(key, act, options.Code, nonce, subject, proof) is not { } device)
            return Refuse(IssuerProblems.ProofRefused);
        if (find(device) is not { } found)
            return Refuse(notFound);
        return nonces.Spend(nonce) switch
        {
            NonceState.Spent => (found, device, null),
            NonceState.Full => Refuse(CommonProblems.Unavailable),
            _ => Refuse(IssuerProblems.NonceRefused),
        };

        static (T?, ProvenDevice?, ProblemResult?) Refuse(ProblemCode problem) => (null, null, problem.Result());
    }
}
