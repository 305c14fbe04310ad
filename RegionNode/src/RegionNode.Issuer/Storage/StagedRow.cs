namespace RegionNode.Issuer.Storage;

/// <summary>A line that was checked: its record sealed as it will stand in driver_records, a slice of its block.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Driver">Whose.</param>
/// <param name="Letters">As stated.</param>
/// <param name="Updated">When it changed at its source.</param>
/// <param name="Body">The sealed record.</param>
/// <param name="Due">The day on which it is to be looked at, as stored; 0: not known; null: never.</param>
internal sealed record StagedRow(long Line, DriverKey Driver, string Letters, long Updated, ReadOnlyMemory<byte> Body, long? Due);
