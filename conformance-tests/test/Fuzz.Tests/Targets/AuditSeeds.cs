using TrustList.Format.Audit;

namespace Fuzz.Tests.Targets;

/// <summary>A line of an exported audit trail.</summary>
internal static class AuditSeeds
{
    internal static byte[] Line() => AuditLine.Of(new byte[48]).Write();
}
