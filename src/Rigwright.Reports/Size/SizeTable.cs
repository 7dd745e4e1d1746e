using System.Globalization;
using System.Text;
using Rigwright.App.Size;
using Rigwright.Domain.Naming;

namespace Rigwright.Reports.Size;

/// <summary>The answers of <c>rig size</c> as CSV and as a summary.</summary>
public static class SizeTable
{
    /// <summary>CSV with the columns id, status, bytes, basis.</summary>
    public static string Csv(IReadOnlyList<SizeAnswer> answers)
    {
        var builder = new StringBuilder("id,status,bytes,basis\n");
        foreach (var answer in answers)
        {
            builder.Append(SpreadsheetText.Cell(answer.Id)).Append(',').Append(answer.IsAnswered ? "answered" : "unknown").Append(',')
                .Append(answer.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "").Append(',').Append(SpreadsheetText.Cell(answer.Basis)).Append('\n');
        }
        return builder.ToString();
    }

    /// <summary>One line for people.</summary>
    public static string Summary(IReadOnlyList<SizeAnswer> answers, string path)
    {
        var unknown = answers.Count(a => !a.IsAnswered);
        return $"{answers.Count - unknown} sizes answered, {unknown} unknown, written to {path}";
    }
}
