using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The most that proximity can add at the end of a chord, without the arcsine that exact metres cost: a table over chords, each entry
/// taken one step nearer than it stands for, so that no rounding makes it too low.
/// </summary>
internal sealed class ProximityBounds
{
    private const int Steps = 2_048;

    /// <summary>After so many halvings a ten-thousandth is left; all that is farther shares the last entry.</summary>
    private const int Halvings = 14;

    private const double MeanEarthRadiusMetres = 6_371_008.8;

    private readonly int[] _most = new int[Steps + 1];
    private readonly double _stepsPerChord;

    public ProximityBounds(Scorer scorer)
    {
        var farthest = Math.Min(2, Halvings * scorer.Policy.HalfDistanceMetres / MeanEarthRadiusMetres);
        _stepsPerChord = Steps / farthest;
        for (var step = 0; step <= Steps; step++)
        {
            _most[step] = scorer.Proximity(Direction.MetresOfChord(Math.Max(0, step - 1) / _stepsPerChord));
        }
    }

    public int AtMost(double chord) => _most[(int)Math.Min(Steps, chord * _stepsPerChord)];
}
