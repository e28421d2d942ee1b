namespace VocMatch.Matching.Index;

/// <summary>Some items of an index, immutable, in an order of their own.</summary>
internal interface ISegment<TFacts>
{
    /// <summary>The items by row.</summary>
    TFacts[] Facts { get; }
}

/// <summary>Items on their way into a segment, in any order, with everything a score needs already computed.</summary>
internal interface ISegmentRows<TFacts, TSegment>
{
    int Count { get; }

    /// <summary>Computes a row from facts.</summary>
    void Add(TFacts facts, ScoringFrame frame);

    /// <summary>Copies a row of a segment of the same frame.</summary>
    void Add(TSegment segment, int row);

    TSegment Build();
}
