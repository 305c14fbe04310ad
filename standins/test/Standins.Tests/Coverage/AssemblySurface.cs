using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Standins.Tests.Coverage;

/// <summary>What one assembly offers to others, or asks of another, as lines of text.</summary>
internal static class AssemblySurface
{
    private const byte GenericInstance = 0x15;

    private static readonly SignatureText Text = new();

    /// <summary>Every type and member, public or protected, that the assembly declares.</summary>
    internal static IReadOnlySet<string> DeclaredBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var name = SignatureText.NameOf(reader, handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) is not (TypeAttributes.Public or TypeAttributes.NestedPublic))
            {
                continue;
            }

            lines.Add(name);
            lines.UnionWith(type.GetMethods().Select(reader.GetMethodDefinition).Where(IsVisible).Select(method =>
                $"{name} :: {SignatureText.Method(reader.GetString(method.Name), method.DecodeSignature(Text, null))}"));
            lines.UnionWith(type.GetFields().Select(reader.GetFieldDefinition).Where(IsVisible).Select(field =>
                $"{name} :: {SignatureText.Field(reader.GetString(field.Name), field.DecodeSignature(Text, null))}"));
        }

        return lines;
    }

    /// <summary>Every type and member of <paramref name="target"/> that the assembly refers to.</summary>
    internal static IReadOnlySet<string> AskedOf(string target, string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        lines.UnionWith(reader.TypeReferences.Where(type => AssemblyOf(reader, type) == target)
            .Select(type => SignatureText.NameOf(reader, type)));
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (ParentOf(reader, member) is not { } parent || AssemblyOf(reader, parent) != target)
            {
                continue;
            }

            var name = reader.GetString(member.Name);
            lines.Add(SignatureText.NameOf(reader, parent) + " :: " + (member.GetKind() == MemberReferenceKind.Method
                ? SignatureText.Method(name, member.DecodeMethodSignature(Text, null))
                : SignatureText.Field(name, member.DecodeFieldSignature(Text, null))));
        }

        return lines;
    }

    private static bool IsVisible(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldDefinition field) =>
        (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public;

    private static TypeReferenceHandle? ParentOf(MetadataReader reader, MemberReference member)
    {
        if (member.Parent.Kind == HandleKind.TypeReference)
        {
            return (TypeReferenceHandle)member.Parent;
        }

        if (member.Parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        var signature = reader.GetBlobReader(
            reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature);
        if (signature.ReadByte() != GenericInstance)
        {
            return null;
        }

        signature.ReadByte();
        var type = signature.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            _ => "",
        };
    }
}
