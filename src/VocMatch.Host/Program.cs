using VocMatch.Host.Starting;

return await HostProgram.Run(args);
