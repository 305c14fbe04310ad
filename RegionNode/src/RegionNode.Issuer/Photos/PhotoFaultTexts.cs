namespace RegionNode.Issuer.Photos;

/// <summary>What an applicant reads of a fault.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
internal sealed record BothTexts(string Zh, string En);

/// <summary>The words for each <see cref="PhotoFault"/>.</summary>
internal static class PhotoFaultTexts
{
    internal static BothTexts Of(PhotoFault fault) => fault switch
    {
        PhotoFault.NotJpeg => new("文件不是JPEG格式的照片", "The file is not a JPEG photo."),
        PhotoFault.Truncated => new("照片文件不完整", "The photo's file is not complete."),
        PhotoFault.BadSegment => new("照片文件已损坏", "The photo's file is damaged."),
        PhotoFault.TooManySegments => new("照片文件结构异常", "The photo's file is built in an unusual way."),
        PhotoFault.UnsupportedCoding => new("不支持该照片的编码方式", "The photo's coding is not supported."),
        PhotoFault.NotColour => new("照片不是24位彩色照片", "The photo is not a 24-bit colour photo."),
        PhotoFault.NestedImage => new("文件中包含多张照片", "The file holds more than one picture."),
        PhotoFault.TrailingBytes => new("照片文件末尾有多余数据", "The file goes on after the photo's end."),
        PhotoFault.TooManyBytes => new("照片文件过大", "The photo's file is too large."),
        PhotoFault.TooFewBytes => new("照片文件过小", "The photo's file is too small."),
        PhotoFault.TooLarge => new("照片尺寸过大", "The photo has too many pixels."),
        PhotoFault.NotLicenceSize => new("证件照片应为260×378像素", "A licence photo is 260 x 378 pixels."),
        PhotoFault.NotLicenceDensity => new("证件照片分辨率应为300dpi", "A licence photo has 300 dots per inch."),
        PhotoFault.LowQuality => new("证件照片压缩质量应不低于70", "A licence photo is coded at quality 70 or better."),
        PhotoFault.TooNarrow => new("照片宽度不足520像素", "The photo is less than 520 pixels wide."),
        PhotoFault.TooTall => new("照片宽高比应大于2:3", "The photo's width to height must be above 2:3."),
        PhotoFault.TooWide => new("照片宽高比应小于3:4", "The photo's width to height must be below 3:4."),
        PhotoFault.TooOld => new("照片拍摄时间超过六个月", "The photo was taken more than six months ago."),
        PhotoFault.TakenInFuture => new("照片拍摄日期晚于当前日期", "The photo's date lies in the future."),
        PhotoFault.NotTakenNow => new("照片不是现场拍摄", "The photo was not taken now."),
        PhotoFault.NoDate => new("请填写相册照片的拍摄日期", "State the day on which the album photo was taken."),
        PhotoFault.DateContradicts => new("填写的拍摄日期与照片文件中的日期不符", "The stated day is not the date in the photo's file."),
        PhotoFault.SameSideTwice => new("身份证正反面是同一张照片", "Both sides of the identity card are the same picture."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
