using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VocMatch.Contracts.Tests.Text;

/// <summary>The Unicode Character Database, as the machine's International Components for Unicode know it.</summary>
internal sealed class Icu
{
    private const int NewestKnown = 99;
    private const int OldestKnown = 60;
    private const int MaxNameLength = 128;
    private const int DefaultIgnorable = 5;

    private readonly nint _library;
    private readonly string _suffix;
    private readonly Age _age;
    private readonly Category _category;
    private readonly OfCode _combiningClass;
    private readonly OfCode _isWhiteSpace;
    private readonly Property _property;
    private readonly NameOf _nameOf;
    private readonly FromName _fromName;
    private readonly Decomposition _decomposition;
    private readonly FoldCase _foldCase;
    private readonly nint _nfkd;

    private Icu(nint library, string suffix)
    {
        (_library, _suffix) = (library, suffix);
        _age = Function<Age>("u_charAge");
        _category = Function<Category>("u_charType");
        _combiningClass = Function<OfCode>("u_getCombiningClass");
        _isWhiteSpace = Function<OfCode>("u_isUWhiteSpace");
        _property = Function<Property>("u_hasBinaryProperty");
        _nameOf = Function<NameOf>("u_charName");
        _fromName = Function<FromName>("u_charFromName");
        _decomposition = Function<Decomposition>("unorm2_getDecomposition");
        _foldCase = Function<FoldCase>("u_strFoldCase");
        _nfkd = Function<Instance>("unorm2_getNFKDInstance")(out var error);
        Check(error);
        var version = new byte[4];
        Function<Version>("u_getUnicodeVersion")(version);
        UnicodeVersion = VersionOf(version);
    }

    private delegate void Version([Out, MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] byte[] version);

    private delegate void Age(int code, [Out, MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] byte[] version);

    private delegate sbyte Category(int code);

    private delegate byte OfCode(int code);

    private delegate sbyte Property(int code, int property);

    private delegate int NameOf(int code, int choice, [Out] byte[] name, int capacity, out int error);

    private delegate int FromName(int choice, byte[] name, out int error);

    private delegate nint Instance(out int error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Unicode)]
    private delegate int Decomposition(nint form, int code, [Out] char[] decomposed, int capacity, out int error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Unicode)]
    private delegate int FoldCase([Out] char[] folded, int capacity, char[] text, int length, uint options, out int error);

    public System.Version UnicodeVersion { get; }

    /// <summary>Null where the machine has none.</summary>
    public static Icu? Find()
    {
        foreach (var (file, suffix) in Enumerable.Range(OldestKnown, NewestKnown - OldestKnown).Reverse()
            .Select(version => version.ToString(CultureInfo.InvariantCulture))
            .Select(version => (File: $"libicuuc.so.{version}", Suffix: $"_{version}"))
            .Append(("icuuc.dll", ""))
            .Append(("libicucore.dylib", "")))
        {
            if (NativeLibrary.TryLoad(file, out var library))
            {
                return new Icu(library, suffix);
            }
        }

        return null;
    }

    /// <summary>The version of Unicode that the character came with; 0.0 where it is not assigned.</summary>
    public System.Version AgeOf(int code)
    {
        var version = new byte[4];
        _age(code, version);
        return VersionOf(version);
    }

    public UnicodeCategory CategoryOf(int code) => _category(code) switch
    {
        6 => UnicodeCategory.NonSpacingMark,
        7 => UnicodeCategory.EnclosingMark,
        4 => UnicodeCategory.ModifierLetter,
        16 => UnicodeCategory.Format,
        19 => UnicodeCategory.DashPunctuation,
        20 => UnicodeCategory.OpenPunctuation,
        21 => UnicodeCategory.ClosePunctuation,
        23 => UnicodeCategory.OtherPunctuation,
        27 => UnicodeCategory.OtherSymbol,
        28 => UnicodeCategory.InitialQuotePunctuation,
        29 => UnicodeCategory.FinalQuotePunctuation,
        _ => UnicodeCategory.OtherLetter,
    };

    public int CombiningClassOf(int code) => _combiningClass(code);

    public bool IsWhiteSpace(int code) => _isWhiteSpace(code) != 0;

    public bool IsDefaultIgnorable(int code) => _property(code, DefaultIgnorable) != 0;

    public string NameOfCode(int code)
    {
        var name = new byte[MaxNameLength];
        var length = _nameOf(code, 0, name, name.Length, out var error);
        Check(error);
        return Encoding.ASCII.GetString(name, 0, length);
    }

    /// <summary>Null where no character is named so.</summary>
    public string? Named(string name)
    {
        var code = _fromName(0, Encoding.ASCII.GetBytes(name + '\0'), out var error);
        return error > 0 ? null : char.ConvertFromUtf32(code);
    }

    /// <summary>The whole compatibility decomposition (NFKD), or the character itself.</summary>
    public string Decomposed(int code)
    {
        var decomposed = new char[64];
        var length = _decomposition(_nfkd, code, decomposed, decomposed.Length, out var error);
        Check(error);
        return length < 0 ? char.ConvertFromUtf32(code) : new string(decomposed, 0, length);
    }

    /// <summary>Full case folding.</summary>
    public string CaseFolded(int code)
    {
        var text = char.ConvertFromUtf32(code).ToCharArray();
        var folded = new char[16];
        var length = _foldCase(folded, folded.Length, text, text.Length, 0, out var error);
        Check(error);
        return new string(folded, 0, length);
    }

    private static System.Version VersionOf(byte[] version) => new(version[0], version[1]);

    private static void Check(int error)
    {
        if (error > 0)
        {
            throw new InvalidOperationException($"ICU refused with error {error.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    private TDelegate Function<TDelegate>(string name)
        where TDelegate : Delegate =>
        Marshal.GetDelegateForFunctionPointer<TDelegate>(NativeLibrary.GetExport(_library, name + _suffix));
}
