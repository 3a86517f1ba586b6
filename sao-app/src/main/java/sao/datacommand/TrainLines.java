package sao.datacommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import sao.trainer.MemoryPlan;
import sao.trainer.TrainingPlan;
import sao.trainer.TrainingStep;
import sao.training.TrainingResult;
import sao.tuning.TuningListener;

/// A training as lines: steps on standard output, as JSON objects if wanted, everything else on the other
/// one.
final class TrainLines implements TuningListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private Optional<MemoryPlan> planned = Optional.empty();

    TrainLines(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void started(TrainingPlan plan) {
        plan.dropped().forEach((reason, count) -> say("Not trained: %d pairs, %s.".formatted(count, reason.label())));
        String from = plan.firstStep() == 1 ? "" : ", going on with step " + plan.firstStep();
        say("Training %d pairs, %d tokens an epoch, %d steps%s."
                .formatted(plan.pairs(), plan.tokens(), plan.steps(), from));
        say(plan.parity().sentence());
        planned = Optional.of(plan.memory());
        say(plan.memory().words());
    }

    @Override
    public void stepDone(TrainingStep step) {
        out.println(json ? step.json() : words(step));
        out.flush();
    }

    private static String words(TrainingStep step) {
        return String.format(
                Locale.ROOT,
                "step %d of %d  loss %.4f  margin %.3f  accuracy %.2f  rate %.2e  gradient %.2f  %d tokens  %.1f s",
                step.step(),
                step.steps(),
                step.loss(),
                step.margin(),
                step.accuracy(),
                step.learningRate(),
                step.gradientNorm(),
                step.tokens(),
                step.seconds());
    }

    @Override
    public void say(String sentence) {
        err.println(sentence);
        err.flush();
    }

    @Override
    public void finished(Path folder, TrainingResult result) {
        planned.filter(_ -> result.peakMemoryBytes() > 0).ifPresent(plan -> say(plan.beside(result.peakMemoryBytes())));
        say("Trained for %d steps; the model is in %s.".formatted(result.steps(), folder));
        result.health().ifPresent(sentence -> say("Health since the start: " + sentence));
    }
}
