using TrustList.Format.Registry;

namespace TrustList.Format.Status;

/// <summary>The one rule of what a live answer tells for a purpose (SPEC.md §7.6). Points and letters are personal; the value is in the public list anyway.</summary>
public static class LiveDisclosure
{
    /// <summary>Whether letters and points are told: to the police on the road and at the counter; nobody else needs them.</summary>
    public static bool TellsLettersAndPoints(Purpose purpose) => purpose is Purpose.Roadside or Purpose.Counter;
}
