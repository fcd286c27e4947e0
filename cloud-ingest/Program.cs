using Checkpoint.CloudIngest.Commands;

return await CloudCommandLine.RunAsync(args);
