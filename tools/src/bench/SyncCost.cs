namespace Federation.Bench;

/// <summary>What one sync took.</summary>
/// <param name="Requests">HTTP requests.</param>
/// <param name="Bytes">Bytes of bodies received.</param>
/// <param name="Milliseconds">Wall time.</param>
internal readonly record struct SyncCost(int Requests, long Bytes, double Milliseconds);
