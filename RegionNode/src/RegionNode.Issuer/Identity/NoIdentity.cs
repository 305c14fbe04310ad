namespace RegionNode.Issuer.Identity;

/// <summary>No provider is set up: applications of the app wait, and the counter checks identity as it always did.</summary>
internal sealed class NoIdentity : IIdentityProvider
{
    /// <summary>The value of <see cref="NodeOptions.IdentityProvider"/>.</summary>
    internal const string ProviderName = "none";

    public string Name => ProviderName;

    public Task<IdentityResult> JudgeAsync(IdentityQuestion question, string evidence, CancellationToken cancellation) => Task.FromResult(IdentityResult.NoAnswer);
}
