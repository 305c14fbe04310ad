using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl notice issue|renew|ratify|lift|lapse|list`: a duty officer's word, and what the national operators make of it.</summary>
internal static class NoticeCommand
{
    public static Command Build() => new("notice", "Emergency notices: one duty officer issues, the targets operators decide")
    {
        NoticeIssueCommand.Build(), NoticeIssueCommand.Renew(), NoticeDecisionCommand.Ratify(), NoticeDecisionCommand.Lift(), NoticeDecisionCommand.Lapse(), NoticeListCommand.Build(),
    };
}
