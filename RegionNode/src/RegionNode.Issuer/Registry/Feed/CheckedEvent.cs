using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>
/// An event that has its form. Holding one proves that kind, file number, place among others and all fields of the kind were read;
/// not that the driver is here or that the event may follow. Made only by <see cref="Check"/>.
/// </summary>
internal sealed class CheckedEvent
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromDays(1);
    private readonly Func<DriverRecordBody, IReadOnlyList<LifeEvent>> happened;

    private CheckedEvent(string fileNumber, FeedTopic topic, long sequence, StatedAt? updated, Func<DriverRecordBody, IReadOnlyList<LifeEvent>> happened) =>
        (FileNumber, Topic, Sequence, Updated, this.happened) = (fileNumber, topic, sequence, updated, happened);

    internal string FileNumber { get; }

    internal FeedTopic Topic { get; }

    /// <summary>The place among the driver's events; 0: not given.</summary>
    internal long Sequence { get; }

    /// <summary>GXSJ; null: not given, then the sequence is.</summary>
    internal StatedAt? Updated { get; }

    /// <summary>What happened, in order; empty where the record says so already.</summary>
    internal IReadOnlyList<LifeEvent> Happened(DriverRecordBody stored) => happened(stored);

    /// <summary>Runs every check of form; the fault where one fails.</summary>
    internal static (CheckedEvent? Event, LineFault? Fault) Check(FeedEvent feedEvent, DateTimeOffset now)
    {
        if (feedEvent.Fault is { } fault)
            return (null, fault);
        if (!Enum.TryParse<FeedKind>(feedEvent.Kind, ignoreCase: false, out var kind) || !Enum.IsDefined(kind) || feedEvent.Kind != kind.ToString())
            return (null, new LineFault(LineReason.UnknownEvent, "event"));
        var fields = feedEvent.Fields;
        if (fields[PoliceField.DABH] is not { } fileNumber || !TrustList.Format.Credentials.FileNumber.IsValid(fileNumber))
            return (null, new LineFault(LineReason.FileNumberMalformed, PoliceField.DABH));
        StatedAt? updated = null;
        if (fields[PoliceField.GXSJ] is { } text)
        {
            if (!PoliceDates.TryInstant(text, out var instant))
                return (null, new LineFault(LineReason.DateMalformed, PoliceField.GXSJ));
            if (instant > now + ClockDifference)
                return (null, new LineFault(LineReason.ChangedInFuture, PoliceField.GXSJ));
            updated = PoliceDates.TryDay(text, out var day) ? StatedAt.On(day, now) : StatedAt.At(instant.ToUniversalTime());
        }
        if (updated is null && feedEvent.Sequence is null)
            return (null, new LineFault(LineReason.NoOrder, PoliceField.GXSJ));
        var (happened, wrong) = FeedReading.Of(kind, feedEvent, ChinaTime.DayOf(updated?.Earliest ?? now));
        return happened is null
            ? (null, wrong)
            : (new CheckedEvent(fileNumber, FeedTopics.Of(kind), feedEvent.Sequence ?? 0, updated, happened), null);
    }
}
