using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Domain.Rounds;

/// <summary>
/// Binds a round to its lottery before anybody's list is known: SHA-256 of the seed is public while lists are collected, the seed with the
/// result. A seed of 256 random bits cannot be found from it.
/// </summary>
public static class SeedCommitment
{
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <returns>SHA-256 over the seed's UTF-8, 64 lower-case hexadecimal digits.</returns>
    public static string Of(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
}
