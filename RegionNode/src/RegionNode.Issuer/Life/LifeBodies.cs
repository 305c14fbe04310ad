using RegionNode.Issuer.Issuing;

namespace RegionNode.Issuer.Life;

/// <summary>A duty of the driver, stated in both languages.</summary>
internal sealed record DutyBody(string Zh, string En)
{
    /// <summary>On seizure the paper licence is handed in.</summary>
    internal static readonly DutyBody HandInPaper = new(
        "驾驶证已被扣留：持证人须将纸质驾驶证交至扣留机关。", "The licence is seized: the holder must hand in the paper licence to the office that seized it.");
}

/// <summary>What an event did.</summary>
/// <param name="EventId">Its number in the driver's book.</param>
/// <param name="Consequence">What becomes of the licences, all that stands against them counted.</param>
/// <param name="Letters">The driver's letters now.</param>
/// <param name="MustHandInPaper">Whether the paper licence has to be handed in.</param>
/// <param name="Duty">The duty in words; absent where there is none.</param>
internal sealed record LifeOutcomeBody(long EventId, Consequence Consequence, string Letters, bool MustHandInPaper, DutyBody? Duty)
{
    internal static LifeOutcomeBody Of(LifeOutcome outcome) => new(
        outcome.EventId, outcome.Consequence, outcome.Letters, outcome.MustHandInPaper, outcome.MustHandInPaper ? DutyBody.HandInPaper : null);
}

/// <summary>One recorded event.</summary>
internal sealed record LifeEventBody(long EventId, DateTimeOffset At, LifeEvent Event, string Letters, Consequence Consequence, string Who, string Why);

/// <summary>How a driver stands now.</summary>
/// <param name="FileNumber">As asked.</param>
/// <param name="Letters">The letters that count now.</param>
/// <param name="Consequence">What they do to a licence.</param>
/// <param name="Points">Points of the running cycle.</param>
/// <param name="PointsClearDate">The day they are cleared.</param>
/// <param name="PaperDueSince">Since when the paper licence has to be handed in; absent: it has not.</param>
/// <param name="Duty">The duty in words.</param>
/// <param name="Licences">All licences, oldest first.</param>
internal sealed record DriverBody(
    string FileNumber, string Letters, Consequence Consequence, int Points, DateOnly? PointsClearDate, DateTimeOffset? PaperDueSince, DutyBody? Duty,
    IReadOnlyList<LicenceBody> Licences);
