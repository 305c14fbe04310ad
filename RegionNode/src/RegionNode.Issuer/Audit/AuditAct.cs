namespace RegionNode.Issuer.Audit;

/// <summary>What can be done to a person's record. A closed list: the names stand in the trail and never change their meaning.</summary>
internal enum AuditAct
{
    /// <summary>A record was put or replaced.</summary>
    RecordPut,

    /// <summary>A record was read.</summary>
    RecordRead,

    /// <summary>A record came with an import of many.</summary>
    RecordImported,

    /// <summary>A refused event of the registry's feed was laid aside.</summary>
    FeedEventDismissed,

    /// <summary>An application was made or renewed.</summary>
    ApplicationMade,

    /// <summary>An application was moved on: identity shown, reviewed, refused, approved.</summary>
    ApplicationChanged,

    /// <summary>An application was read.</summary>
    ApplicationRead,

    /// <summary>A photo was given or replaced.</summary>
    PhotoPut,

    /// <summary>A photo was looked at.</summary>
    PhotoRead,

    /// <summary>A photo was judged.</summary>
    PhotoReviewed,

    /// <summary>A photo that was sent for review was erased.</summary>
    PhotoErased,

    /// <summary>A notice to an applicant was written.</summary>
    NoticeWritten,

    /// <summary>Notices were read.</summary>
    NoticeRead,

    /// <summary>The counter took a case or answered it.</summary>
    CounterCase,

    /// <summary>A licence was signed.</summary>
    LicenceIssued,

    /// <summary>A licence was given to its holder's device, newly or again.</summary>
    LicenceCollected,

    /// <summary>What the node knows of a licence was read.</summary>
    LicenceRead,

    /// <summary>A holder's device got the proof of when its licence was logged.</summary>
    ProofGiven,

    /// <summary>A holder's device got a signed statement to staple.</summary>
    AssertionGiven,

    /// <summary>A holder's device got the compact form of its licence.</summary>
    CompactGiven,

    /// <summary>A live question of an acceptor was answered.</summary>
    LiveAnswered,

    /// <summary>Status letters were changed.</summary>
    StatusChanged,

    /// <summary>An event of the life of a licence was recorded.</summary>
    LifeEvent,

    /// <summary>The events of a driver's licences were read.</summary>
    LifeRead,

    /// <summary>A device was reported as lost.</summary>
    DeviceLost,

    /// <summary>A move to or from another region was begun, moved on or ended.</summary>
    TransferChanged,

    /// <summary>A move was read.</summary>
    TransferRead,

    /// <summary>A driver's dossier left for another region or came from one.</summary>
    DossierMoved,

    /// <summary>A dispute was opened here or came from another region.</summary>
    DisputeOpened,

    /// <summary>A dispute was answered.</summary>
    DisputeAnswered,

    /// <summary>Disputes were read.</summary>
    DisputeRead,

    /// <summary>The trail itself was read, or a file number was looked up in it.</summary>
    AuditRead,

    /// <summary>The trail was exported.</summary>
    AuditExported,

    /// <summary>A caller who asked the same again got the answer that it had got before.</summary>
    AnswerRepeated,

    /// <summary>A check of the whole database opened every sealed value.</summary>
    DatabaseChecked,

    /// <summary>Sealed values were opened to be sealed under a newer key.</summary>
    DatabaseResealed,

    /// <summary>Operators said where a log ended: what it may have held goes by another.</summary>
    LogEnded,
}
