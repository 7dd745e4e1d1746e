using Rigwright.App.Accuracy;
using Rigwright.App.Calibrate;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Accuracy;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Evidence;
using Rigwright.Reports.Accuracy;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Speed;

public sealed class CalibrationTests
{
    [Fact]
    public void The_shipped_calibration_is_what_the_shipped_measurements_give_to_the_byte()
    {
        var fitted = CalibrateHandler.Fit(SpeedShipped.Folder, SpeedShipped.Catalogue).Value!;

        fitted.CalibrationText.ShouldBe(File.ReadAllText(Path.Combine(SpeedShipped.Folder, CalibrationFile.Name)));
        fitted.HeldOutText.ShouldBe(File.ReadAllText(Path.Combine(SpeedShipped.Folder, HeldOutFile.Name)));
        fitted.EvidenceText.ShouldBe(File.ReadAllText(Path.Combine(SpeedShipped.Folder, EvidenceIndex.Name)));
        CalibrateHandler.Stale(SpeedShipped.Folder, fitted).ShouldBeEmpty();
    }

    [Fact]
    public void A_calibration_survives_writing_and_reading()
    {
        var folder = Directory.CreateTempSubdirectory("rig-calibration").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "calibration"));
        var text = CalibrationFile.Write(SpeedShipped.Calibration);
        File.WriteAllText(Path.Combine(folder, CalibrationFile.Name), text);

        CalibrationFile.Write(CalibrationFile.Load(folder)).ShouldBe(text);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Holding_a_group_out_by_one_step_agrees_with_a_refit()
    {
        // A small problem whose refits are cheap: one scoreboard, one model, many cards.
        var rows = SpeedShipped.Measurements.Measurements.Where(m => m.Source is "sb15013" or "sb4167" && m.Metric == SpeedMetric.DecodePerStream).ToList();
        var fit = new StepTimeFit([.. rows.Select(r => new FitRow(DecodeTerms.Of(r.Query), r.Seconds, 1, []))], new EffectPriors(new Dictionary<string, Prior> { ["w"] = new(1, 2), ["t"] = new(2, 1) }));
        var theta = fit.Fit();
        var groups = rows.Select(r => r.Query.Device.Id).ToList();
        var held = fit.HeldOut(theta, groups);

        foreach (var group in groups.Distinct().Take(8))
        {
            var leaveOut = groups.Select(g => g == group).ToArray();
            var refit = fit.Fit(leaveOut, theta);
            for (var i = 0; i < rows.Count; i++)
            {
                if (leaveOut[i])
                    held[i].ShouldBe(fit.LogPrediction(refit, i), 0.03, $"{group}, {rows[i].Id}");
            }
        }
    }

    [Fact]
    public void A_fit_recovers_the_efficiency_that_made_the_data()
    {
        var terms = Enumerable.Range(1, 40).Select(i => new StepTerm("weights", i * 1e-3, TermLink.Efficiency, [new("w", 1)])).ToList();
        var fit = new StepTimeFit([.. terms.Select(t => new FitRow([t], t.IdealSeconds / 0.7, 1, []))], new EffectPriors(new Dictionary<string, Prior> { ["w"] = new(0, 10) }));

        (1 / StepTerm.Factor(TermLink.Efficiency, fit.Fit()[0])).ShouldBe(0.7, 1e-3);
    }

    [Fact]
    public void One_wild_measurement_does_not_move_a_fit()
    {
        var rows = Enumerable.Range(1, 40).Select(i => new FitRow([new("weights", 1e-3 * i, TermLink.Efficiency, [new("w", 1)])], (i == 7 ? 50 : 1) * 1e-3 * i / 0.7, 1, [])).ToList();
        var fit = new StepTimeFit(rows, new EffectPriors(new Dictionary<string, Prior> { ["w"] = new(0, 10) }));

        (1 / StepTerm.Factor(TermLink.Efficiency, fit.Fit()[0])).ShouldBe(0.7, 0.01);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"as_of\": 3}")]
    public void A_damaged_calibration_is_refused(string text)
    {
        var folder = Directory.CreateTempSubdirectory("rig-calibration").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "calibration"));
        File.WriteAllText(Path.Combine(folder, CalibrationFile.Name), text);

        // The command prints this as RW6007.
        Should.Throw<InvalidDataException>(() => CalibrationFile.Load(folder)).Message.ShouldContain("rig calibrate");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_calibration_of_other_measurements_is_refused()
    {
        var folder = CopyOfCalibration();
        File.AppendAllText(Path.Combine(folder, MeasurementSet.Name), "\n");

        AccuracyHandler.Handle(folder, SpeedShipped.Catalogue).Diagnostics.ShouldContain(d => d.Code == "RW6006");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Damaged_held_out_predictions_are_refused()
    {
        var folder = CopyOfCalibration();
        File.WriteAllText(Path.Combine(folder, HeldOutFile.Name), "id,none\nx,abc\n");

        AccuracyHandler.Handle(folder, SpeedShipped.Catalogue).Diagnostics.ShouldContain(d => d.Code == "RW6005");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_accuracy_page_shows_what_the_command_prints()
    {
        var report = AccuracyHandler.Handle(SpeedShipped.Folder, SpeedShipped.Catalogue).Value!;

        Snapshot.MatchFile(AccuracyMarkdown.Page(report), Repository.PathOf("docs", "accuracy.md"));
        Snapshot.MatchFile(AccuracySvg.Render(report), Repository.PathOf("docs", "accuracy.svg"));
    }

    [Fact]
    public void The_errors_meet_the_targets_and_the_intervals_mean_what_they_say()
    {
        var report = AccuracyHandler.Handle(SpeedShipped.Folder, SpeedShipped.Catalogue).Value!;
        ErrorSummary Of(string quantity, string regime, string holding) => report.Regimes.First(r => r.Quantity == quantity && r.Regime == regime).ByHolding[holding];
        const string decode = "decode, one stream";

        Of(decode, "all", "hardware").Median.ShouldBeLessThanOrEqualTo(0.12);
        Of(decode, "all", "hardware").P90.ShouldBeLessThanOrEqualTo(0.35);
        Of(decode, "all", "model").Median.ShouldBeLessThanOrEqualTo(0.10);
        Of("prefill", "all", "hardware").Median.ShouldBeLessThanOrEqualTo(0.30);
        foreach (var regime in new[] { "all", "dense", "mixture of experts" })
        {
            foreach (var holding in new[] { "known", "hardware", "model" })
                Of(decode, regime, holding).Coverage!.Value.ShouldBeInRange(0.845, 0.955, $"{regime}, {holding} held out");
        }
    }

    [Fact]
    public void Predictions_beat_every_published_formula_on_the_same_rows()
    {
        var report = AccuracyHandler.Handle(SpeedShipped.Folder, SpeedShipped.Catalogue).Value!;

        report.Peers.Count.ShouldBe(PeerFormulas.All.Count);
        report.Peers.ShouldAllBe(p => p.Ours.Median < p.Errors.Median && p.Ours.P90 < p.Errors.P90);
    }

    private static string CopyOfCalibration()
    {
        var folder = Directory.CreateTempSubdirectory("rig-calibration").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "calibration"));
        foreach (var name in new[] { CalibrationFile.Name, HeldOutFile.Name, MeasurementSet.Name })
            File.Copy(Path.Combine(SpeedShipped.Folder, name), Path.Combine(folder, name));
        return folder;
    }
}
