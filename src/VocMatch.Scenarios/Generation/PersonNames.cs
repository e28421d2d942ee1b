using System.Collections.Immutable;

namespace VocMatch.Scenarios.Generation;

/// <summary>Names that generated persons and firms are given: common ones, combined by chance.</summary>
internal static class PersonNames
{
    public static ImmutableArray<string> GivenToWomen { get; } =
    [
        "Aoife", "Saoirse", "Emma", "Grace", "Sophie", "Ella", "Niamh", "Ciara", "Molly", "Roisin", "Hannah", "Lucy", "Clodagh", "Maeve",
        "Orla", "Sinead", "Fiadh", "Zofia", "Maria", "Amina", "Ana", "Chloe", "Leah", "Kate", "Erin", "Jessica", "Ruth", "Olga", "Precious", "Mei",
    ];

    public static ImmutableArray<string> GivenToMen { get; } =
    [
        "Jack", "Conor", "Sean", "Daniel", "James", "Adam", "Cian", "Oisin", "Liam", "Luke", "Darragh", "Fionn", "Eoin", "Tadhg", "Cathal",
        "Ronan", "Patrick", "Jakub", "Matei", "Yusuf", "Samuel", "Ryan", "Ben", "Callum", "Diarmuid", "Kevin", "Marek", "Emeka", "Andrei", "Tom",
    ];

    public static ImmutableArray<string> Given { get; } = [.. GivenToWomen, .. GivenToMen];

    public static ImmutableArray<string> Family { get; } =
    [
        "Murphy", "Kelly", "Byrne", "Ryan", "Walsh", "Doyle", "Nolan", "Brennan", "Daly", "Farrell", "Keane", "Moran", "Power", "Quinn", "Burke",
        "Lynch", "Healy", "Foley", "Kavanagh", "Dunne", "Whelan", "Cullen", "Hayes", "Sheehan", "Collins", "Barry", "Flynn", "Casey", "Roche",
        "Maguire", "Connolly", "Duffy", "Hogan", "Griffin", "Regan", "Boyle", "Clancy", "Fahy", "Coyle", "Tierney", "Nowak", "Kowalska", "Popescu",
        "Silva", "Okafor", "Ahmed", "Chen", "Petrov", "Kumar", "Santos", "Ivanova", "Costa", "Yilmaz", "Adeyemi", "Wojcik", "Reilly", "Mooney",
        "Lacey", "Furlong", "Sweeney", "Gallagher", "Devlin", "McGrath", "McCabe", "Hickey", "Corrigan", "Lawlor", "Hanlon",
    ];
}
