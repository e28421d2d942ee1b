using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VocMatch.Architecture.Tests;

/// <summary>A type that one of our projects declares, and the types that its signatures, bodies and attributes name.</summary>
/// <param name="Folder">The namespace.</param>
/// <param name="Uses">Full names of outermost types, of any assembly.</param>
/// <param name="Members">Names of the methods, fields and properties that the type declares itself.</param>
internal sealed record CompiledType(string Project, string Folder, string Name, IReadOnlySet<string> Uses, IReadOnlySet<string> Members)
{
    public string FullName => $"{Folder}.{Name}";
}

/// <summary>Our assemblies as they were compiled. Constants are copied where they are used, so a use of a constant alone leaves no trace.</summary>
internal static class CompiledSource
{
    private const string Ours = "VocMatch";

    private static readonly Lazy<IReadOnlyList<CompiledType>> All = new(Read);

    private static readonly Lazy<IReadOnlyList<TypeDefinition>> Compiled = new(() =>
    [
        .. SourceTree.Projects.SelectMany(project => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{SourceTree.AssemblyOf(project)}.dll")).Types),
    ]);

    public static IReadOnlyList<CompiledType> Types => All.Value;

    public static IEnumerable<string> Projects => Types.Select(type => type.Project).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Full names of our outermost types of which some body, also of a lambda, names a method that <paramref name="is"/> is true of.</summary>
    public static IEnumerable<string> Callers(Func<MethodReference, bool> @is) => Compiled.Value
        .Where(type => Bodies(type).Any(body => body.Instructions.Any(instruction => instruction.Operand is MethodReference called && @is(called))))
        .Select(type => type.FullName);

    /// <summary>Every name that our source gives a type, a member or a parameter.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Compiled.Value.SelectMany(NamesIn).Where(name => !name.Contains('<', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The public members of the records that cross a process, as the compiler has them.</summary>
    public static IEnumerable<PropertyDefinition> MembersOfMessages => Compiled.Value
        .Where(type => type.IsPublic && type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "GenerateSerializerAttribute"))
        .SelectMany(type => type.Properties.Where(property => property.GetMethod is { IsPublic: true, IsStatic: false }));

    private static IEnumerable<string> NamesIn(TypeDefinition type) =>
        type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.Name).Append(method.Name))
            .Concat(type.Fields.Select(field => field.Name))
            .Concat(type.Properties.Select(property => property.Name))
            .Concat(type.NestedTypes.SelectMany(NamesIn))
            .Append(type.Name)
            .Where(_ => type.Namespace.StartsWith(Ours, StringComparison.Ordinal) || type.DeclaringType is not null);

    private static IEnumerable<MethodBody> Bodies(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Select(method => method.Body).Concat(type.NestedTypes.SelectMany(Bodies));

    private static IReadOnlyList<CompiledType> Read() =>
    [
        .. SourceTree.Projects
            .SelectMany(project => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{SourceTree.AssemblyOf(project)}.dll")).Types
                .Select(type => (Project: project, Type: type)))
            .Where(one => one.Type.Namespace.StartsWith(Ours, StringComparison.Ordinal) && !one.Type.Name.Contains('<', StringComparison.Ordinal))
            .Select(one => new CompiledType(one.Project, one.Type.Namespace, one.Type.Name, Uses(one.Type), Members(one.Type))),
    ];

    private static HashSet<string> Members(TypeDefinition type) =>
        type.Methods.Select(method => method.Name)
            .Concat(type.Fields.Select(field => field.Name))
            .Concat(type.Properties.Select(property => property.Name))
            .ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Uses(TypeDefinition type)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(type, found);
        found.Remove($"{type.Namespace}.{type.Name}");
        return found;
    }

    private static void Add(TypeDefinition type, HashSet<string> found)
    {
        Name(type.BaseType, found);
        NameAll(type.Interfaces.Select(one => one.InterfaceType), found);
        NameAll(type.Fields.Select(field => field.FieldType), found);
        NameAll(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType), found);
        NameAll(type.CustomAttributes.Select(attribute => attribute.AttributeType), found);
        foreach (var method in type.Methods)
        {
            Name(method.ReturnType, found);
            NameAll(method.Parameters.Select(parameter => parameter.ParameterType), found);
            if (method.HasBody)
            {
                NameAll(method.Body.Variables.Select(variable => variable.VariableType), found);
                foreach (var instruction in method.Body.Instructions)
                {
                    Add(instruction, found);
                }
            }
        }

        foreach (var nested in type.NestedTypes)
        {
            Add(nested, found);
        }
    }

    private static void Add(Instruction instruction, HashSet<string> found)
    {
        switch (instruction.Operand)
        {
            case MethodReference method:
                Name(method.DeclaringType, found);
                Name(method.ReturnType, found);
                NameAll(method.Parameters.Select(parameter => parameter.ParameterType), found);
                NameAll((method as GenericInstanceMethod)?.GenericArguments ?? [], found);
                break;
            case FieldReference field:
                Name(field.DeclaringType, found);
                Name(field.FieldType, found);
                break;
            case TypeReference type:
                Name(type, found);
                break;
        }
    }

    private static void NameAll(IEnumerable<TypeReference> types, HashSet<string> found)
    {
        foreach (var type in types)
        {
            Name(type, found);
        }
    }

    private static void Name(TypeReference? type, HashSet<string> found)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                NameAll(generic.GenericArguments, found);
                Name(generic.ElementType, found);
                return;
            case TypeSpecification built:
                Name(built.ElementType, found);
                return;
        }

        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        found.Add($"{type.Namespace}.{type.Name}");
    }
}
