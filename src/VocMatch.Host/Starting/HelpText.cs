using System.Text;
using VocMatch.Host.Options;

namespace VocMatch.Host.Starting;

internal static class HelpText
{
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("VocMatch: matches vocational education with industry.");
        text.AppendLine();
        foreach (var option in HostOption.All)
        {
            var name = option.Value is null ? $"--{option.Name}" : $"--{option.Name} {option.Value}";
            text.AppendLine($"  {name,-26} {option.Help}{Only(option.Roles)}");
        }

        text.AppendLine();
        text.AppendLine($"Every option is also an environment variable ({HostOption.DemoScale.Variable}) and a member of");
        text.AppendLine($"\"{OptionSources.Section}\" in appsettings.json (\"{HostOption.DemoScale.Key}\"). The command line wins, then the environment.");
        return text.ToString();
    }

    private static string Only(Roles roles) => roles == Roles.Every ? "" : $" (--role {roles.ToString().ToLowerInvariant().Replace(", ", "|", StringComparison.Ordinal)})";
}
