using TrustHub.Log;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

/// <summary>Reads the documents among the target files, and turns their broken rules into faults (README §2, step 6).</summary>
internal static class Documents
{
    /// <summary>Reads a document.</summary>
    public static Refused? Read<T>(TargetFileSet files, string path, DocumentReader<T> read, out T document)
    {
        var decoded = read(files[path].Span);
        document = decoded.Ok ? decoded.Value : default!;
        return decoded.Ok ? null : new(AdmissionFault.BadDocument, $"{path}: {decoded.Fault}: {decoded.Detail}");
    }

    /// <summary>The document speaks for the region of its role.</summary>
    public static Refused? OfRegion(string region, string code) =>
        region == code ? null : new(AdmissionFault.WrongRegion, $"the document is of region {region}, the role of {code}");

    /// <summary>A rule of the registry that a document breaks.</summary>
    public static Refused? Rule(RegistryRefusal? broken) => broken is null ? null : new(Fault(broken.Fault), broken.ToString());

    private static AdmissionFault Fault(RegistryFault fault) => fault switch
    {
        RegistryFault.WrongRegion => AdmissionFault.WrongRegion,
        RegistryFault.AlgorithmNotAllowed => AdmissionFault.AlgorithmNotAllowed,
        RegistryFault.IacaNotPinned => AdmissionFault.IacaNotPinned,
        RegistryFault.RecordDropped or RegistryFault.RecordLoosened or RegistryFault.HistoryRewritten => AdmissionFault.NotSuccessor,
        RegistryFault.SigningLifeTooLong or RegistryFault.NoticeTooShort => AdmissionFault.BadKeyDates,
        RegistryFault.NoticeOutOfBounds => AdmissionFault.BadNotice,
        _ => AdmissionFault.BadDocument,
    };
}
