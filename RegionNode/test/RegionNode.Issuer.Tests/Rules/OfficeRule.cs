namespace RegionNode.Issuer.Tests.Rules;

/// <summary>A rule of the office, from the published facts about the licence, with their words. Each has a test that names it.</summary>
public enum OfficeRule
{
    /// <summary>Case 1: the stored photo is confirmed, identity checked, the licence made at once.</summary>
    [Says("(1) stored photo, confirm, identity check, generated at once")]
    StoredPhotoIsIssuedAtOnce,

    /// <summary>Who applies shows who they are, for this application and this device.</summary>
    [Says("identity check")]
    IdentityIsChecked,

    /// <summary>A licence carries the region's digital signature.</summary>
    [Says("digital signature")]
    LicencesAreSigned,

    /// <summary>Case 2: a photo taken with the phone is reviewed within one working day.</summary>
    [Says("(2) phone photo, reviewed within 1 working day")]
    PhonePhotoIsReviewedWithinOneWorkingDay,

    /// <summary>Case 3: a photo from the album likewise; its file is at most six months old.</summary>
    [Says("album file at most 6 months old")]
    AlbumPhotoIsAtMostSixMonthsOld,

    /// <summary>Working days are those of the Chinese calendar, with holidays and make-up days.</summary>
    [Says("issued within one working day")]
    WorkingDaysAreTheCalendars,

    /// <summary>A refusal names its reasons from a closed list, in Chinese and English.</summary>
    [Says("reasons: posture, selfie, covered face or ears, uneven light, accessories")]
    RefusalsNameTheirReasons,

    /// <summary>After three refusals the counter takes over and answers each case.</summary>
    [Says("after 3 refusals the counter")]
    AfterThreeRefusalsTheCounter,

    /// <summary>The counter answers each case that it took over: with a licence, a new try, or the reason why not.</summary>
    [Says("the counter handles it and answers each case")]
    CounterAnswersEachCase,

    /// <summary>Who has problems goes to the counter, which issues without the app.</summary>
    [Says("service centres for those with problems")]
    CounterServesWhoHasProblems,

    /// <summary>A photo is changed at most every six months.</summary>
    [Says("a change of photo at most every 6 months")]
    PhotoChangesEverySixMonths,

    /// <summary>A licence photo: 260 x 378 px, 300 dpi, 24-bit JPEG, 14 to 30 KB.</summary>
    [Says("260 x 378 px at 300 dpi, 24-bit JPEG, quality 70 or more, 14 to 30 KB")]
    LicencePhotoForm,

    /// <summary>Head 165 to 189 by 224 to 260 px, 10 to 20 px above the hair. No program here looks for a head (no codec, no face): a reviewer says it, by reasons that name the measures.</summary>
    [Says("head 165-189 x 224-260 px, 10-20 px above the hair")]
    HeadMeasuresAreAReviewersWord,

    /// <summary>White background. No program here opens pixels: a reviewer says it, by a reason of its own.</summary>
    [Says("white background")]
    WhiteBackgroundIsAReviewersWord,

    /// <summary>Posture, bare head, ears, glasses, make-up, retouching: of a face, so a reviewer's word, each by a reason of its own.</summary>
    [Says("upright, shoulders level, looking straight, bareheaded, no heavy make-up, no mask, glasses or hat")]
    FaceAndDressAreAReviewersWord,

    /// <summary>The first attempt takes the photo that the police have, without being told to.</summary>
    [Says("the first attempt takes the ID-card photo automatically")]
    FirstAttemptTakesTheStoredPhoto,

    /// <summary>Where that does not do, both sides of the identity card are sent and reviewed (seed 004).</summary>
    [Says("upload photos of the front and back sides of the ID card", In = "seeds/004_e5f578fac3814e6b.txt")]
    IdCardStandsInForTheStoredPhoto,

    /// <summary>An uploaded photo: width at least 520 px, width to height above 2:3 and below 3:4.</summary>
    [Says("width at least 520 px, width:height above 2:3 and below 3:4")]
    UploadForm,

    /// <summary>A, H and I allow a new application.</summary>
    [Says("| A, H, I | allowed | shown |")]
    NormalAndPendingMayApply,

    /// <summary>B, D, K, M and S refuse a new application; the existing licence stays and is marked.</summary>
    [Says("| B, D, K, M, S | refused | still shown, marked abnormal |")]
    FaultsRefuseAndMark,

    /// <summary>E, F and G refuse a new application and remove the existing licence.</summary>
    [Says("| E, F, G | refused | removed |")]
    EndedLicencesAreRemoved,

    /// <summary>What was revoked or cancelled is given back by a restoring alone (R: cancelled but recoverable).</summary>
    [Says("R cancelled but recoverable")]
    RestoredAfterCancellation,

    /// <summary>J and L refuse a new application and mark the existing licence (our choice).</summary>
    [Says("| J, L | refused (unconfirmed: our choice) | marked abnormal |")]
    StoppedAndLockedRefuseAndMark,

    /// <summary>C, moved out: another region speaks of the driver; no new application here, and the existing licence is ended as transferred, not marked.</summary>
    [Says("C moved out")]
    MovedOutRefusesAndEnds,

    /// <summary>U, held: as D; the release of a hold lifts it.</summary>
    [Says("U held")]
    HeldRefusesAndMarks,

    /// <summary>N, P and T are deferrals, not faults.</summary>
    [Says("(both deferrals, not faults)")]
    DeferralsAreNoFaults,

    /// <summary>A status is a set of letters.</summary>
    [Says("A record's value is a **set** of letters")]
    StatusIsASet,

    /// <summary>Feeds differ on K, R and Z: the table is versioned.</summary>
    [Says("Feeds differ on K, R and Z: the table is versioned")]
    LetterTableIsVersioned,

    /// <summary>Expired or invalid licences are refused.</summary>
    [Says("expired or invalid licences refused")]
    ExpiredIsRefused,

    /// <summary>Points and status are updated in real time.</summary>
    [Says("points and status updated in real time")]
    PointsReachTheLiveAnswer,

    /// <summary>12 points in a cycle are over the limit.</summary>
    [Says("12-point cycle of a year")]
    TwelvePointsAreOverTheLimit,

    /// <summary>Points are cleared on their day; before it, fewer of them lift nothing.</summary>
    [Says("QFRQ points-clear date")]
    PointsAreClearedOnTheirDay,

    /// <summary>A changed class supersedes the licence: apply again.</summary>
    [Says("changed class, renewed, or new licence in another city: apply again")]
    ClassChangeAppliesAgain,

    /// <summary>A renewed licence: apply again.</summary>
    [Says("changed class, renewed, or new licence in another city: apply again")]
    RenewalAppliesAgain,

    /// <summary>A licence moved to another city: apply again there.</summary>
    [Says("changed class, renewed, or new licence in another city: apply again")]
    MovedAppliesAgain,

    /// <summary>On temporary seizure the paper licence is handed in.</summary>
    [Says("on temporary seizure the paper must be handed in")]
    SeizureHandsInThePaper,

    /// <summary>6 years, then 10, then long-term.</summary>
    [Says("6 years, then 10, then long-term")]
    PeriodsAreSixTenLong,

    /// <summary>The licence number is a citizen number with its check digit; non-citizens have other numbers.</summary>
    [Says("18-digit citizen number, ISO 7064 MOD 11-2 check")]
    LicenceNumberIsChecked,

    /// <summary>The file number has twelve digits and begins with its office's prefix; codes retire, old numbers keep them.</summary>
    [Says("Codes retire; old file numbers keep them")]
    FileNumberKeepsItsOffice,

    /// <summary>A region issues on the records of its own offices; a file number of another region's office counts where the record says that it moved.</summary>
    [Says("first 4 = issuing office's GB/T 2260 prefix")]
    OfficesAreTheRegionsOwn,

    /// <summary>The electronic certificate identifier has its form and its check character.</summary>
    [Says("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    ElectronicIdentifierIsValid,

    /// <summary>Vehicle classes are the seventeen of the published list.</summary>
    [Says("A1 A2 A3 B1 B2 C1 C2 C3 C4 C5 C6 D E F M N P")]
    VehicleClassesAreThePublished,

    /// <summary>Names keep rare characters.</summary>
    [Says("XM name")]
    RareNamesAreKept,

    /// <summary>Police field names map to the model.</summary>
    [Says("DABH file no., SFZMHM id no., XM name, ZJCX class")]
    PoliceFieldsAreMapped,

    /// <summary>Disputes between regions are handled and leave a trace on both sides.</summary>
    [Says("no shared handling of disputes")]
    DisputesLeaveATrace,
}
