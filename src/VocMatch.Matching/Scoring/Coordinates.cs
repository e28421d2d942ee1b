namespace VocMatch.Matching.Scoring;

/// <summary>A place on Earth in degrees.</summary>
public readonly record struct Coordinates
{
    /// <exception cref="ArgumentOutOfRangeException">Latitude is outside -90 to 90, longitude outside -180 to 180, or not a number.</exception>
    public Coordinates(double latitude, double longitude)
    {
        if (!(latitude is >= -90 and <= 90))
        {
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude is -90 to 90 degrees.");
        }

        if (!(longitude is >= -180 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude is -180 to 180 degrees.");
        }

        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>Degrees north.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east.</summary>
    public double Longitude { get; }

    /// <summary>Great-circle distance in whole metres.</summary>
    public int MetresTo(Coordinates other) => Direction.Of(this).MetresTo(Direction.Of(other));
}
