namespace VocMatch.Grains.Rounds;

/// <summary>Draws the seed of a new round's lottery.</summary>
internal delegate string SeedDraw();
