using VocMatch.Benchmarks.Figures;
using VocMatch.Cli.Commands;
using VocMatch.Cli.Generation;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>From CSV files to matches: solve with certificate, and verify, beside a plain program without either.</summary>
internal static class CsvComparison
{
    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("vocmatch-csv-").FullName;
        try
        {
            var shape = args.Contains("--small")
                ? new InstanceShape { Students = 100_000, Placements = 10_000 }
                : new InstanceShape { Students = 1_000_000, Placements = 100_000 };
            new InstanceFiles(new InstanceGenerator(shape)).Write(folder);
            string[] input = ["--placements", Path.Combine(folder, "placements.csv"), "--applications", Path.Combine(folder, "applications.csv")];
            var (matches, certificate, plainMatches) = (Path.Combine(folder, "matches.csv"), Path.Combine(folder, "certificate.json"), Path.Combine(folder, "plain.csv"));
            var (solve, _) = Best.Of(2, () => Expect(VocMatchCommand.Run(["solve", .. input, "--out", folder])));
            var (both, _) = Best.Of(2, () => Expect(VocMatchCommand.Run(["solve", .. input, "--verify", "--out", folder])));
            var (verify, _) = Best.Of(2, () => Expect(VocMatchCommand.Run(["verify", .. input, "--matches", matches, "--certificate", certificate])));
            var (plain, _) = Best.Of(1, () => PlainCsvProgram.Run(input[1], input[3], plainMatches));
            if (!File.ReadAllBytes(matches).AsSpan().SequenceEqual(File.ReadAllBytes(plainMatches)))
            {
                throw new InvalidOperationException("The plain program found other matches.");
            }

            Console.WriteLine($"{shape.Students} x {shape.Placements} from CSV: solve with certificate {solve / 1000:F2} s, with verification too {both / 1000:F2} s, verify from files {verify / 1000:F2} s; plain program {plain / 1000:F2} s.");
            Console.WriteLine($"Ratio: {plain / solve:F1} x with certificate, {plain / both:F1} x with certificate and verification, {plain / (solve + verify):F1} x with a verification that reads everything again.");
            (string, int)[] size = [("students", shape.Students), ("placements", shape.Placements)];
            Measured.Add("CSV to matches with certificate", size, solve / 1000, "s", "plain program without one", plain / 1000, Goal.Ratio(1));
            Measured.Add("CSV to matches, certified and verified", size, both / 1000, "s", "plain program without either", plain / 1000);
            Measured.Add("verifying from CSV", size, verify / 1000, "s");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Expect(int code) => code == 0 ? code : throw new InvalidOperationException($"The command ended with {code}.");
}
