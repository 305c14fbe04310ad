namespace RegionNode.Gateway.Guarding;

/// <summary>Places for work under way: so many in all, and of them so many for one holder, so that none keeps the others out.</summary>
/// <param name="ofOne">The most of one holder.</param>
/// <param name="ofAll">The most of all together.</param>
internal sealed class Places(int ofOne, int ofAll)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _sum;

    /// <summary>A place, to be given back by disposing it once; null where the holder, or all together, have as many as they may.</summary>
    public IDisposable? Take(string holder)
    {
        lock (_gate)
        {
            var own = _taken.GetValueOrDefault(holder);
            if (own >= ofOne || _sum >= ofAll) return null;
            _taken[holder] = own + 1;
            _sum++;
        }

        return new Place(this, holder);
    }

    private void GiveBack(string holder)
    {
        lock (_gate)
        {
            _sum--;
            if (--_taken[holder] == 0) _taken.Remove(holder);
        }
    }

    private sealed class Place(Places places, string holder) : IDisposable
    {
        public void Dispose() => places.GiveBack(holder);
    }
}
