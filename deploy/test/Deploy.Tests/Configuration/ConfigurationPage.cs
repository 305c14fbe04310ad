using System.Text;
using Federation.Hosting.Options;

namespace Deploy.Tests.Configuration;

/// <summary>docs/configuration.md: every setting of every program, from the options types and their comments alone.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Made from the programs' own options types; a test compares it (`UPDATE_GOLDEN=1` renews it). What is not here is no setting: a wrong name or value, anywhere, and the program names **every** error at once and ends with code 78. `TrustHub check`, `RegionNode.Issuer check` and `RegionNode.Gateway check` do that and end; exit 0 is a configuration that starts.

        A setting is said in the environment, `Hub__DataDir=/var/lib/federation-hub` (two underscores for a colon, a list's entries by number from 0: `Node__ProvinceSystemPins__0=…`), which is how `deploy/install` does it, in a file `appsettings.json` beside the program, or on the command line, `--Hub:DataDir=…`; the last of these wins. How much is logged is the framework's own: `Logging:LogLevel:Default` and, by category, `Logging:LogLevel:Federation.Refusal`. In the environment a section of another name is let be; elsewhere it is an error. A pin is the SHA-256 of a TLS key's SubjectPublicKeyInfo, 64 lower-case hexadecimal digits. No secret is a setting: passwords stand in files, keys in `DataDir/keys`.

        """;

    internal static string Make()
    {
        var page = new StringBuilder(Head);
        var shared = ServiceProgram.All.Select(program => program.Sections.Select(section => section.Name)).Aggregate((all, some) => all.Intersect(some)).ToHashSet(StringComparer.Ordinal);
        foreach (var program in ServiceProgram.All)
        {
            page.Append($"\n## {program.Name}\n");
            foreach (var section in program.Sections.Where(section => !shared.Contains(section.Name))) Write(page, section, program);
        }
        page.Append("\n## Every program\n");
        foreach (var section in ServiceProgram.All[0].Sections.Where(section => shared.Contains(section.Name))) Write(page, section, ServiceProgram.All[0]);
        return page.ToString();
    }

    private static void Write(StringBuilder page, SettingSection section, ServiceProgram program)
    {
        page.Append($"\n### {section.Name}\n{Comments.Of(section.Defaults.GetType())}\n\n| setting | meaning | unit | limits | default |\n|---|---|---|---|---|\n");
        foreach (var setting in program.Settings.Where(setting => setting.Section.Name == section.Name))
            page.Append($"| `{setting.Path}` | {Comments.Of(setting.Property)} | {setting.Rule!.Unit} | {setting.Rule.Limits} | {setting.DefaultText()} |\n");
    }
}
