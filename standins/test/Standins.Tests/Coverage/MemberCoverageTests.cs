using System.IO.Hashing;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Yarp.ReverseProxy.Configuration;

namespace Standins.Tests.Coverage;

/// <summary>The real packages find in the stand-ins all that they were compiled against.</summary>
public sealed class MemberCoverageTests
{
    private static readonly Assembly Client = typeof(GrpcChannel).Assembly;
    private static readonly Assembly Server = typeof(GrpcServiceOptions).Assembly;
    private static readonly Assembly Proxy = typeof(IProxyConfig).Assembly;
    private static readonly Assembly CoreApi = typeof(Status).Assembly;
    private static readonly Assembly NetCommon = typeof(ICompressionProvider).Assembly;
    private static readonly Assembly Hashing = typeof(XxHash64).Assembly;

    // The least count keeps a reader that finds nothing from passing.
    public static TheoryData<Assembly, Assembly, int> Pairs => new()
    {
        { Client, CoreApi, 80 },
        { Client, NetCommon, 8 },
        { Server, CoreApi, 80 },
        { Server, NetCommon, 8 },
        { Proxy, Hashing, 2 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Covers_every_member_that_the_real_packages_reference(Assembly real, Assembly standin, int atLeast)
    {
        var asked = AssemblySurface.AskedOf(standin.GetName().Name!, real.Location);
        var declared = AssemblySurface.DeclaredBy(standin.Location);

        Assert.True(asked.Count >= atLeast, $"only {asked.Count} references were read");
        Assert.Empty(asked.Except(declared));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Has_the_identity_that_the_real_packages_reference(Assembly real, Assembly standin, int atLeast)
    {
        Assert.NotEqual(0, atLeast);
        var asked = real.GetReferencedAssemblies().Single(name => name.Name == standin.GetName().Name);

        Assert.Equal(asked.GetPublicKeyToken(), standin.GetName().GetPublicKeyToken());
        Assert.True(standin.GetName().Version >= asked.Version);
    }

    /// <summary>The runtime refuses a type that leaves an abstract member open.</summary>
    [Fact]
    public void Loads_every_type_of_the_real_packages()
    {
        Assert.NotEmpty(Client.GetTypes());
        Assert.NotEmpty(Server.GetTypes());
        Assert.NotEmpty(Proxy.GetTypes());
    }

    /// <summary>An override that finds no base method would become a new method that nobody calls.</summary>
    [Fact]
    public void Declares_every_member_that_the_real_packages_override()
    {
        var overrides = new[] { Client, Server }.SelectMany(real => real.GetTypes())
            .Where(type => type.BaseType?.Assembly is { } home && (home == CoreApi || home == NetCommon))
            .SelectMany(type => type.GetMethods(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot))
            .ToList();

        Assert.True(overrides.Count > 30, $"only {overrides.Count} overrides were found");
        Assert.Empty(overrides.Where(method => method.GetBaseDefinition() == method)
            .Select(method => $"{method.DeclaringType}: {method}"));
    }
}
