namespace RegionNode.Gateway.Guarding;

/// <summary>A name of the trust list stands for no address that may be contacted. Nothing was sent.</summary>
internal sealed class ForbiddenAddressException(string host) : IOException($"{host} stands for no address of the public internet");
