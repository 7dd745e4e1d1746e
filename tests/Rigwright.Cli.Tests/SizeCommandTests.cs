namespace Rigwright.Cli.Tests;

public sealed class SizeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rigwright-size-").FullName;

    private string Cases => Path.Combine(_folder, "cases.csv");

    private string Output => Path.Combine(_folder, "sizes.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sizes_are_written_with_their_basis_and_summed_up()
    {
        File.WriteAllText(Cases, "id,model,format,quant\n1,meta-llama/Llama-3.3-70B-Instruct,gguf,Q4_K_M\n2,no/such-model,gguf,Q4_0\n");

        var result = RigProcess.Run("size", Cases, "--out", Output);

        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("1 sizes answered, 1 unknown");
        var lines = File.ReadAllLines(Output);
        lines[0].ShouldBe("id,status,bytes,basis");
        lines[1].ShouldStartWith("1,answered,425");
        lines[2].ShouldStartWith("2,unknown,,");
        Directory.GetFiles(_folder).Length.ShouldBe(2);
    }

    [Fact]
    public void Bad_cases_are_all_listed_and_nothing_is_written()
    {
        File.WriteAllText(Cases, "id,model,format,quant\n1,,gguf,Q4_K_M\n1,m,gguf,Q4_0\n2,n\n");

        var result = RigProcess.Run("size", Cases, "--out", Output);

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        foreach (var problem in (string[])[":2:3: error RW5103", ":3:1: error RW5104", ":4:1: error RW5101"])
            result.Error.ShouldContain(problem);
        File.Exists(Output).ShouldBeFalse();
    }
}
