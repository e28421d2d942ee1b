using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace VocMatch.Cli.Commands;

/// <summary>Options that refuse a value by their name, the value and the rule.</summary>
internal static class CheckedOption
{
    public static Option<string> File(string name, string description, bool required = false) => Path(
        name, description, "FILE", required, value => Directory.Exists(value) ? "that is a folder, and a file is needed" : null);

    public static Option<string> Folder(string name, string description, bool required = false) => Path(
        name, description, "DIR", required, value => System.IO.File.Exists(value) ? "that is a file, and a folder is needed" : null);

    public static Option<T> Whole<T>(string name, string description)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        Number<T>(name, description, NumberStyles.AllowLeadingSign, string.Create(CultureInfo.InvariantCulture, $"a whole number from {T.MinValue} to {T.MaxValue} is needed"));

    public static Option<double> Fraction(string name, string description) =>
        Number<double>(name, description, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, "a number such as 0.3 is needed");

    public static Option<string> OneOf(string name, string description, IReadOnlyList<string> known)
    {
        var option = new Option<string>(name) { Description = description, Required = true, HelpName = string.Join('|', known) };
        option.Validators.Add(result => Refuse(option, result, value => known.Contains(value) ? null : $"one of {string.Join(", ", known)} is needed"));
        return option;
    }

    /// <param name="rule">What the value breaks; null where it may be.</param>
    public static void Refuse(Option option, System.CommandLine.Parsing.OptionResult result, Func<string, string?> rule)
    {
        if (result.Tokens is [var token] && rule(token.Value) is { } broken)
        {
            result.AddError($"{option.Name} '{token.Value}': {broken}.");
        }
    }

    private static Option<string> Path(string name, string description, string what, bool required, Func<string, string?> rule)
    {
        var option = new Option<string>(name) { Description = description, Required = required, HelpName = what };
        option.Validators.Add(result => Refuse(option, result, value => string.IsNullOrWhiteSpace(value) ? "a path is needed" : rule(value)));
        return option;
    }

    private static Option<T> Number<T>(string name, string description, NumberStyles styles, string rule)
        where T : INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }

                result.AddError($"{name} '{text}': {rule}.");
                return T.Zero;
            },
        };
}
