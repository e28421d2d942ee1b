namespace VocMatch.Matching.Index;

/// <summary>A segment as one version of the index sees it.</summary>
internal sealed record SegmentView(PlacementSegment Segment, Deletions Deleted)
{
    /// <summary>How many of its placements are not deleted.</summary>
    public int Live => Segment.Count - Deleted.Count;

    public static SegmentView Of(PlacementRows rows)
    {
        var segment = new PlacementSegment(rows);
        return new SegmentView(segment, Deletions.None(segment.Count));
    }

    /// <summary>Copies what is not deleted.</summary>
    public void CopyTo(PlacementRows rows)
    {
        for (var row = 0; row < Segment.Count; row++)
        {
            if (!Deleted[row])
            {
                rows.Add(Segment, row);
            }
        }
    }
}
