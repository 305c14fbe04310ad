using Federation.Hosting.Options;
using TrustList.Testing;

namespace Deploy.Tests.Configuration;

/// <summary>docs/configuration.md says what the programs read: nothing is left out, and nothing is said that is not so.</summary>
public sealed class ConfigurationPageTests
{
    public static TheoryData<string> Settings => [.. ServiceProgram.All.SelectMany(program => program.Settings).Select(setting => setting.Path).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Accepts_the_page_that_stands_in_docs() =>
        Assert.Equal(ConfigurationPage.Make(), GoldenText.Of("docs/configuration.md", ConfigurationPage.Make()));

    [Theory]
    [MemberData(nameof(Settings))]
    public void Rejects_a_setting_without_meaning_unit_or_default(string path)
    {
        var setting = Find(path);
        Assert.True(setting.Rule is { Unit.Length: > 0 }, "unit");
        Assert.True(Comments.Of(setting.Property).Length > 10, "meaning");
        Assert.False(string.IsNullOrEmpty(setting.DefaultText()), "default");
        Assert.Equal(setting.Default is int or long or double, setting.Rule.Limits is not null);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Rejects_what_is_beyond_the_limits_that_the_page_says(string path)
    {
        var setting = Find(path);
        if (setting.Rule is not { Least: { } least, Most: { } most })
        {
            Assert.Equal(setting.Rule!.Required, Refused(setting, null)); // The page says that it must be set.
            return;
        }
        var step = setting.Default is double ? 0.01 : 1;
        Assert.Equal([true, false, false, true], new[] { least - step, least, most, most + step }.Select(value => Refused(setting, value)));
    }

    /// <summary>A section that a program reads and does not name would be neither checked with the others nor documented.</summary>
    [Fact]
    public void Rejects_an_options_type_that_no_program_names()
    {
        var named = ServiceProgram.All.SelectMany(program => program.Sections).Select(section => section.Defaults.GetType()).Distinct();
        var declared = ServiceProgram.All.SelectMany(program => program.Sections).Select(section => section.Defaults.GetType().Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IValidatedOptions)));
        Assert.Equal(declared.Select(type => type.FullName).Order(StringComparer.Ordinal), named.Select(type => type.FullName).Order(StringComparer.Ordinal));
    }

    private static Setting Find(string path) => ServiceProgram.All.SelectMany(program => program.Settings).First(setting => setting.Path == path);

    private static bool Refused(Setting setting, double? value) =>
        setting.Section.Errors(Reading.Of(value is { } number ? [(setting.Path, number.ToString(System.Globalization.CultureInfo.InvariantCulture))] : []))
            .Any(error => error.StartsWith($"{setting.Path}: ", StringComparison.Ordinal));
}
