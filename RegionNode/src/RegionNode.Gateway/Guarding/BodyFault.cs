namespace RegionNode.Gateway.Guarding;

/// <summary>Why the server gave a body up.</summary>
internal static class BodyFault
{
    /// <summary>The refusal with its detail: too large, too slow, or ended early.</summary>
    /// <param name="e">What reading it threw.</param>
    /// <param name="most">The most bytes that it may have.</param>
    public static (Refusal Refusal, string Detail) Of(BadHttpRequestException e, long most) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => (Refusal.TooLarge, $"more than {most} bytes"),
        StatusCodes.Status408RequestTimeout => (Refusal.TooSlow, "the body came too slowly"),
        _ => (Refusal.Malformed, "the body ended early"),
    };
}
