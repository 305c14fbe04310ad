using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>An application with what its photos came to.</summary>
/// <param name="Row">As stored.</param>
/// <param name="Refusals">Refused photos of the driver that count.</param>
/// <param name="Newest">The newest photo.</param>
internal sealed record ApplicationView(ApplicationRow Row, int Refusals, ReviewRow? Newest)
{
    internal static ApplicationView Of(StoreSession db, ApplicationRow row) =>
        new(row, ReviewTable.RefusedOf(db, row.Driver).Count, ReviewTable.NewestOf(db, row.Id));

    internal ApplicationBody ToBody(Issuing.OfferBody? offer = null)
    {
        var waits = Newest is { State: (long)ReviewState.Waiting };
        return new ApplicationBody(
            Row.Id,
            ChoiceOf(Row.Photo),
            Row.ChangesPhoto == 1, Row.Stage, Row.MadeAt.Instant(), Row.ChangedAt.Instant(), Refusals,
            Row.Stage == ApplicationState.AtCounter ? 0 : ApplicantDesk.MostRefusals - Refusals,
            waits ? Newest!.Deadline.Instant() : null, waits ? (DeadlineBasis)Newest!.Basis : null,
            Newest?.Reasons is { Length: > 0 } reasons ? ReasonBody.Read(reasons) : [],
            Row.LicenceId, offer);
    }

    private static PhotoChoice ChoiceOf(PhotoSource source) => source switch
    {
        PhotoSource.Registry => PhotoChoice.Stored,
        PhotoSource.Album => PhotoChoice.Album,
        PhotoSource.IdCard => PhotoChoice.IdCard,
        _ => PhotoChoice.Phone,
    };
}
