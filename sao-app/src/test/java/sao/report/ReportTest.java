package sao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.summary.ForecastSummary;
import sao.summary.FunnelSummary;
import sao.summary.FunnelSummary.Step;
import sao.summary.Histogram;
import sao.summary.JudgeSummary;
import sao.summary.Measurement;
import sao.summary.Measurement.Measured;
import sao.summary.PairSummary;
import sao.summary.PromptSummary;
import sao.summary.RunSummary;

class ReportTest {
    private static final RunSummary RUN = SampleRun.of(SampleMeasurement.measured(0.602, 0.484, 0.711));
    private static final String PAGE = Report.html(RUN);

    @TempDir
    Path folder;

    @Test
    void theDataBlockIsTheSummaryItself() {
        String json = only("<script type=\"application/json\" id=\"data\">(.*?)</script>");
        assertThat(RunSummary.ofJson(json)).isEqualTo(RUN);
    }

    @Test
    void everyFieldOfAPairThatTheScriptReadsIsInTheData() {
        String json = only("<script type=\"application/json\" id=\"data\">(.*?)</script>");
        Matcher field = Pattern.compile("(?:pair|[ab])\\.([a-z_]+)\\b").matcher(only("<script>(.*?)</script>"));
        int fields = 0;
        while (field.find()) {
            assertThat(json).as("field of a pair").contains("\"%s\":".formatted(field.group(1)));
            fields++;
        }
        assertThat(fields).isGreaterThan(10);
        assertThat(json).contains("\"length_unit\":\"tokens\"");
    }

    @Test
    void nothingThatAModelWroteBecomesMarkup() {
        String outside = PAGE.replace(only("<script>(.*?)</script>"), "").replace(only("<style>(.*?)</style>"), "");
        assertThat(outside.split("<script", -1)).as("scripts").hasSize(3);
        assertThat(outside.split("</script", -1)).as("ends of scripts").hasSize(3);
        assertThat(outside)
                .doesNotContain("<img")
                .doesNotContain("<b>bold")
                .doesNotContain("<svg onload")
                .doesNotContain("<!--")
                .doesNotContain("\u2028")
                .doesNotContain("\u0000")
                .contains("quickstart &lt;b&gt;bold&lt;/b&gt;");
    }

    @Test
    void thePolicyAllowsThisScriptAndThisStyleAndNothingElse() {
        String policy = only("Content-Security-Policy\" content=\"([^\"]*)\"");
        assertThat(policy.split("; "))
                .containsExactly(
                        "default-src 'none'",
                        "style-src 'sha256-%s'".formatted(Page.digest(only("<style>(.*?)</style>"))),
                        "script-src 'sha256-%s'".formatted(Page.digest(only("<script>(.*?)</script>"))),
                        "img-src data:",
                        "base-uri 'none'",
                        "form-action 'none'");
        assertThat(PAGE.indexOf("Content-Security-Policy")).isLessThan(PAGE.indexOf("<style>"));
    }

    @Test
    void nothingIsFetched() {
        String withoutData = PAGE.replace(only("id=\"data\">(.*?)</script>"), "");
        assertThat(withoutData.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain(" src=")
                .doesNotContain("<link")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain(" style=\"");
    }

    @Test
    void everyPictureHasWords() {
        Matcher picture = Pattern.compile("<svg([^>]*)>").matcher(PAGE);
        int pictures = 0;
        while (picture.find()) {
            pictures++;
            assertThat(picture.group(1)).containsAnyOf("role=\"img\" aria-label=\"", "aria-hidden=\"true\"");
        }
        assertThat(pictures).isGreaterThan(20);
    }

    @Test
    void theHeadlineHasTheRateTheIntervalAndTheControl() {
        assertThat(PAGE)
                .contains("No difference shown", "60.2\u00A0%", "48.4 to 71.1\u00A0%", "includes 50")
                .contains("48.4\u00A0%", "start model against itself")
                .contains("near duplicate")
                .contains("Every row is accounted for");
    }

    @Test
    void aFunnelThatDoesNotAddUpIsSaid() {
        FunnelSummary lossy = new FunnelSummary(
                List.of(new Step("personas", 10, Map.of(), 0), new Step("prompts", 7, Map.of("duplicate", 2L), 0)),
                List.of());
        assertThat(SampleRun.funnel().addsUp()).isTrue();
        assertThat(lossy.addsUp()).isFalse();
        assertThat(FunnelSection.of(lossy).toString()).contains("do not add up");
        FunnelSummary going = new FunnelSummary(
                List.of(new Step("personas", 10, Map.of(), 0), new Step("prompts", 7, Map.of("duplicate", 2L), 1)),
                List.of());
        assertThat(going.addsUp()).isTrue();
        assertThat(FunnelSection.of(going).toString()).contains("under way");
    }

    @Test
    void whatRulesSawInTheAnswersIsCounted() {
        assertThat(FunnelSection.of(SampleRun.funnel()).toString())
                .contains("What rules saw in 128 answers: loop 6, template leakage 0.");
    }

    @Test
    void theAuditSaysHowFarTheJudgeCanBeTrusted() {
        String section = JudgeSection.of(SampleJudge.judge()).toString();
        assertThat(section)
                .contains("All judges on the same probes", "yes-no/v2", "off topic", "76.3\u00A0%")
                .contains("its bias for the first position is 0.250 nats", "it gives 90.0\u00A0% of its probability")
                .contains("it does not sample", "the longer answer won 41.7\u00A0% of 48")
                .contains(
                        "Mean absolute difference between confidence and accuracy: 9.0\u00A0%",
                        "a label smoothing of 0.24");
    }

    @Test
    void theGuardSaysWhatItSaw() {
        assertThat(PAGE).contains("as seen after step 48: chosen log-prob fell 0.40 nat per token; &lt;b&gt;");
    }

    @Test
    void showsHowVariedThePromptsAreAndWhatWasForecast() {
        assertThat(Report.html(SampleRun.of(SampleMeasurement.measured(0.6, 0.5, 0.7))))
                .contains("repetition, exact", "1.0\u00A0% (0.2 to 5.4\u00A0%)", "self bleu", "0.312")
                .contains("occupation 60 of 72 (evenness 0.93)", "coding 80.0\u00A0% of 40")
                .contains("Forecast against fact. Measured on 24 rows.", "1\u00A0min 40\u00A0s", "(outside)");
    }

    @Test
    void eachBenchmarkHasItsRatesAndItsAnswers() {
        Measured measured = SampleMeasurement.measured(0.55, 0.45, 0.65);
        RunSummary run = SampleRun.of(measured, List.of(new Measurement.Benchmark("<b>exam</b>.jsonl", measured)));
        assertThat(RunSummary.ofJson(run.json())).isEqualTo(run);
        assertThat(Report.html(run))
                .contains("<h3>Benchmarks</h3>", "Shares of held-out prompts", "The results affect neither")
                .contains("Shares of prompts of &lt;b&gt;exam&lt;/b&gt;.jsonl")
                .contains("answers of each model to prompts of &lt;b&gt;exam&lt;/b&gt;.jsonl");
        RunSummary alone = SampleRun.of(new Measurement.Missing("No prompts were held out."), run.benchmarks());
        assertThat(Report.html(alone))
                .contains("Measured on benchmarks alone", "No prompts were held out.")
                .doesNotContain("Not measured yet");
        assertThat(PAGE).doesNotContain("<h3>Benchmarks</h3>");
    }

    @Test
    void aRunThatHasJustBegunHasAPageToo() {
        Histogram none = Histogram.of(new Histogram.Values("none", List.of()));
        RunSummary empty = new RunSummary(
                "new",
                "running",
                "now",
                "m",
                new Measurement.Missing("Nothing was measured."),
                List.of(),
                List.of(),
                new FunnelSummary(List.of(), List.of()),
                PromptSummary.NONE,
                new JudgeSummary("likelihood", "", "", List.of()),
                new PairSummary(0, List.of(), 0, 0, none, "tokens", none, none),
                List.of(),
                List.of(),
                List.of(),
                ForecastSummary.NONE,
                List.of());
        assertThat(Report.html(empty))
                .contains("Not measured yet", "Nothing was measured.", "Training has not begun", "not audited");
    }

    @Test
    void theFileIsThePage() throws IOException {
        Path file = folder.resolve("run/report.html");
        Report.write(RUN, file);
        assertThat(Files.readString(file)).isEqualTo(PAGE);
    }

    @Test
    void aPlaceThatNothingFillsIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Page.fill("report.html", Map.of(), "{}"))
                .withMessageContaining("{{");
    }

    private static String only(String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
