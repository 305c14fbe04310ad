namespace RegionNode.Issuer.Moving;

/// <summary>The old office asks for a move.</summary>
/// <param name="FileNumber">The driver's.</param>
/// <param name="To">The region that the driver moves to, six digits.</param>
internal sealed record MoveBody(string FileNumber, string To);

/// <summary>The new office takes a driver: what the record says of an office from then on.</summary>
/// <param name="From">The old region, six digits.</param>
/// <param name="IssuingAuthority">The new authority.</param>
/// <param name="IssuingOffice">The new office's name (FZJG).</param>
/// <param name="IssuingOfficeCode">Its GB/T 2260 code, six digits; must lie in this region.</param>
internal sealed record NewOfficeBody(string From, string IssuingAuthority, string IssuingOffice, string IssuingOfficeCode);

/// <summary>A move as this side sees it; no personal data.</summary>
/// <param name="Id">32 hexadecimal digits, the same on both sides: the driver takes it to the new office.</param>
/// <param name="Side">Out or In.</param>
/// <param name="From">The old region.</param>
/// <param name="To">The new region.</param>
/// <param name="State">Requested, Prepared, Submitted, Committed or Aborted. Prepared and Submitted: TransferPending.</param>
/// <param name="OpenedAt">When it was asked for or accepted here.</param>
/// <param name="NotAfter">The deadline, once the record is signed.</param>
/// <param name="Reason">Why it was aborted.</param>
/// <param name="DecidedAt">When this side learnt what became of it.</param>
/// <param name="Proof">Committed: the transfer proof (SPEC.md §14.5), base64.</param>
internal sealed record MoveStandingBody(
    string Id, MoveSide Side, string From, string To, MoveState State, DateTimeOffset OpenedAt, DateTimeOffset? NotAfter, string? Reason,
    DateTimeOffset? DecidedAt, byte[]? Proof);
