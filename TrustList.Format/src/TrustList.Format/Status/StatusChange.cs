namespace TrustList.Format.Status;

/// <summary>One entry's new value, absolute: applying it twice, or over any older value, gives the same.</summary>
/// <param name="Entry">The entry in the index space (<see cref="StatusSpace"/>).</param>
/// <param name="Value">The raw value, 0 to 15.</param>
public readonly record struct StatusChange(long Entry, byte Value);
