using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Places on a curve (Morton, 1966): latitude and longitude with their bits interleaved, so that what is near by is mostly near in the order.</summary>
internal static class ZOrder
{
    public static uint Of(Coordinates point) =>
        Spread((uint)((point.Latitude + 90) * 364)) | (Spread((uint)((point.Longitude + 180) * 182)) << 1);

    private static uint Spread(uint bits)
    {
        bits &= 0xFFFF;
        bits = (bits | (bits << 8)) & 0x00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x33333333;
        return (bits | (bits << 1)) & 0x55555555;
    }
}
