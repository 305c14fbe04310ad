namespace RegionNode.Issuer.Identity;

/// <summary>What a provider is asked: is the person in front of the device the person of the record?</summary>
/// <param name="DocumentNumber">The record's licence number. Personal data.</param>
/// <param name="FamilyName">The record's family name. Personal data.</param>
/// <param name="GivenName">The record's given name. Personal data.</param>
/// <param name="Application">For which application.</param>
/// <param name="DeviceKey">Thumbprint of the device key that the result will be bound to.</param>
/// <param name="Challenge">Ours, used once.</param>
internal sealed record IdentityQuestion(string DocumentNumber, string FamilyName, string GivenName, string Application, string DeviceKey, string Challenge);

/// <summary>What a provider answers. A closed list.</summary>
internal enum IdentityResult
{
    /// <summary>The evidence shows the person of the record, alive, for this challenge, application and device.</summary>
    SamePerson,

    /// <summary>It does not.</summary>
    NotShown,

    /// <summary>The provider did not answer; ask again with the same evidence.</summary>
    NoAnswer,
}

/// <summary>
/// The real seam: the state's service that compares a living face with the police registry (实人认证). Trusted to know persons and
/// to bind its evidence to the challenge; sees no photo, record or licence of ours beyond the question.
/// </summary>
internal interface IIdentityProvider
{
    /// <summary>Its name in the interface and in the books.</summary>
    string Name { get; }

    /// <summary>Judges one piece of evidence. Never throws for what the evidence is.</summary>
    Task<IdentityResult> JudgeAsync(IdentityQuestion question, string evidence, CancellationToken cancellation);
}
