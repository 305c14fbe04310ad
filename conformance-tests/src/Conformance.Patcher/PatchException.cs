namespace Conformance.Patching;

/// <summary>A defect that cannot be put into the sources as they are.</summary>
public sealed class PatchException(string defect, string message) : Exception($"{defect}: {message}");
