using RegionNode.Issuer.Photos;

namespace RegionNode.Issuer.Reviews;

/// <summary>The words for each <see cref="ReviewReason"/>: what is wrong and what to do.</summary>
internal static class ReviewReasonTexts
{
    internal static BothTexts Of(ReviewReason reason) => reason switch
    {
        ReviewReason.Posture => new("坐姿不端正，请坐正", "Not sitting upright: sit upright."),
        ReviewReason.ShouldersNotLevel => new("双肩不平，请保持双肩水平", "Shoulders not level: keep them level."),
        ReviewReason.NotLookingStraight => new("未平视镜头，请目视前方", "Not looking straight: look into the camera."),
        ReviewReason.Selfie => new("照片为自拍，请他人拍摄", "A selfie: ask another person to take the photo."),
        ReviewReason.FaceCovered => new("面部被遮挡", "The face is covered."),
        ReviewReason.EarsCovered => new("耳朵被遮挡", "The ears are covered."),
        ReviewReason.MessyHair => new("头发凌乱、蓬松或遮挡面部", "Hair is messy, fluffy or over the face."),
        ReviewReason.UnevenLight => new("光线不均匀", "The light is not even."),
        ReviewReason.Background => new("背景不是白色", "The background is not white."),
        ReviewReason.Accessories => new("佩戴饰品，请取下", "Accessories are worn: take them off."),
        ReviewReason.Scarf => new("佩戴围巾，请取下", "A scarf is worn: take it off."),
        ReviewReason.HeavyMakeUp => new("妆容过浓，请勿化浓妆", "Heavy make-up: do not wear it."),
        ReviewReason.Mask => new("佩戴口罩，请取下", "A mask is worn: take it off."),
        ReviewReason.Glasses => new("佩戴眼镜或墨镜，请取下", "Glasses or sunglasses are worn: take them off."),
        ReviewReason.Hat => new("佩戴帽子，请免冠", "A hat is worn: photos are bareheaded."),
        ReviewReason.Clothes => new("衣着颜色过浅或不规范，请着深色服装", "Clothes are too light or not plain: wear dark ones."),
        ReviewReason.Retouched => new("照片经过修饰", "The photo was retouched."),
        ReviewReason.OldPhoto => new("不是近六个月内的照片", "The photo is older than six months."),
        ReviewReason.Blurred => new("照片模糊或过暗", "The photo is blurred or too dark."),
        ReviewReason.HeadSize => new(
            "头部大小不符合要求：证件照片中头部宽165至189像素、长224至260像素", "The head's size is wrong: on the licence photo it is 165 to 189 pixels wide and 224 to 260 high."),
        ReviewReason.SpaceAboveHead => new(
            "头顶留白不符合要求：证件照片中发顶距上边缘10至20像素", "The space above the hair is wrong: on the licence photo it is 10 to 20 pixels."),
        ReviewReason.NotTheApplicant => new("照片与申请人不符", "The photo does not show the applicant."),
        ReviewReason.CardUnreadable => new("身份证照片不完整或无法辨认，请重新拍摄正反两面", "A side of the identity card is missing, cut off or cannot be read: take both sides again."),
        ReviewReason.CardNotValid => new("身份证已过期或不是申请人的身份证", "The identity card has expired or is not the applicant's."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
