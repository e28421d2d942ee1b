using VocMatch.Benchmarks;

return Comparisons.Run(args);
