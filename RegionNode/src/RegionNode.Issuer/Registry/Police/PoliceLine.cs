namespace RegionNode.Issuer.Registry.Police;

/// <summary>One record as a feed writes it: text by field. Says nothing about its sense. Empty and absent are the same.</summary>
internal sealed class PoliceLine
{
    private static readonly string[] Names = Enum.GetNames<PoliceField>();
    private readonly string?[] values = new string?[Names.Length];

    internal string? this[PoliceField field]
    {
        get => values[(int)field];
        set => values[(int)field] = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The day of a field that may be empty; false where what stands there is none.</summary>
    internal bool TryOptionalDay(PoliceField field, out DateOnly? day)
    {
        day = null;
        if (this[field] is not { } text)
            return true;
        var sound = PoliceDates.TryDay(text, out var read);
        day = read;
        return sound;
    }

    /// <summary>Makes it empty again, so that one object serves a whole file.</summary>
    internal void Clear() => Array.Clear(values);

    /// <summary>The field of a name, in any case; null for what is not read here.</summary>
    internal static PoliceField? FieldOf(string name)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (PoliceField)index;
    }

    /// <summary>The field whose name these bytes are; null for what is not read here.</summary>
    internal static PoliceField? FieldOf(in System.Text.Json.Utf8JsonReader member)
    {
        for (var index = 0; index < Names.Length; index++)
        {
            if (member.ValueTextEquals(Names[index]))
                return (PoliceField)index;
        }
        return null;
    }
}
