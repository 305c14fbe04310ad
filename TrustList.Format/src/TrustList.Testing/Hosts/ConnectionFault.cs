namespace TrustList.Testing;

/// <summary>What a host can do wrong with a connection before it is asked anything.</summary>
public enum ConnectionFault
{
    /// <summary>Cuts it at once.</summary>
    Reset,

    /// <summary>Answers in plain text.</summary>
    PlainText,

    /// <summary>Takes it and says nothing.</summary>
    Silence,

    /// <summary>Agrees on HTTP/1.1 alone.</summary>
    OldProtocol,
}
