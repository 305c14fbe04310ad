namespace RegionNode.Gateway.Caching;

/// <summary>What is kept for one question, each kind with room of its own: strangers who fill the one leave the other as it is.</summary>
/// <param name="Presentations">What holders' phones hand in.</param>
/// <param name="Challenges">What desks are given to show.</param>
internal sealed record ReferenceStores(IReferences Presentations, IReferences Challenges);
