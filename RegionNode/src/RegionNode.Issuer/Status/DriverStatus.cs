using System.Security.Cryptography;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Status;

/// <summary>The one rule from a driver's letters to the status of each of their licences, and the one way to change it.</summary>
internal static class DriverStatus
{
    private const char Moved = 'C';

    /// <summary>The worst of what the letters say, SUPERSEDED for a superseded licence, and INVALID for one on a lost device.</summary>
    internal static StatusValue ValueOf(string letters, bool superseded, bool lost = false)
    {
        var worst = lost ? StatusValue.Invalid : StatusLetters.Worst(letters);
        return superseded ? StatusValues.Worse(worst, StatusValue.Superseded) : worst;
    }

    /// <summary>Gives every licence of a driver these letters; true when any changed. Part of the caller's transaction.</summary>
    internal static bool SetLetters(StoreSession db, DriverKey driver, string letters, bool? urgent, DateTimeOffset now)
    {
        var changed = false;
        if (!letters.Contains(Moved) && TransferTable.HasMovedAway(db, driver))
            letters += Moved; // Another region speaks of the driver: no word of this one lifts it.
        foreach (var licence in LicenceTable.OfDriver(db, driver))
            changed |= Set(db, licence, letters, licence.Superseded != 0, urgent, now);
        return changed;
    }

    /// <summary>Marks the driver's other licences as superseded by this one; true when any changed. Part of the caller's transaction.</summary>
    internal static bool SupersedeOthers(StoreSession db, LicenceRow newest, DateTimeOffset now)
    {
        var changed = false;
        foreach (var older in LicenceTable.OfDriver(db, newest.Driver).Where(l => l.Id != newest.Id && l.Superseded == 0))
            changed |= Set(db, older, older.Letters, superseded: true, urgent: null, now);
        return changed;
    }

    /// <summary>
    /// Marks every licence of a driver that a device has or was promised as superseded, before there is a newer one: what they say is no
    /// longer true. One that no device asked for yet will say what is true then. True when any changed. Part of the caller's transaction.
    /// </summary>
    internal static bool SupersedeAll(StoreSession db, DriverKey driver, bool? urgent, DateTimeOffset now)
    {
        var changed = false;
        foreach (var licence in LicenceTable.OfDriver(db, driver).Where(l => (l.IssuerSigned is not null || l.DeviceKey is not null) && l.Superseded == 0))
            changed |= Set(db, licence, licence.Letters, superseded: true, urgent, now);
        return changed;
    }

    /// <summary>
    /// Ends a licence for ever, at once: its device is lost. Every licence of the driver on the same device ends with it. True when one
    /// changed. Part of the caller's transaction.
    /// </summary>
    internal static bool Lose(StoreSession db, LicenceRow lost, DateTimeOffset now)
    {
        var changed = false;
        foreach (var licence in LicenceTable.OfDriver(db, lost.Driver).Where(l => l.DeviceKey == lost.DeviceKey && l.Lost == 0))
        {
            LicenceTable.SetLost(db, licence.Id);
            changed |= Set(db, licence with { Lost = 1 }, licence.Letters, licence.Superseded != 0, urgent: true, now);
        }
        // An offer for that device can be collected no more; another application opens it again.
        foreach (var offered in LicenceTable.OfDriver(db, lost.Driver).Where(l => l.DeviceKey is null && l.BoundKey == lost.DeviceKey))
            LicenceTable.SetOffer(db, offered.Id, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), now, boundKey: null);
        return changed;
    }

    private static bool Set(StoreSession db, LicenceRow licence, string letters, bool superseded, bool? urgent, DateTimeOffset now)
    {
        var value = ValueOf(letters, superseded, licence.Lost != 0);
        if (licence.Letters == letters && licence.StatusValue == value && licence.Superseded != 0 == superseded)
            return false;
        LicenceTable.SetStatus(db, licence.Id, letters, superseded, value);
        var worse = value.Severity() > licence.StatusValue.Severity();
        StatusTables.AppendChange(db, new StatusChangeRow(licence.Id, licence.Block, letters, value, urgent ?? (worse && !superseded), now));
        return true;
    }
}
