using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>A form of several parts as the body of a request, or why it cannot be taken.</summary>
internal readonly record struct MultipartForm(IFormCollection? Parts, Problem? Problem)
{
    /// <summary>All of ESCO in one language has some 60 MB.</summary>
    private static readonly FormOptions Limits = new() { MultipartBodyLengthLimit = 1L << 30, ValueCountLimit = 16, ValueLengthLimit = 1 << 20 };

    /// <param name="parts">What it is a form of, for a refusal.</param>
    public static async Task<MultipartForm> Read(HttpRequest request, string parts)
    {
        if (ContentType.Of(request) != ContentType.Multipart)
        {
            return new(null, new Problem(ProblemTypes.UnsupportedMediaType, $"The body must be {ContentType.Multipart}, not compressed."));
        }

        try
        {
            return new(await request.ReadFormAsync(Limits, request.HttpContext.RequestAborted), null);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new(null, Problem.Malformed(new Violation("", null, $"The body must be a whole form of {parts}.")));
        }
    }
}
