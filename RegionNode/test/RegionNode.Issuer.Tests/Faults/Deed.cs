namespace RegionNode.Issuer.Tests.Faults;

/// <summary>One driver's licence as its caller knows it: only what the node has acknowledged.</summary>
/// <param name="Driver">The driver's number.</param>
/// <param name="LicenceId">Its licence.</param>
/// <param name="Index">Its place in the list.</param>
/// <param name="Licence">The signed bytes.</param>
/// <param name="Letters">The letters last acknowledged.</param>
/// <param name="EventId">The event of the registry's feed that was acknowledged.</param>
internal sealed record Deed(int Driver, string LicenceId, int Index, byte[] Licence, string Letters, string EventId);
