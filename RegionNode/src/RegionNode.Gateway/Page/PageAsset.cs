using Microsoft.Net.Http.Headers;

namespace RegionNode.Gateway.Page;

/// <summary>One file of the page, as it is sent.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Tag">Changes with its bytes.</param>
internal sealed record PageAsset(byte[] Content, string MediaType, EntityTagHeaderValue Tag);
