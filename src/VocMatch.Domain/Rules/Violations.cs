using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Rules;

/// <summary>Collects the rules a content breaks, each with the field and the value that broke it.</summary>
internal sealed class Violations
{
    private readonly ImmutableArray<Violation>.Builder _broken = ImmutableArray.CreateBuilder<Violation>();

    public ImmutableArray<Violation> ToImmutable() => _broken.ToImmutable();

    public void Add(string field, string? value, string rule) => _broken.Add(new(field, value, rule));

    public void Require(bool holds, string field, string? value, string rule)
    {
        if (!holds)
        {
            Add(field, value, rule);
        }
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public void Range(string field, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            Add(field, Text(value), $"A whole number from {Text(least)} to {Text(most)}.");
        }
    }

    public void Range(string field, int? value, int least, int most)
    {
        if (value is { } given)
        {
            Range(field, given, least, most);
        }
    }

    /// <summary>At most <paramref name="most"/> items.</summary>
    public void Count<T>(string field, ImmutableArray<T> items, int most)
    {
        if (items.Length > most)
        {
            Add(field, Text(items.Length), $"At most {Text(most)} items.");
        }
    }

    /// <summary>No key twice; the field of the later one is named.</summary>
    public void Distinct<T, TKey>(string field, ImmutableArray<T> items, Func<T, TKey> key, string member = "")
        where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Length; i++)
        {
            if (!seen.Add(key(items[i])))
            {
                Add($"{field}[{Text(i)}]{member}", key(items[i]).ToString(), "Given twice.");
            }
        }
    }

    public void Defined<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum =>
        Require(Enum.IsDefined(value), field, value.ToString(), $"One of {string.Join(", ", Enum.GetNames<TEnum>().Select(name => $"'{JsonNamingPolicy.CamelCase.ConvertName(name)}'"))}.");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
