using System.Collections.Frozen;
using VocMatch.Contracts.Placements;

namespace VocMatch.Domain.Rules;

/// <summary>Currencies in which pay can be given: the codes of ISO 4217 that are legal tender somewhere (list one, as of 2026).</summary>
internal static class Currencies
{
    /// <summary>More than anybody is paid a month, in units of a currency of which a handful is an hour's pay.</summary>
    private const int Max = 200_000;

    private static readonly FrozenSet<string> Known = Codes(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK
        DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
        KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB
        PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
        TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """);

    /// <summary>Currencies whose unit is worth so little that ordinary pay has six digits and more.</summary>
    private static readonly FrozenSet<string> OfSmallUnits = Codes(
        """
        AMD AOA ARS BIF CDF CLP COP CRC DJF GNF GYD HUF IDR IQD IRR JMD JPY KHR KMF KPW KRW KZT LAK LBP LKR LRD MGA MMK MNT MWK NGN PKR PYG RSD
        RWF SDG SOS SSP SYP TZS UGX UZS VES VND XAF XOF XPF YER
        """);

    public static void Pay(this Violations violations, string field, Pay? pay)
    {
        if (pay is null)
        {
            return;
        }

        violations.Require(
            Known.Contains(pay.Currency), $"{field}.currency", pay.Currency, "A currency of ISO 4217 in three capital letters, such as EUR.");
        violations.Range($"{field}.amountPerMonth", pay.AmountPerMonth, 0, OfSmallUnits.Contains(pay.Currency) ? 1_000_000_000 : Max);
    }

    private static FrozenSet<string> Codes(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
