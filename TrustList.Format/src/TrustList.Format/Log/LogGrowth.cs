using System.Collections.Immutable;

namespace TrustList.Format.Log;

/// <summary>A log with more leaves.</summary>
/// <param name="Tree">The larger tree; it reads the new files from here as long as they are not stored.</param>
/// <param name="Root">Its root.</param>
/// <param name="Files">The new tiles and bundles. Stored all before a checkpoint of the new size is signed.</param>
public sealed record LogGrowth(LogTree Tree, ReadOnlyMemory<byte> Root, ImmutableArray<LogFile> Files);

/// <summary>A file of a log.</summary>
/// <param name="Path">Below the log's address.</param>
/// <param name="Content">Its bytes; a path never gets others.</param>
public sealed record LogFile(string Path, ReadOnlyMemory<byte> Content);
