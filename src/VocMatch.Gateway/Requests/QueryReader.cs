using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;

namespace VocMatch.Gateway.Requests;

/// <summary>Reads a query, and notes every parameter that cannot be read.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public const int MaxTextLength = 200;

    private readonly ImmutableArray<Violation>.Builder _violations = ImmutableArray.CreateBuilder<Violation>();

    public ImmutableArray<Violation> Violations => _violations.ToImmutable();

    public TId? Id<TId>(QueryParameter parameter)
        where TId : struct, IId<TId>
    {
        if (Single(parameter) is not { } text)
        {
            return null;
        }

        if (TId.TryParse(text, null, out var id))
        {
            return id;
        }

        Refuse(parameter, text, $"An id has {IdRule.Text}.");
        return null;
    }

    /// <summary>The value in camel case, or null where it is left out.</summary>
    public string? OneOf<TEnum>(QueryParameter parameter)
        where TEnum : struct, Enum
    {
        if (Single(parameter) is not { } text)
        {
            return null;
        }

        var names = Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        if (names.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Refuse(parameter, text, $"One of {string.Join(", ", names)}.");
        return null;
    }

    public int Whole(QueryParameter parameter, int absent, int least, int most)
    {
        if (Single(parameter) is not { } text)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(parameter, text, $"A whole number, {least} to {most}.");
        return absent;
    }

    public DateOnly? Day(QueryParameter parameter)
    {
        if (Single(parameter) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse(parameter, text, "A date such as 2027-01-31.");
        return null;
    }

    public bool Flag(QueryParameter parameter)
    {
        var text = Single(parameter);
        if (text is not (null or "true" or "false"))
        {
            Refuse(parameter, text, "true or false.");
        }

        return text == "true";
    }

    public string? Text(QueryParameter parameter)
    {
        var text = Single(parameter);
        if (text is null || (text.Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl) && !text.Contains('\uFFFD')))
        {
            return text;
        }

        Refuse(parameter, text, $"1 to {MaxTextLength} characters, none of them a control character.");
        return null;
    }

    /// <summary>How many are asked for, best first.</summary>
    public int Top() => Whole(QueryParameter.Top, RankedAnswer.DefaultTop, 1, RankedAnswer.MaxTop);

    public PageRequest Page() => new(Whole(QueryParameter.Limit, PageRequest.DefaultLimit, 1, PageRequest.MaxLimit), Text(QueryParameter.Cursor));

    private string? Single(QueryParameter parameter)
    {
        if (!query.TryGetValue(parameter.Name, out var values) || values.Count == 0)
        {
            return null;
        }

        if (values.Count > 1)
        {
            Refuse(parameter, values.ToString(), "May stand in the query once.");
            return null;
        }

        return values[0] ?? "";
    }

    private void Refuse(QueryParameter parameter, string value, string rule) => _violations.Add(new(parameter.Name, Shown.Short(value), rule));
}
