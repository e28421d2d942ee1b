using System.Text;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Tests;

/// <summary>Files that a test writes down itself.</summary>
internal static class TextFiles
{
    public static SourceFiles Of(params (string Name, string Text)[] files) => new(name =>
        files.Where(f => f.Name == name).Select(f => new MemoryStream(Encoding.UTF8.GetBytes(f.Text))).FirstOrDefault());
}
