using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.TopK;

/// <summary>Lucene.NET with one term for each skill and a weighted boolean query of the student's skills, in memory, one segment.</summary>
internal sealed class LucenePeer : IDisposable
{
    private readonly RAMDirectory _directory = new();
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly Epoch _epoch;

    public LucenePeer(TopKMarket market)
    {
        _epoch = market.Scorer.Epoch;
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null)))
        {
            foreach (var placement in market.Placements)
            {
                var document = new Document { new StringField("id", placement.Id, Field.Store.YES) };
                foreach (var demand in placement.Skills)
                {
                    document.Add(new StringField("skill", demand.Skill, Field.Store.NO));
                }

                writer.AddDocument(document);
            }

            writer.ForceMerge(1);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader);
    }

    public int Top(StudentFacts student, int k)
    {
        var query = new BooleanQuery(true);
        foreach (var held in student.Skills)
        {
            query.Add(new TermQuery(new Term("skill", held.Skill)) { Boost = _epoch.IdfOf(held.Skill) / 1_000f }, Occur.SHOULD);
        }

        return _searcher.Search(query, k).ScoreDocs.Length;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
    }
}
