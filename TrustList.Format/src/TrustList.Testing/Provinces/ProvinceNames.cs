using System.Text;

namespace TrustList.Testing.Provinces;

/// <summary>Made-up names: common and compound surnames, names with a middle dot, and one in fifty with a character outside the BMP.</summary>
internal static class ProvinceNames
{
    private static readonly Rune[] Surnames = [.. "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈".EnumerateRunes()];
    private static readonly string[] Compound = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "令狐", "司徒"];
    private static readonly Rune[] Given = [.. "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞红梅鑫波斌宇浩凯健俊帆雪倩晨阳".EnumerateRunes()];
    private static readonly Rune[] Rare = [.. "𠮷𡈽𣲗𤩽𥖨𦈡𧿹𨭉𩽾𪚥𫖯𫚉𬀩𬎆𬸚𬱖".EnumerateRunes()];
    private static readonly string[] Dotted = ["阿依古丽·买买提", "买买提·艾力", "卓玛·次仁", "巴特尔·呼和"];

    internal static string Draw(SeededGenerator generator)
    {
        if (generator.Next(200) == 0)
            return generator.Pick(Dotted);
        var name = new StringBuilder();
        if (generator.Next(100) == 0)
            name.Append(generator.Pick(Compound));
        else
            name.Append(generator.Pick(Surnames).ToString());
        for (var more = generator.Next(4) == 0 ? 1 : 2; more > 0; more--)
            name.Append((generator.Next(100) == 0 ? generator.Pick(Rare) : generator.Pick(Given)).ToString());
        return name.ToString();
    }
}
