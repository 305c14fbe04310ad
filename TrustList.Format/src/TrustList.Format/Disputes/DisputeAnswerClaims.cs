using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Disputes;

/// <summary>What the home region answers to a dispute (SPEC.md §15.6).</summary>
/// <param name="Home">The region that answers, six digits.</param>
/// <param name="Reporting">The region that reported.</param>
/// <param name="At">When, whole seconds.</param>
/// <param name="DisputeHash">The hash of the dispute (<see cref="DisputeRecord.Hash"/>), 32 bytes.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Value">The status after the answer; null where there is no such licence, and only there.</param>
public sealed record DisputeAnswerClaims(
    string Home, string Reporting, DateTimeOffset At, ReadOnlyMemory<byte> DisputeHash, DisputeFinding Finding, StatusValue? Value)
{
    /// <summary>The first rule broken; null when none is.</summary>
    internal string? Broken() =>
        !RegionCode.IsValid(Reporting) || !RegionCode.IsValid(Home) ? "a region is not six digits"
        : DisputeHash.Length != 32 ? "a hash has 32 bytes"
        : !Enum.IsDefined(Finding) ? "the finding is not of its closed list"
        : Value is { } value && !Enum.IsDefined(value) ? "there is no such status"
        : Value is null != (Finding == DisputeFinding.NotOurs) ? "a status belongs to every finding but NotOurs"
        : null;
}
