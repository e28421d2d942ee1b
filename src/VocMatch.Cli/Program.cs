using VocMatch.Cli.Commands;

return OfflineCommands.Run(args);
