using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>A side does not sign: for good, with a reason; or not now, and the new side asks again.</summary>
internal sealed class MoveRefusedException : Exception
{
    private MoveRefusedException(MoveReason? reason, string detail) : base(detail) => Reason = reason;

    /// <summary>Why it is over; null where asking again may help.</summary>
    internal MoveReason? Reason { get; }

    internal static MoveRefusedException For(MoveReason reason) => new(reason, reason.ToString());

    /// <summary>What does not prove itself: for good, or until clocks and trust lists of both sides agree.</summary>
    internal static MoveRefusedException Of(TransferFault fault) =>
        fault is TransferFault.UnknownKey or TransferFault.FromTheFuture ? Later(fault.ToString()) : For(MoveReason.NotProved);

    internal static MoveRefusedException Later(string why) => new(null, why);
}
