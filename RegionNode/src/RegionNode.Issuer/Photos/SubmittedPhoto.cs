namespace RegionNode.Issuer.Photos;

/// <summary>What a reviewer is to judge, its form checked.</summary>
/// <param name="Image">JPEG: the photo, or the side of an identity card with the portrait.</param>
/// <param name="Back">JPEG: the card's other side; null for a photo.</param>
/// <param name="TakenOn">The day a photo was taken, stated or by its file.</param>
internal sealed record SubmittedPhoto(byte[] Image, byte[]? Back, DateOnly? TakenOn)
{
    internal static SubmittedPhoto Of(UploadedPhoto photo) => new(photo.Image, Back: null, photo.TakenOn);

    internal static SubmittedPhoto Of(IdCardImages card) => new(card.Front, card.Back, TakenOn: null);
}
