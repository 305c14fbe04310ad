namespace TrustList.Format.Registry;

/// <summary>What new notices are checked against where they are admitted.</summary>
/// <param name="Now">The instant of admission.</param>
/// <param name="TargetsVersion">The newest version of targets.</param>
/// <param name="Registry">The regions.</param>
/// <param name="Policy">How far a notice may reach back.</param>
/// <param name="Issuers">A region's own document, or null.</param>
public sealed record NoticeContext(
    DateTimeOffset Now, long TargetsVersion, RegistryDocument Registry, PolicyDocument Policy, Func<string, IssuersDocument?> Issuers);
