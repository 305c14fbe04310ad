namespace RegionNode.Issuer.Moving;

/// <summary>Which side of a move this node is on. The numbers stand in the database.</summary>
internal enum MoveSide
{
    /// <summary>The driver leaves this region.</summary>
    Out = 0,

    /// <summary>The driver comes to this region.</summary>
    In = 1,
}

/// <summary>How far a move is on this side. The numbers stand in the database. It only goes forward.</summary>
internal enum MoveState
{
    /// <summary>Asked for by the office (out) or accepted by it (in). Nothing is signed: it may end without the log.</summary>
    Requested = 0,

    /// <summary>Out only: this side signed the record and gave the dossier away. From here on the log alone decides.</summary>
    Prepared = 1,

    /// <summary>Both signatures are here, and on the way to the log. The log alone decides.</summary>
    Submitted = 2,

    /// <summary>A witnessed epoch not after the deadline holds the record. For good.</summary>
    Committed = 3,

    /// <summary>It never happened, and never will. For good.</summary>
    Aborted = 4,
}

/// <summary>Why a move was refused or ended. A closed list.</summary>
internal enum MoveReason
{
    /// <summary>There is no record of the driver.</summary>
    NoSuchDriver,

    /// <summary>The driver has no signed licence here: there is nothing that must end. The new region's registry puts the record as moved.</summary>
    NoLicence,

    /// <summary>A status letter forbids moving: the licence has ended, or is held, seized, stopped or locked.</summary>
    Letters,

    /// <summary>The driver moved away before.</summary>
    MovedAway,

    /// <summary>Another move of the driver is under way.</summary>
    TransferPending,

    /// <summary>There is no such active region, or it is this one.</summary>
    NoSuchRegion,

    /// <summary>The other side knows no such move.</summary>
    NoSuchTransfer,

    /// <summary>The other side's message does not prove that it is its own, or is about something else.</summary>
    NotProved,

    /// <summary>The dossier cannot be opened, or is not the one that the record names.</summary>
    BadDossier,

    /// <summary>The record breaks a rule of this region's registry.</summary>
    RecordRefused,

    /// <summary>The new office does not lie in this region.</summary>
    OfficeElsewhere,

    /// <summary>The new region speaks of the driver already: it signed a licence and the driver never moved away, or letters of its own forbid the move.</summary>
    HeldHere,

    /// <summary>An office called it off before anything was signed.</summary>
    Cancelled,

    /// <summary>Nobody went on with it in time.</summary>
    NotTaken,

    /// <summary>The deadline was too near to sign.</summary>
    TooLate,

    /// <summary>Witnessed epochs up to one after the deadline hold no such record.</summary>
    NotLogged,
}
