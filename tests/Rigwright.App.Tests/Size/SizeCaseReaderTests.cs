using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Size;
using Shouldly;

namespace Rigwright.App.Tests.Size;

public sealed class SizeCaseReaderTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), "rigwright-" + Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Cases_are_read_in_order_and_further_columns_ignored()
    {
        var read = Read("id,model,format,quant,note\na,m/x,gguf,Q4_0,hello\nb,m/y,,8bit,\n");

        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Select(c => (c.Id, c.Model, c.Format, c.Quant)).ShouldBe([("a", "m/x", "gguf", "Q4_0"), ("b", "m/y", "", "8bit")]);
    }

    [Theory]
    [InlineData("RW5101", 2, 1, "id,model,format,quant\na,b\n")]
    [InlineData("RW5102", 1, 1, "id,modle,format,quant\na,b,c,d\n")]
    [InlineData("RW5103", 2, 3, "id,model,format,quant\na,,gguf,Q4_0\n")]
    [InlineData("RW5104", 3, 1, "id,model,format,quant\na,m,gguf,Q4_0\na,n,gguf,Q4_0\n")]
    public void A_bad_file_is_refused_at_its_place(string code, int line, int column, string text)
    {
        var read = Read(text);

        read.Value.ShouldBeNull();
        var error = read.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);
        (error.Code, error.Position.Line, error.Position.Column).ShouldBe((code, line, column));
    }

    [Fact]
    public void All_problems_are_reported_at_once() =>
        Read("id,model,format,quant\n,m,gguf,Q4_0\na,,gguf,Q4_0\na,n,gguf\n").Diagnostics.Count.ShouldBe(3);

    [Fact]
    public void A_missing_file_is_reported() => SizeCaseReader.Read(_file + ".none").Diagnostics.Single().Code.ShouldBe("RW5101");

    private Loaded<IReadOnlyList<SizeCase>> Read(string text)
    {
        File.WriteAllText(_file, text);
        return SizeCaseReader.Read(_file);
    }
}
