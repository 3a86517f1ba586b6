package sao.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;

/// What decides a training besides model and pairs.
///
/// @param loss what a pair costs
/// @param softLabels whether the judge's probabilities are the labels; otherwise chosen is better, for
///     certain
/// @param optimizer how weights follow gradients
/// @param data which pairs, in which order
/// @param compute how the arithmetic is done
public record TrainingSettings(
        PreferenceLoss loss,
        boolean softLabels,
        OptimizerSettings optimizer,
        DataSettings data,
        ComputeSettings compute) {
    private static final double SAFE_SIMPO_RATE = 2e-6;
    private static final double SAFE_MARGIN_PER_TOKEN = 1;

    /// {@return the paper's settings: SimPO with beta 10 and raw gamma 3, hard labels}
    ///
    /// @param compute how the arithmetic is done
    public static TrainingSettings standard(ComputeSettings compute) {
        return new TrainingSettings(
                SimpoLoss.of(10, 3), false, OptimizerSettings.standard(), DataSettings.standard(), compute);
    }

    /// {@return what lies outside the region where trainings are known to stay healthy, in words}
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (loss instanceof SimpoLoss simpo) {
            double margin = simpo.gamma() / simpo.beta();
            if (margin > SAFE_MARGIN_PER_TOKEN) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "gamma %s over beta %s asks for a margin of %s nats per token, above %s: few pairs can reach"
                                + " it, so nearly all keep their full gradient and the model is pushed without end."
                                + " gamma is the raw margin; the ratio that some tools call gamma is gamma / beta.",
                        simpo.gamma(),
                        simpo.beta(),
                        margin,
                        SAFE_MARGIN_PER_TOKEN));
            }
            if (optimizer.learningRate() > SAFE_SIMPO_RATE) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "learning_rate %s is above %s: SimPO has no reference model that holds it back, and full"
                                + " fine-tuning at such rates is known to end in repetition.",
                        optimizer.learningRate(),
                        SAFE_SIMPO_RATE));
            }
        }
        return warnings;
    }

    /// {@return a canonical text of all that decides the numbers: equal texts, equal training}
    String canonical() {
        return "loss=%s softLabels=%s optimizer=%s data=%s precision=%s"
                .formatted(
                        loss, softLabels, optimizer, data, compute.precision().label());
    }
}
