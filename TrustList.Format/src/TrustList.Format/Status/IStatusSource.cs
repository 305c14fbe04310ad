namespace TrustList.Format.Status;

/// <summary>
/// The seam to a verifier's own copy of the regions' states (SPEC.md §7.7): the mirror of a gateway or the index of a device.
/// Whoever implements it has checked every value by a region-signed head. Thread-safe.
/// </summary>
public interface IStatusSource
{
    /// <summary>What is known of one licence; null where nothing is known of its region.</summary>
    /// <param name="region">Six digits (GB/T 2260).</param>
    /// <param name="block">The block of 2^20 entries.</param>
    /// <param name="index">The index inside the block, 0 to 2^20 - 1.</param>
    StatusEntry? Find(string region, long block, int index);
}
