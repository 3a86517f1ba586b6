package sao.datacommand;

import java.io.PrintWriter;
import java.util.Locale;
import sao.pairtraining.PairTrainingListener;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingStep;
import sao.trainstage.TrainingSetup;

/// Prints the progress of a training: steps to standard output, as text or JSON lines, and all other messages
/// to standard error.
final class TrainLines implements PairTrainingListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    TrainLines(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void started(TrainingListener.Plan plan) {
        TrainingSetup.leftOut(plan.pairs()).forEach(this::say);
        String from = plan.firstStep() == 1 ? "" : ", going on with step " + plan.firstStep();
        say("Training %d pairs, %d tokens an epoch, %d steps%s."
                .formatted(plan.pairs().trained(), plan.tokens(), plan.steps(), from));
        say(TrainingSetup.paritySentence(plan.parity()));
        say(plan.memory());
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
    public void finished(TrainedModel trained) {
        say("Trained for %d steps; the model is in %s."
                .formatted(trained.course().steps(), trained.folder()));
        say("Training: " + TrainingSetup.rateSentence(trained.course()));
        trained.course().heldOut().ifPresent(change -> say(change.words()));
        if (trained.checks().guard() instanceof TrainedModel.Guard.Watched(String change)) {
            say("Health since the start: " + change);
        }
    }
}
