using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>Every kind of row that can be imported; a host that has rows of its own uses the same ones.</summary>
public static class ImportServices
{
    /// <summary>Registers <see cref="IRowImport{TRow}"/> for every kind of row.</summary>
    public static IServiceCollection AddVocMatchImports(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EntityWrites(provider.GetRequiredService<IGrainFactory>()));
        services.AddEntityImport<SchoolRow>(row => row.Id.Value, writes => writes.Write);
        services.AddEntityImport<ProgramRow>(row => row.Id.Value, writes => writes.Write, writes => writes.WriteMany);
        services.AddEntityImport<EmployerRow>(row => row.Id.Value, writes => writes.Write, writes => writes.WriteMany);
        services.AddEntityImport<PlacementRow>(row => row.Id.Value, writes => writes.Write, writes => writes.WriteMany);
        services.AddEntityImport<StudentRow>(row => row.Id.Value, writes => writes.Write, writes => writes.WriteMany);
        services.AddEntityImport<PreferencesRow>(row => row.Student.Value, writes => writes.Write);
        services.AddTaxonomyImport(TaxonomyKinds.Regions);
        services.AddTaxonomyImport(TaxonomyKinds.SkillGroups);
        services.AddTaxonomyImport(TaxonomyKinds.Skills);
        services.AddTaxonomyImport(TaxonomyKinds.Occupations);
        services.AddSingleton<PublishedTaxonomyImport>();
        return services;
    }

    private static void AddEntityImport<TRow>(
        this IServiceCollection services,
        Func<TRow, string> key,
        Func<EntityWrites, Func<TRow, WriteOptions, Task<Outcome<RowImported>>>> write,
        Func<EntityWrites, Func<ImmutableArray<TRow>, Task<ImmutableArray<Outcome<RowImported>>>>>? writeMany = null)
        where TRow : class =>
        services.AddSingleton<IRowImport<TRow>>(provider =>
        {
            var writes = provider.GetRequiredService<EntityWrites>();
            return new EntityImport<TRow>(key, write(writes), writeMany?.Invoke(writes));
        });

    private static void AddTaxonomyImport<TItem>(this IServiceCollection services, TaxonomyKind<TItem> kind)
        where TItem : class =>
        services.AddSingleton<IRowImport<TItem>>(provider => new TaxonomyRowImport<TItem>(
            kind,
            provider.GetRequiredService<ITaxonomyStore>(),
            provider.GetRequiredService<ITaxonomy>()));
}
