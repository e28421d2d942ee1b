using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Schools;
using Xunit;

namespace VocMatch.Contracts.Tests;

/// <summary>Whatever crosses a process boundary arrives as it was sent: every member of every contract, filled with something.</summary>
public sealed class SerializationTests
{
    private static readonly Serializer Serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<Type> Contracts
    {
        get
        {
            var plain = typeof(School).Assembly.GetTypes()
                .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
                .Where(type => !type.IsGenericTypeDefinition && !typeof(Exception).IsAssignableFrom(type));
            return [.. plain, typeof(Written<School>), typeof(Transitioned<PlacementStatus>)];
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_survives_the_journey(Type contract)
    {
        var sent = Specimen.Of(contract);

        var received = Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(sent));

        Assert.IsType(contract, received);
        Assert.Equal(Json(sent), Json(received));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void No_member_of_a_specimen_is_empty(Type contract)
    {
        var sent = Specimen.Of(contract);

        Assert.All(
            contract.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite),
            property => Assert.NotNull(property.GetValue(sent)));
    }

    [Fact]
    public void An_outcome_arrives_with_its_value_or_its_refusal()
    {
        Outcome<School> success = (School)Specimen.Of(typeof(School));
        Outcome<School> refused = (Refusal)Specimen.Of(typeof(Refusal));

        Assert.Equal(success.Value, Copy(success).Value);
        Assert.True(Copy(success).Succeeded);
        Assert.Equal(Json(refused.Refusal!), Json(Copy(refused).Refusal!));
        Assert.Null(Copy(refused).Value);
    }

    [Fact]
    public void A_lost_store_is_told_as_itself() =>
        Assert.Equal("away", Assert.IsType<StoreUnavailableException>(Copy<Exception>(new StoreUnavailableException("away"))).Message);

    [Fact]
    public void Every_contract_has_a_name_of_its_own()
    {
        var names = typeof(School).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .Select(type => (type, type.GetCustomAttribute<AliasAttribute>()?.Alias))
            .ToList();

        Assert.All(names, entry => Assert.StartsWith("VocMatch.", entry.Alias, StringComparison.Ordinal));
        Assert.Equal(names.Count, names.Select(entry => entry.Alias).Distinct().Count());
    }

    private static T Copy<T>(T value)
        where T : notnull => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType());
}
