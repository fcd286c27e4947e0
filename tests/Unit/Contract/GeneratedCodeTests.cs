using System.Diagnostics;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class GeneratedCodeTests
{
    [Fact]
    public void The_generated_code_is_what_protoc_makes_of_the_schema_today()
    {
        var folder = Directory.CreateTempSubdirectory("checkpoint-protoc-");
        try
        {
            var contract = Path.Combine(AppContext.BaseDirectory, "Contract", "schema");
            using var protoc = Process.Start(new ProcessStartInfo("protoc")
            {
                ArgumentList =
                {
                    $"--proto_path={contract}", $"--csharp_out={folder.FullName}",
                    "--csharp_opt=file_extension=.g.cs,internal_access", "records.proto",
                },
            })!;
            protoc.WaitForExit();

            Assert.Equal(0, protoc.ExitCode);
            Assert.Equal(
                File.ReadAllText(Path.Combine(contract, "Records.g.cs")),
                File.ReadAllText(Path.Combine(folder.FullName, "Records.g.cs")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
