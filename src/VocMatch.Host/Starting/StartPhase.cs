namespace VocMatch.Host.Starting;

/// <summary>Whether the host is still starting.</summary>
internal sealed class StartPhase
{
    private volatile bool _over;

    public bool IsOver => _over;

    public void End() => _over = true;
}
