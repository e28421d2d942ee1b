using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Imports;

/// <summary>Every kind of row that can be imported; a host that has rows of its own uses the same ones.</summary>
public static class ImportServices
{
    /// <summary>Registers <see cref="IRowImport{TRow}"/> for every kind of row.</summary>
    public static IServiceCollection AddVocMatchImports(this IServiceCollection services)
    {
        services.AddSingleton<TagWarnings>();
        services.AddSingleton(provider => new EntityWrites(provider.GetRequiredService<IGrainFactory>()));
        services.AddEntityImport(writes => new RowKind<ImportedSchool>(
            "id", row => new(row.Id.Value), writes.Write, key => writes.Stored(SchoolId.Parse(key.Entity))));
        services.AddEntityImport(writes => new RowKind<ImportedProgram>(
            "id", row => new(row.Id.Value), writes.Write, key => writes.Stored(ProgramId.Parse(key.Entity)), writes.WriteMany));
        services.AddEntityImport(writes => new RowKind<ImportedEmployer>(
            "id", row => new(row.Id.Value), writes.Write, key => writes.Stored(EmployerId.Parse(key.Entity)), writes.WriteMany));
        services.AddEntityImport(writes => new RowKind<ImportedPlacement>(
            "id", row => new(row.Id.Value), writes.Write, key => writes.Stored(PlacementId.Parse(key.Entity)), writes.WriteMany, writes.Touches, row => TagWarnings.Of(row.Posting)));
        services.AddEntityImport(writes => new RowKind<ImportedStudent>(
            "id", row => new(row.Id.Value), writes.Write, key => writes.Stored(StudentId.Parse(key.Entity)), writes.WriteMany, writes.Touches, row => TagWarnings.Of(row.Profile)));
        services.AddEntityImport(writes => new RowKind<PreferencesRow>(
            "student",
            row => new(row.Student.Value, row.Round?.Value),
            writes.Write,
            key => writes.Stored(StudentId.Parse(key.Entity), key.Round is { } round ? RoundId.Parse(round) : null)));
        services.AddTaxonomyImport(TaxonomyKinds.Regions);
        services.AddTaxonomyImport(TaxonomyKinds.SkillGroups);
        services.AddTaxonomyImport(TaxonomyKinds.Skills);
        services.AddTaxonomyImport(TaxonomyKinds.Occupations);
        services.AddSingleton<PublishedTaxonomyImport>();
        return services;
    }

    private static void AddEntityImport<TRow>(this IServiceCollection services, Func<EntityWrites, RowKind<TRow>> kind)
        where TRow : class =>
        services.AddSingleton<IRowImport<TRow>>(provider => new EntityImport<TRow>(
            kind(provider.GetRequiredService<EntityWrites>()), provider.GetRequiredService<IRoundReading>(), provider.GetRequiredService<TagWarnings>()));

    private static void AddTaxonomyImport<TItem>(this IServiceCollection services, TaxonomyKind<TItem> kind)
        where TItem : class =>
        services.AddSingleton<IRowImport<TItem>>(provider => new TaxonomyRowImport<TItem>(
            kind,
            provider.GetRequiredService<ITaxonomyStore>(),
            provider.GetRequiredService<ITaxonomy>()));
}
