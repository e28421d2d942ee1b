using System.Diagnostics.CodeAnalysis;

namespace VocMatch.Contracts.Outcomes;

/// <summary>Either the value asked for or the reason why not.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Outcome`1")]
public sealed record Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    [Id(0)]
    public T? Value { get; private init; }

    [Id(1)]
    public Refusal? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
