using VocMatch.Cli.Commands;

return VocMatchCommand.Run(args);
