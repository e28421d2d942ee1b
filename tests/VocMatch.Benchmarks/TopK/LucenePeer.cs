using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using VocMatch.Matching.Scoring;
using Scorer = VocMatch.Matching.Scoring.Scorer;

namespace VocMatch.Benchmarks.TopK;

/// <summary>Lucene.NET with one term for each skill and each resemblance, and a weighted boolean query of all that the student has of them, in memory, one segment.</summary>
internal sealed class LucenePeer : IDisposable
{
    private readonly RAMDirectory _directory = new();
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly Scorer _scorer;

    public LucenePeer(TopKMarket market)
    {
        _scorer = market.Scorer;
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null)))
        {
            foreach (var placement in market.Placements)
            {
                var document = new Document { new StringField("id", placement.Id, Field.Store.YES) };
                foreach (var demand in placement.Skills)
                {
                    document.Add(new StringField("skill", demand.Skill, Field.Store.NO));
                }

                foreach (var (feature, _) in _scorer.ResemblanceOf(placement))
                {
                    document.Add(new StringField("resembled", TermOf(feature), Field.Store.NO));
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
            query.Add(new TermQuery(new Term("skill", held.Skill)) { Boost = _scorer.Epoch.IdfOf(held.Skill) / 1_000f }, Occur.SHOULD);
        }

        foreach (var (feature, permille) in _scorer.ProfileOf(student))
        {
            query.Add(new TermQuery(new Term("resembled", TermOf(feature))) { Boost = permille / 1_000f }, Occur.SHOULD);
        }

        return _searcher.Search(query, k).ScoreDocs.Length;
    }

    private static string TermOf(int feature) => feature.ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
    }
}
