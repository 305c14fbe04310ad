using Grpc.Core;

namespace TrustHub.Admission;

/// <summary>The gRPC status of each fault: what a caller's code decides by, before it looks at the code in the trailer.</summary>
public static class RefusalStatus
{
    /// <summary>InvalidArgument: never try this again. PermissionDenied: not you, or not so signed. FailedPrecondition: the hub's state is against it. AlreadyExists: other bytes are there. ResourceExhausted: less, or later.</summary>
    public static StatusCode Of(AdmissionFault fault) => fault switch
    {
        AdmissionFault.TooLarge or AdmissionFault.Busy => StatusCode.ResourceExhausted,
        AdmissionFault.Equivocation or AdmissionFault.SubmissionIdReused => StatusCode.AlreadyExists,
        AdmissionFault.NotDelegated or AdmissionFault.BelowThreshold or AdmissionFault.BelowSuites or AdmissionFault.PinNotListed or AdmissionFault.IacaNotPinned
            or AdmissionFault.StatusKeyUnknown or AdmissionFault.StatusKeyNotActive or AdmissionFault.BadSignature => StatusCode.PermissionDenied,
        AdmissionFault.Rollback or AdmissionFault.VersionGap or AdmissionFault.Expired or AdmissionFault.FromTheFuture
            or AdmissionFault.NotSuccessor or AdmissionFault.RegionNotAdmitted or AdmissionFault.RegionNotReady
            or AdmissionFault.BadKeyDates or AdmissionFault.BrokenChain or AdmissionFault.EntrySpent => StatusCode.FailedPrecondition,
        _ => StatusCode.InvalidArgument,
    };
}
