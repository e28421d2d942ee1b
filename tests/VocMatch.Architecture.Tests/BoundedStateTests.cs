using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VocMatch.Architecture.Tests;

/// <summary>
/// Every collection that a stored row holds, with what bounds it: a row that grows with the size of a country, or with years of use, is written
/// whole with every change of it. What has no bound lies in rows of its own, an item a row, and so is not in the list; what such an item holds is.
/// </summary>
public sealed class BoundedStateTests
{
    private const string List = "tests/VocMatch.Architecture.Tests/bounded-collections.txt";

    private static readonly JsonSerializerOptions StateJson = (JsonSerializerOptions)Assembly.Load("VocMatch.Storage")
        .GetType("VocMatch.Storage.States.StateJson", throwOnError: true)!.GetProperty("Options")!.GetValue(null)!;

    [Fact]
    public void Every_collection_of_a_stored_row_is_listed_with_its_bound()
    {
        var bounds = File.ReadAllLines(Path.Combine(SourceTree.Root, List))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line.ElementAtOrDefault(1), StringComparer.Ordinal);

        var states = States().ToList();
        var found = Collections(states);

        Assert.True(states.Count > 25, "The states of the grains are found.");
        string[] wrong =
        [
            .. found.Except(bounds.Keys).Order(StringComparer.Ordinal).Select(name => $"{name} is in no row of its own: say in {List} what bounds it."),
            .. bounds.Keys.Except(found).Select(name => $"{name} is in no row, or not written with it: take it out of {List}."),
            .. bounds.Where(bound => string.IsNullOrWhiteSpace(bound.Value)).Select(bound => $"{bound.Key} has no bound in {List}."),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_collection_is_found_however_deep_in_a_row_it_stands_and_only_where_it_is_written() => Assert.Equal(
        ["Inner.names", "Outer.byName", "Outer.inners"],
        Collections([typeof(Outer)]).Order(StringComparer.Ordinal));

    /// <summary>The types of which a grain's constructor is given a record, and those of the items that lie in rows of their own.</summary>
    private static IEnumerable<Type> States()
    {
        var rows = Assembly.Load("VocMatch.Grains").GetTypes()
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.GetCustomAttributes().Any(attribute => attribute.GetType().Name == "StoredAsAttribute"))
            .Select(parameter => parameter.ParameterType.GetGenericArguments()[0])
            .Distinct();
        foreach (var row in rows)
        {
            yield return row;
            foreach (var kind in (System.Collections.IEnumerable?)row.GetProperty("PartKinds", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) ?? Array.Empty<object>())
            {
                yield return kind.GetType().GetGenericArguments()[1];
            }
        }
    }

    /// <summary>Declaring type and name of each member that is written as an array or an object of any keys.</summary>
    private static HashSet<string> Collections(IEnumerable<Type> states)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        var left = new Stack<Type>(states);
        while (left.TryPop(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            var info = StateJson.GetTypeInfo(type);
            foreach (var derived in info.PolymorphismOptions?.DerivedTypes ?? [])
            {
                left.Push(derived.DerivedType);
            }

            if (info.ElementType is { } element)
            {
                left.Push(element);
            }

            foreach (var property in info.Kind is JsonTypeInfoKind.Object ? info.Properties.Where(property => property.Get is not null) : [])
            {
                if (StateJson.GetTypeInfo(property.PropertyType).Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary
                    || StateJson.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).Kind is JsonTypeInfoKind.Enumerable)
                {
                    found.Add($"{type.Name}.{property.Name}");
                }

                left.Push(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            }
        }

        return found;
    }

    private sealed record Outer(IReadOnlyList<Inner> Inners, Dictionary<string, int> ByName)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public IReadOnlyList<string> InRowsOfTheirOwn => [];
    }

    private sealed record Inner(System.Collections.Immutable.ImmutableArray<string>? Names);
}
