using Microsoft.Data.Sqlite;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Status;

/// <summary>The one rule from a driver's letters to the status of each of their licences, and the one way to change it.</summary>
internal static class DriverStatus
{
    /// <summary>The worse of what the letters say and, for a superseded licence, SUPERSEDED.</summary>
    internal static StatusValue ValueOf(string letters, bool superseded)
    {
        var worst = StatusLetters.Worst(letters);
        return superseded ? StatusValues.Worse(worst, StatusValue.Superseded) : worst;
    }

    /// <summary>Gives every licence of a driver these letters; true when any changed. Part of the caller's transaction.</summary>
    internal static bool SetLetters(SqliteConnection db, string fileNumber, string letters, string reason, bool? urgent, DateTimeOffset now)
    {
        var changed = false;
        foreach (var licence in LicenceTable.OfDriver(db, fileNumber))
            changed |= Set(db, licence, letters, licence.Superseded != 0, reason, urgent, now);
        return changed;
    }

    /// <summary>Marks the driver's other licences as superseded by this one; true when any changed. Part of the caller's transaction.</summary>
    internal static bool SupersedeOthers(SqliteConnection db, LicenceRow newest, DateTimeOffset now)
    {
        var changed = false;
        foreach (var older in LicenceTable.OfDriver(db, newest.FileNumber).Where(l => l.Id != newest.Id && l.Superseded == 0))
            changed |= Set(db, older, older.Letters, superseded: true, "superseded", urgent: null, now);
        return changed;
    }

    private static bool Set(SqliteConnection db, LicenceRow licence, string letters, bool superseded, string reason, bool? urgent, DateTimeOffset now)
    {
        var value = ValueOf(letters, superseded);
        if (licence.Letters == letters && licence.StatusValue == value && licence.Superseded != 0 == superseded)
            return false;
        LicenceTable.SetStatus(db, licence.Id, letters, superseded, value);
        var worse = value.Severity() > licence.StatusValue.Severity();
        StatusTables.AppendChange(db, new StatusChangeRow(licence.Id, licence.Block, letters, value, reason, urgent ?? (worse && !superseded), now));
        return true;
    }
}
