using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Deploy.Tests.Configuration;

/// <summary>The comments of public and internal members, from the file that the compiler writes beside each assembly.</summary>
internal static partial class Comments
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Read = [];

    /// <summary>A property's or a type's summary as Markdown on one line; empty without one.</summary>
    internal static string Of(MemberInfo member)
    {
        var assembly = (member as Type ?? member.DeclaringType!).Assembly;
        if (!Read.TryGetValue(assembly, out var members))
            Read[assembly] = members = XDocument.Load(Path.ChangeExtension(assembly.Location, "xml")).Descendants("member").ToDictionary(one => (string)one.Attribute("name")!, StringComparer.Ordinal);
        var name = member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}";
        return members.TryGetValue(name, out var found) && found.Element("summary") is { } summary ? Text(summary) : "";
    }

    private static string Text(XElement summary) =>
        Space.Replace(string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => $"`{((string)see.Attribute("cref")!).Split('.')[^1]}`",
            XElement element => $"`{element.Value}`",
            _ => node.ToString(),
        })), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space { get; }
}
