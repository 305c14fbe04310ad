namespace Standins.Tests.Peers;

/// <summary>A test that needs Python with grpcio; reported as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = PythonPeer.Missing;
}
