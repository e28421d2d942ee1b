
namespace VocMatch.Gateway.Tests.Running;

internal static class Lists
{
    /// <summary>Ids of every page, in the order they came.</summary>
    public static async Task<List<string>> AllIds(Api api, string path, int limit)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await api.Get($"{path}{separator}limit={limit}{next}")).MustBe(200).Json;
            var items = page["items"]!.AsArray();
            Assert.True(items.Count <= limit, $"A page of {items.Count} where {limit} were asked for.");
            ids.AddRange(items.Select(item => (string)item!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return ids;
    }
}
