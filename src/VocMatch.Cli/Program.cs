using VocMatch.Cli.Commands;

return CommandLine.Run(args);
