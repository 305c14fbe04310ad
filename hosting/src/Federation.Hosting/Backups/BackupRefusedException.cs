namespace Federation.Hosting.Backups;

/// <summary>A backup is not made or not put back; nothing was changed where the data lies.</summary>
public sealed class BackupRefusedException : Exception
{
    /// <summary>Why, and more for people.</summary>
    public BackupRefusedException(BackupFault fault, string detail, Exception? cause = null) : base($"{fault}: {detail}", cause) => Fault = fault;

    /// <summary>Why.</summary>
    public BackupFault Fault { get; }
}
