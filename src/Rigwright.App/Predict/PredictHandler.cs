using System.Text;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Cases;

namespace Rigwright.App.Predict;

/// <summary>A table of cases to answer.</summary>
/// <param name="CasesPath">The cases.</param>
/// <param name="OutPath">Where the answers go.</param>
public sealed record PredictRequest(string CasesPath, string OutPath);

/// <summary>What was answered.</summary>
/// <param name="Answers">In the order of the cases.</param>
public sealed record PredictResponse(IReadOnlyList<SpeedAnswer> Answers)
{
    /// <summary>Cases with a number.</summary>
    public int Answered => Answers.Count(a => a.Predicted is not null);
}

/// <summary>Answers a table of speed cases.</summary>
public sealed class PredictHandler(Catalogue catalogue, SpeedPredictor predictor)
{
    /// <summary>The answers table cannot be written.</summary>
    public const string CannotWrite = "RW6004";

    /// <summary>Reads the cases and writes the answers, all or nothing: a failure leaves an existing output file as it was.</summary>
    public Loaded<PredictResponse> Handle(PredictRequest request)
    {
        var cases = SpeedCaseReader.Read(request.CasesPath);
        if (cases.Value is not { } rows || cases.HasErrors)
            return new(null, cases.Diagnostics);
        var resolver = new SpeedCaseResolver(catalogue);
        var answers = rows.Select(row => SpeedAnswer.Of(row, resolver, predictor)).ToList();
        return Write(request.OutPath, answers) is { } problem ? new(null, [.. cases.Diagnostics, problem]) : new(new(answers), cases.Diagnostics);
    }

    private static Diagnostic? Write(string path, List<SpeedAnswer> answers)
    {
        var text = new StringBuilder(answers.Count * 200).Append(SpeedAnswer.Header).Append('\n');
        foreach (var answer in answers)
        {
            answer.AppendTo(text);
            text.Append('\n');
        }
        var unfinished = path + ".unfinished";
        try
        {
            File.WriteAllText(unfinished, text.ToString());
            File.Move(unfinished, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
            return new(CannotWrite, DiagnosticSeverity.Error, new(path, 0, 0), $"The answers cannot be written: {e.Message}");
        }
    }
}
