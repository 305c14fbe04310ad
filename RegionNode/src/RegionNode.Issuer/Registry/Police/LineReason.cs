namespace RegionNode.Issuer.Registry.Police;

/// <summary>Why a line or an event is refused: a closed list; numbers are stored and never given to another meaning. Words in <see cref="LineReasonText"/>.</summary>
internal enum LineReason
{
    /// <summary>Not text in the encoding that was named, or text that was damaged before it came (U+FFFD).</summary>
    BadEncoding = 1,

    /// <summary>The line or a field is longer than the limit.</summary>
    TooLong = 2,

    /// <summary>Not one JSON object of texts and numbers with each member once; or quotes that do not close.</summary>
    Malformed = 3,

    /// <summary>Another number of fields than the header has.</summary>
    WrongFieldCount = 4,

    /// <summary>A field that every record has is empty.</summary>
    FieldMissing = 5,

    /// <summary>Not twelve digits that begin with a province.</summary>
    FileNumberMalformed = 6,

    /// <summary>The licence number has another form.</summary>
    NumberMalformed = 7,

    /// <summary>The check character does not fit the citizen number, or its birth date is no day.</summary>
    BadCheckDigit = 8,

    /// <summary>No birth date: the number is no citizen number and CSRQ is empty.</summary>
    BirthDateMissing = 9,

    /// <summary>Empty, too long, or with control characters.</summary>
    NameMalformed = 10,

    /// <summary>A name of one character: nobody but a person can say which part it is.</summary>
    NameNotSplit = 11,

    /// <summary>A class that GA/T does not have.</summary>
    UnknownClass = 12,

    /// <summary>A class stands twice.</summary>
    ClassTwice = 13,

    /// <summary>A class was added that is not among those held.</summary>
    AddedClassNotHeld = 14,

    /// <summary>Not a day, or not an instant.</summary>
    DateMalformed = 15,

    /// <summary>Birth, first issue, period from and period to are not in this order.</summary>
    DateOrder = 16,

    /// <summary>Points are not a number from 0 to 999.</summary>
    PointsOutOfRange = 17,

    /// <summary>Not a set of letters, each once.</summary>
    LettersMalformed = 18,

    /// <summary>A letter that the named table does not have.</summary>
    UnknownLetter = 19,

    /// <summary>An office that is not in the office book, or outside this region.</summary>
    UnknownOffice = 20,

    /// <summary>Changed more than a day in the future: it would hold off every later change.</summary>
    ChangedInFuture = 21,

    /// <summary>The sex or nationality has another form.</summary>
    PersonMalformed = 22,

    /// <summary>An earlier line of the same import has this file number.</summary>
    DuplicateLine = 23,

    /// <summary>The stored record, or an event that was taken, is newer.</summary>
    OlderThanStored = 24,

    /// <summary>The record as a whole breaks a rule of the licence.</summary>
    RecordRule = 25,

    /// <summary>An event of a kind that is not in the list.</summary>
    UnknownEvent = 26,

    /// <summary>A letter table of a version that is not known.</summary>
    UnknownLetterTable = 27,

    /// <summary>Neither sequence nor GXSJ: its place among others cannot be known.</summary>
    NoOrder = 28,

    /// <summary>There is no driver of that file number here.</summary>
    NoSuchDriver = 29,

    /// <summary>An event of this id with other content was seen before.</summary>
    IdUsedOtherwise = 30,

    /// <summary>The driver's record or licence does not allow this event now.</summary>
    NotPossible = 31,

    /// <summary>A defect of ours: the event is kept for people.</summary>
    Failed = 32,

    /// <summary>The driver moved to another region, which alone speaks of this driver now.</summary>
    MovedAway = 33,

    /// <summary>The licence ended, and the letters say that it did not: that takes an event of its own (Restored).</summary>
    RestoreRequired = 34,

    /// <summary>It was held or seized here by hand, and the letters say that it is not: that takes an event of its own (Released).</summary>
    ReleaseRequired = 35,

    /// <summary>A move of the driver is signed, and the log has not said yet what became of it: later.</summary>
    TransferPending = 36,
}

/// <summary>A refusal: why, and in which field (empty: the line as a whole). Holds nothing of the line's content.</summary>
internal sealed record LineFault(LineReason Reason, string Field)
{
    internal LineFault(LineReason reason, PoliceField field)
        : this(reason, field.ToString())
    {
    }

    internal static LineFault Whole(LineReason reason) => new(reason, string.Empty);
}
