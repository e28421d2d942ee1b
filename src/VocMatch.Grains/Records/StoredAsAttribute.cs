using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Records;

/// <summary>Gives a grain's constructor the record of a row of its own: a <see cref="GrainRecord{TState}"/> or an <see cref="EntityRecord{TState, TEntity}"/>.</summary>
/// <param name="name">The state's name in the store; rows written before are read under it, so it never changes.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class StoredAsAttribute(string name) : Attribute, IFacetMetadata, IPersistentStateConfiguration
{
    public string StateName => name;

    public string StorageName => GrainStorage.Provider;
}

/// <summary>Makes the record of a constructor's parameter.</summary>
internal sealed class StoredAsMapper : IAttributeToFactoryMapper<StoredAsAttribute>
{
    private static readonly MethodInfo Create = typeof(IPersistentStateFactory).GetMethod(nameof(IPersistentStateFactory.Create))!;

    public Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, StoredAsAttribute metadata)
    {
        var state = parameter.ParameterType.GetGenericArguments()[0];
        var create = Create.MakeGenericMethod(state);
        var record = ActivatorUtilities.CreateFactory(
            parameter.ParameterType, [typeof(IPersistentState<>).MakeGenericType(state), typeof(IGrainContext)]);
        return context =>
        {
            var services = context.ActivationServices;
            return record(services, [create.Invoke(services.GetRequiredService<IPersistentStateFactory>(), [context, metadata]), context]);
        };
    }
}
