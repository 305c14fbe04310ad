namespace Tools.Tests.Keys;

/// <summary>A fact that needs a PKCS#11 token in software: reported as skipped, never passed, where the packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoftHsmFactAttribute : FactAttribute
{
    /// <summary>Marks a test that makes a token.</summary>
    public SoftHsmFactAttribute() => Skip = SoftHsm.Missing;
}
