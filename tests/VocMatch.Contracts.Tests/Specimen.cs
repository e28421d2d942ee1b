using System.Collections.Immutable;
using System.Reflection;

namespace VocMatch.Contracts.Tests;

/// <summary>Makes a value of a contract in which no member is empty.</summary>
internal static class Specimen
{
    private static readonly MethodInfo OneOf =
        typeof(Specimen).GetMethod(nameof(ArrayOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return OneOf.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!;
        }

        return Simple(type) ?? (type.GetMethod("Parse", [typeof(string), typeof(IFormatProvider)]) is { } parse
            ? parse.Invoke(null, ["specimen-1", null])!
            : Record(type));
    }

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(byte) => (byte)6,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 8L,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(decimal) => 9.25m,
        _ when type == typeof(Guid) => new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        _ when type == typeof(DateOnly) => new DateOnly(2027, 2, 28),
        _ when type == typeof(TimeOnly) => new TimeOnly(7, 30),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 2, 28, 7, 30, 0, TimeSpan.FromHours(2)),
        _ => null,
    };

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            property.SetValue(record, Of(property.PropertyType));
        }

        return record;
    }

    private static ImmutableArray<T> ArrayOf<T>() => [(T)Of(typeof(T))];
}
