using TrustHub.Log;

namespace TrustHub.Admission;

/// <summary>What a submission is examined against.</summary>
/// <param name="State">What is admitted already.</param>
/// <param name="Held">Bytes that are held, by SHA-256.</param>
/// <param name="CallerPin">The pin of the caller's TLS key; null for the hub's operator, who begins a repository from files.</param>
/// <param name="Now">The instant.</param>
public sealed record AdmissionContext(LoggedState State, Func<string, byte[]?> Held, string? CallerPin, DateTimeOffset Now);
