using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Federation.Hosting.Options;

/// <summary>Settings that are checked all at once at start; a wrong one lists every error and the host does not start.</summary>
public static class OptionsExtensions
{
    /// <summary>
    /// Registers <typeparamref name="T"/> (itself, and as <see cref="IOptions{T}"/>) from a section. All sections so
    /// registered are checked together before anything else of the host starts.
    /// </summary>
    public static IServiceCollection AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class, IValidatedOptions, new()
    {
        services.AddSingleton(provider => OptionsReading<T>.Of(provider.GetRequiredService<IConfiguration>(), section));
        services.AddSingleton<IOptions<T>>(provider => new FromReading<T>(provider.GetRequiredService<OptionsReading<T>>(), section));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        services.AddSingleton<IOptionsFactory<T>>(provider => new FromReading<T>(provider.GetRequiredService<OptionsReading<T>>(), section));
        services.AddOptions<T>().ValidateOnStart();
        return services;
    }

    /// <summary>
    /// The settings of a section, for what is decided before the host is built (its listeners).
    /// </summary>
    /// <exception cref="StartRefusedException">With every error of the section.</exception>
    public static T ReadOptions<T>(this IConfiguration configuration, string section) where T : class, IValidatedOptions, new()
    {
        var reading = OptionsReading<T>.Of(configuration, section);
        return reading.Errors.Count == 0 ? reading.Value : throw new StartRefusedException(reading.Errors);
    }

    private sealed class FromReading<T>(OptionsReading<T> reading, string section) : IOptions<T>, IOptionsFactory<T>
        where T : class, IValidatedOptions, new()
    {
        public T Value => reading.Errors.Count == 0
            ? reading.Value
            : throw new OptionsValidationException(section, typeof(T), reading.Errors);

        public T Create(string name) => Value;
    }
}
