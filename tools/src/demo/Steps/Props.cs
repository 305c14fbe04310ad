using Demo.People;
using Demo.World;

namespace Demo.Steps;

/// <summary>What one step leaves for a later one. Reading what no step has left says so.</summary>
public sealed class Props
{
    private Phone? shanghai;
    private (string Id, Phone Phone)? zhengzhou;
    private Phone? zhengzhouSecond;
    private Phone? zhengzhouThird;
    private Phone? shanghaiSecond;
    private Phone? chengdu;
    private Handheld? jiangsu;

    /// <summary>The Shanghai driver's phone.</summary>
    public Phone ShanghaiPhone { get => Left(shanghai); set => shanghai = value; }

    /// <summary>The Zhengzhou driver's licence and phone.</summary>
    public (string LicenceId, Phone Phone) Zhengzhou { get => zhengzhou ?? throw Missing(); set => zhengzhou = value; }

    /// <summary>The second Zhengzhou driver's phone.</summary>
    public Phone ZhengzhouSecondPhone { get => Left(zhengzhouSecond); set => zhengzhouSecond = value; }

    /// <summary>The third Zhengzhou driver's phone, its licence signed by the key that followed.</summary>
    public Phone ZhengzhouThirdPhone { get => Left(zhengzhouThird); set => zhengzhouThird = value; }

    /// <summary>The second Shanghai driver's phone, its licence of the last Sunday.</summary>
    public Phone ShanghaiSecondPhone { get => Left(shanghaiSecond); set => shanghaiSecond = value; }

    /// <summary>The Chengdu driver's phone.</summary>
    public Phone ChengduPhone { get => Left(chengdu); set => chengdu = value; }

    /// <summary>The Jiangsu officer's handheld.</summary>
    public Handheld JiangsuHandheld { get => Left(jiangsu); set => jiangsu = value; }

    private static T Left<T>(T? prop) where T : class => prop ?? throw Missing();

    private static InvalidOperationException Missing() => new("an earlier step did not come this far");
}
