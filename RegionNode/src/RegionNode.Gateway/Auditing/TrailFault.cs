namespace RegionNode.Gateway.Auditing;

/// <summary>What keeps the trail from being written. A closed list: anybody may read it; what the system said is in the log alone.</summary>
internal enum TrailFault
{
    /// <summary>The disk refuses, or another process writes it.</summary>
    Unwritable,

    /// <summary>Its newest entry is not what its hash says.</summary>
    Damaged,

    /// <summary>What was written is not there any more: a file was taken away, replaced or cut off.</summary>
    Gone,

    /// <summary>The disk is at one write for longer than 5 seconds.</summary>
    Slow,
}
