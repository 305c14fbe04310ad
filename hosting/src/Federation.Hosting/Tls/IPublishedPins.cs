namespace Federation.Hosting.Tls;

/// <summary>What peers can know of this program: the pins that the signed, published list names for it.</summary>
public interface IPublishedPins
{
    /// <summary>Whether the published list names this pin for this program now. Asked once a second while a key waits.</summary>
    bool Lists(string pin);
}
