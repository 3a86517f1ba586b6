package sao.runcommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.ledger.StageProgress;
import sao.progress.Wording;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.rows.Funnel;
import sao.statistics.MeasuredMean;
import sao.summary.Measurement.ByJudge;
import sao.summary.Measurement.Measured;
import sao.workspace.RunFolder;
import sao.workspace.RunStatus;

/// The command `sao status`: shows the status of a run.
@Command(name = "status", description = "Shows the status of a run, also while it runs.")
public final class StatusCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "runs/quickstart",
            description = "Folder of the run (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("runs/quickstart");

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    protected int execute() {
        RunStatus status = RunStatus.of(new RunFolder(folder));
        PrintWriter out = out();
        if (json) {
            out.println(json(status));
        } else {
            print(status, out);
        }
        return ExitCode.DONE;
    }

    /// {@return the status as JSON}
    static String json(RunStatus status) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("run", status.run());
        tree.put("state", status.state().label());
        tree.put("detail", status.detail());
        tree.put("round", status.round());
        ArrayNode stages = tree.putArray("stages");
        for (StageProgress stage : status.stages()) {
            stages.addObject()
                    .put("name", stage.stage().label())
                    .put("done", stage.done())
                    .put("total", stage.total())
                    .put("seconds", stage.seconds());
        }
        Funnel funnel = status.funnel();
        ObjectNode counts = tree.putObject("funnel");
        counts.put("personas", funnel.personas());
        counts.put("prompts", funnel.prompts());
        counts.put("held_out", funnel.heldOut());
        counts.put("responses", funnel.responses());
        counts.put("judgments", funnel.judgments());
        counts.put("pairs", funnel.pairs());
        ObjectNode dropped = counts.putObject("dropped");
        funnel.dropped().forEach(dropped::put);
        ArrayNode measured = tree.putArray("measured");
        if (status.measurement() instanceof Measured onHeldOut) {
            measured(measured.addObject().putNull("benchmark"), onHeldOut);
        }
        status.benchmarks()
                .forEach(each -> measured(measured.addObject().put("benchmark", each.name()), each.measured()));
        if (status.report().isEmpty()) {
            tree.putNull("report");
        } else {
            tree.put("report", status.report());
        }
        return tree.toString();
    }

    private static void measured(ObjectNode row, Measured measured) {
        figures(row, measured.leading());
        ArrayNode judges = row.putArray("judges");
        measured.byJudge().forEach(judged -> figures(judges.addObject(), judged));
    }

    private static void figures(ObjectNode row, ByJudge judged) {
        JudgedRate rate = judged.rate();
        row.put("judge", rate.judge())
                .put("judge_model", rate.origin().model())
                .put("independent", rate.origin().independent())
                .put("win_rate", rate.winRate().value())
                .put("low", rate.winRate().interval().low())
                .put("high", rate.winRate().interval().high())
                .put("n", rate.winRate().n())
                .put("too_long", rate.tooLong())
                .put("control", judged.control().value());
        mean(row.putObject("log_odds"), rate.logOdds());
        mean(row.putObject("control_log_odds"), judged.controlLogOdds());
        share(row, "length_controlled", rate.lengthControlled());
        share(row, "length_matched", rate.lengthMatched());
    }

    private static void mean(ObjectNode row, MeasuredMean mean) {
        row.put("mean", mean.value())
                .put("low", mean.interval().low())
                .put("high", mean.interval().high())
                .put("sd", mean.deviation())
                .put("n", mean.n());
    }

    private static void share(ObjectNode row, String name, MeasuredShare share) {
        if (share.known()) {
            row.put(name, share.value());
        } else {
            row.putNull(name);
        }
    }

    private static String measured(String on, ByJudge judged) {
        JudgedRate rate = judged.rate();
        return String.format(
                Locale.ROOT,
                "  wins %.1f %% (%.1f to %.1f), mean log-odds %s, on %d %s by %s (%s); control %.1f %%",
                100 * rate.winRate().value(),
                100 * rate.winRate().interval().low(),
                100 * rate.winRate().interval().high(),
                rate.logOdds().known()
                        ? Wording.logOdds(rate.logOdds().value(), rate.logOdds().interval())
                        : "unknown",
                rate.winRate().n(),
                on,
                rate.origin().modelWords(),
                rate.judge(),
                100 * judged.control().value());
    }

    private static void print(RunStatus status, PrintWriter out) {
        String detail = status.detail().isEmpty() ? "" : ": " + status.detail();
        out.println("%s is %s%s".formatted(status.run(), status.state().label(), detail));
        for (StageProgress stage : status.stages()) {
            out.println("  %-10s %7d / %d".formatted(stage.stage().label(), stage.done(), stage.total()));
        }
        Funnel funnel = status.funnel();
        out.println("  %d personas -> %d prompts (%d held out) -> %d responses -> %d judgments -> %d pairs"
                .formatted(
                        funnel.personas(),
                        funnel.prompts(),
                        funnel.heldOut(),
                        funnel.responses(),
                        funnel.judgments(),
                        funnel.pairs()));
        funnel.dropped().forEach((reason, count) -> out.println("  dropped %4d  %s".formatted(count, reason)));
        if (status.measurement() instanceof Measured onHeldOut) {
            onHeldOut.byJudge().forEach(judged -> out.println(measured("held-out prompts", judged)));
        }
        status.benchmarks()
                .forEach(each -> each.measured()
                        .byJudge()
                        .forEach(judged -> out.println(measured("prompts of " + each.name(), judged))));
        if (!status.report().isEmpty()) {
            out.println("  report: " + status.report());
        }
    }
}
