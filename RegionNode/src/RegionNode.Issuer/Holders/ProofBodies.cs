namespace RegionNode.Issuer.Holders;

/// <summary>A wallet asks when its licence was logged (SPEC.md §13.4). Whoever knows the hash has the licence.</summary>
/// <param name="StatusUri">The status list that the licence names.</param>
/// <param name="Index">Its index there.</param>
/// <param name="MsoSha256">SHA-256 of the security object as signed (the payload of issuerAuth), base64url.</param>
internal sealed record ProofQuestionBody(string StatusUri, int Index, string MsoSha256);
