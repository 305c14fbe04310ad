using System.Collections.Frozen;
using System.Text;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>
/// Family and given name out of the one string that the police keep (XM). The licence wants two (ISO/IEC 18013-5), the feed has
/// one: so this is our rule, and XM as written stays in the record. In this order:
/// a middle dot: before the first dot, after it (the order as written; which part is which differs between peoples);
/// a space: before the first, after it;
/// three characters or more that begin with a compound surname: these two, the rest;
/// else the first character, the rest. Characters are Unicode scalars, so one outside the BMP is never cut in half.
/// A name of one character is refused. Both parts with what stood between them are the name again.
/// </summary>
internal static class NameSplit
{
    private static readonly char[] Dots = ['·', '•', '‧', '・', '．'];

    private static readonly FrozenSet<string> Compound = new[]
    {
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫",
        "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官",
        "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延",
        "东郭", "南门", "羊舌", "微生", "公户", "公玉", "公仪", "梁丘", "公仲", "公上", "公门", "公山", "公坚", "左丘", "公伯", "西门", "公祖",
        "第五", "公乘", "贯丘", "公皙", "南荣", "东里", "东宫", "仲长", "子书", "子桑", "即墨", "达奚", "褚师", "欧陽", "司馬", "諸葛",
    }.ToFrozenSet();

    /// <summary>Splits; null for a name that cannot be split by rule.</summary>
    internal static (string Family, string Given)? Of(string name)
    {
        foreach (var separators in (ReadOnlySpan<char[]>)[Dots, [' ']])
        {
            var at = name.IndexOfAny(separators);
            if (at > 0 && at < name.Length - 1)
                return (name[..at], name[(at + 1)..]);
        }
        var first = FirstCharacter(name);
        if (first == name.Length)
            return null;
        // Compound surnames are two characters of the BMP.
        if (name.Length > 2 && Compound.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(0, 2)))
            return (name[..2], name[2..]);
        return (name[..first], name[first..]);
    }

    /// <summary>The first scalar with what varies it (variation selectors).</summary>
    private static int FirstCharacter(string name)
    {
        Rune.DecodeFromUtf16(name, out _, out var length);
        while (length < name.Length && Rune.DecodeFromUtf16(name.AsSpan(length), out var next, out var more) == System.Buffers.OperationStatus.Done
            && next.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF)
            length += more;
        return length;
    }
}
