using RegionNode.Issuer.Registry;

namespace RegionNode.Issuer.Life;

/// <summary>What an event changes in the driver's record.</summary>
internal static class RecordChange
{
    /// <summary>The record after the event, with these letters.</summary>
    internal static DriverRecordBody After(LifeEvent lifeEvent, DriverRecordBody body, string letters)
    {
        var changed = lifeEvent switch
        {
            Renewed renewed => body with { IssueDate = renewed.From, ExpiryDate = renewed.To },
            Reviewed reviewed => body with { ReviewDate = reviewed.Next },
            ClassAdded added => body with { Classes = [.. body.Classes, new DriverClassBody(added.Code, added.From)] },
            ClassRemoved removed => body with { Classes = [.. body.Classes.Where(held => held.Code != removed.Code)] },
            NameCorrected name => body with { FamilyName = name.FamilyName, GivenName = name.GivenName },
            PointsChanged points => body with { Points = points.Points, PointsClearDate = points.ClearDate },
            _ => body,
        };
        return ReferenceEquals(changed, body) ? body : changed with { Letters = letters };
    }
}
