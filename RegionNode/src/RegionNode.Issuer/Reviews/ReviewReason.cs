namespace RegionNode.Issuer.Reviews;

/// <summary>Why a reviewer refuses a photo: the reasons that traffic police have published, the measures of a licence photo, and those of our own. A closed list; a released name keeps its meaning.</summary>
internal enum ReviewReason
{
    /// <summary>Not sitting upright.</summary>
    Posture,

    /// <summary>Shoulders not level.</summary>
    ShouldersNotLevel,

    /// <summary>Not looking straight into the camera.</summary>
    NotLookingStraight,

    /// <summary>Taken by the applicant: ask another person.</summary>
    Selfie,

    /// <summary>The face is covered.</summary>
    FaceCovered,

    /// <summary>The ears are covered.</summary>
    EarsCovered,

    /// <summary>Hair messy or over the face.</summary>
    MessyHair,

    /// <summary>Light not even.</summary>
    UnevenLight,

    /// <summary>The background is not white.</summary>
    Background,

    /// <summary>Accessories.</summary>
    Accessories,

    /// <summary>A scarf.</summary>
    Scarf,

    /// <summary>Heavy make-up.</summary>
    HeavyMakeUp,

    /// <summary>A mask.</summary>
    Mask,

    /// <summary>Glasses, dark or clear.</summary>
    Glasses,

    /// <summary>A hat or cap.</summary>
    Hat,

    /// <summary>Clothes too light for the background, or not plain.</summary>
    Clothes,

    /// <summary>Retouched.</summary>
    Retouched,

    /// <summary>Taken more than six months ago, whatever the file says.</summary>
    OldPhoto,

    /// <summary>Blurred or too dark to judge (ours).</summary>
    Blurred,

    /// <summary>The head is too large or too small in the picture (the licence photo's measures: 165 to 189 by 224 to 260 pixels).</summary>
    HeadSize,

    /// <summary>Too much or too little space above the hair (the licence photo's measures: 10 to 20 pixels).</summary>
    SpaceAboveHead,

    /// <summary>Not the applicant (ours).</summary>
    NotTheApplicant,

    /// <summary>Of an identity card: a side is missing, cut off or cannot be read (ours).</summary>
    CardUnreadable,

    /// <summary>The identity card has expired, or is not the applicant's (ours).</summary>
    CardNotValid,
}
