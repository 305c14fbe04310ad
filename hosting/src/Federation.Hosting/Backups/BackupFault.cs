namespace Federation.Hosting.Backups;

/// <summary>Why a backup is not made or not put back. A closed list.</summary>
public enum BackupFault
{
    /// <summary>There is nothing to back up, or no backup, in the folder.</summary>
    Absent,

    /// <summary>The folder has no manifest: the backup was never finished.</summary>
    Unfinished,

    /// <summary>The manifest is no manifest of this form.</summary>
    ManifestUnreadable,

    /// <summary>The manifest is not the one whose digest the operator names.</summary>
    ManifestChanged,

    /// <summary>It is another program's backup.</summary>
    OtherProgram,

    /// <summary>A file that the manifest names is not there.</summary>
    FileMissing,

    /// <summary>A file is shorter or longer than the manifest says.</summary>
    FileCut,

    /// <summary>A file has other bytes than the manifest says.</summary>
    FileChanged,

    /// <summary>A file is there that the manifest does not name.</summary>
    FileUnexpected,

    /// <summary>A file that would be backed up holds a private key, or the manifest names one where keys are kept.</summary>
    HoldsKey,

    /// <summary>The database does not hold together.</summary>
    DatabaseDamaged,

    /// <summary>A newer program made the database, or another one.</summary>
    OtherSchema,

    /// <summary>The journal does not lead to what the backup holds: it is of another database, has a gap, or is older.</summary>
    JournalBroken,

    /// <summary>Something stands where it would be written.</summary>
    TargetNotEmpty,
}
