namespace RegionNode.Gateway.Guarding;

/// <summary>Wallets' calls whose bodies are still coming: none of them has a place on the way to the issuer yet.</summary>
internal sealed class WalletPlaces() : StrangerPlaces(OfOneAddress, Most)
{
    /// <summary>The most at once.</summary>
    public const int Most = 256;

    /// <summary>The most of them from one address; many wallets may share one.</summary>
    public const int OfOneAddress = 64;
}
