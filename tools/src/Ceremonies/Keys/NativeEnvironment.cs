using System.Runtime.InteropServices;

namespace Federation.Ceremonies;

/// <summary>The environment that native libraries see: the runtime's own setter changes a copy.</summary>
internal static class NativeEnvironment
{
    public static void Set(string name, string value)
    {
        if (setenv(name, value, overwrite: 1) != 0) throw new PlatformNotSupportedException($"{name} cannot be set");
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setenv(string name, string value, int overwrite);
}
