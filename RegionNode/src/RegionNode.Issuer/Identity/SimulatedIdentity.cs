using System.Security.Cryptography;

namespace RegionNode.Issuer.Identity;

/// <summary>
/// Stands for a provider in rehearsals and proves nothing: evidence is a hash that whoever knows the licence number can compute. It
/// is bound to application, device key and challenge as a real one's must be. A node outside a rehearsal starts with it only where
/// its operator says so twice (<see cref="NodeOptions.AllowSimulatedIdentity"/>).
/// </summary>
internal sealed class SimulatedIdentity : IIdentityProvider
{
    /// <summary>The value of <see cref="NodeOptions.IdentityProvider"/>.</summary>
    internal const string ProviderName = "simulated";

    private const string Context = "simulated-identity-1";

    public string Name => ProviderName;

    public Task<IdentityResult> JudgeAsync(IdentityQuestion question, string evidence, CancellationToken cancellation) => Task.FromResult(
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(evidence), System.Text.Encoding.UTF8.GetBytes(EvidenceOf(question)))
            ? IdentityResult.SamePerson
            : IdentityResult.NotShown);

    /// <summary>SHA-256, lower-case hex, of context, licence number, application, thumbprint and challenge, each on a line of its own, LF between them.</summary>
    internal static string EvidenceOf(IdentityQuestion question) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', Context, question.DocumentNumber, question.Application, question.DeviceKey, question.Challenge))));
}
