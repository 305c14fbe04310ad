using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What a whole new record did to its driver's licences.</summary>
/// <param name="Refusal">Why the record may not stand; null where it may.</param>
/// <param name="Changed">Whether the status of a licence changed.</param>
internal readonly record struct RecordReach(LineReason? Refusal, bool Changed)
{
    internal static RecordReach Of(bool changed) => new(null, changed);

    internal static RecordReach Refused(LineReason reason) => new(reason, Changed: false);
}
