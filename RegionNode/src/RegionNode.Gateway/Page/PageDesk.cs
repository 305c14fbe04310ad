namespace RegionNode.Gateway.Page;

/// <summary>Where the page stands: the region in which licences are shown to it, and what its gateway serves.</summary>
/// <param name="Region">Six digits.</param>
/// <param name="NameZh">Chinese name; null before the first trust list.</param>
/// <param name="NameEn">English name; null before the first trust list.</param>
/// <param name="Codes">Whether this gateway serves the module that reads and draws QR codes (<see cref="PageAssets.HasCodes"/>).</param>
internal sealed record PageDesk(string Region, string? NameZh, string? NameEn, bool Codes);
