package sao.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sao.adapter.LoraSettings;
import sao.batch.DataSettings;
import sao.health.GuardRules;
import sao.loss.AlphaPoLoss;
import sao.loss.DpoLoss;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;
import sao.loss.WpoLoss;
import sao.optimizer.OptimizerSettings;

/// The settings that determine a training, given model and pairs.
///
/// @param loss of a pair
/// @param softLabels whether the judge's probabilities are the labels; otherwise labels are 1
/// @param optimizer learning rate, schedule, clipping and moments
/// @param data selection and order of the pairs
/// @param compute how the arithmetic is done
/// @param guard checks for degeneration
/// @param lora the adapter that is trained; empty: all weights of the model are trained
public record TrainingSettings(
        PreferenceLoss loss,
        boolean softLabels,
        OptimizerSettings optimizer,
        DataSettings data,
        ComputeSettings compute,
        GuardRules guard,
        Optional<LoraSettings> lora) {
    /// {@return the same settings with a guard}
    public TrainingSettings with(GuardRules rules) {
        return new TrainingSettings(loss, softLabels, optimizer, data, compute, rules, lora);
    }

    /// {@return the same settings, with an adapter that is trained instead of the model's weights}
    public TrainingSettings with(LoraSettings adapter) {
        return new TrainingSettings(loss, softLabels, optimizer, data, compute, guard, Optional.of(adapter));
    }

    /// A training of all weights without a guard.
    public TrainingSettings(
            PreferenceLoss loss,
            boolean softLabels,
            OptimizerSettings optimizer,
            DataSettings data,
            ComputeSettings compute) {
        this(loss, softLabels, optimizer, data, compute, GuardRules.OFF, Optional.empty());
    }

    private static final double SAFE_SIMPO_RATE = 2e-6;
    private static final double SAFE_MARGIN_PER_TOKEN = 1;
    private static final double LARGEST_DPO_BETA = 1;

    /// {@return warnings about settings outside the range that is known to be stable}
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        PreferenceLoss plain = loss instanceof WpoLoss(PreferenceLoss weighted) ? weighted : loss;
        switch (plain) {
            case SimpoLoss simpo -> warnOfMargin(simpo.gamma(), simpo.beta(), warnings);
            case AlphaPoLoss alpha -> warnOfMargin(alpha.gamma(), alpha.beta(), warnings);
            default -> {} // no target margin
        }
        boolean unheld = plain instanceof SimpoLoss || plain instanceof AlphaPoLoss;
        if (unheld && lora.isEmpty() && optimizer.learningRate() > SAFE_SIMPO_RATE) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "learning_rate %s is above %s: this loss has no reference model that holds it back, and full"
                            + " fine-tuning at such rates is known to end in repetition.",
                    optimizer.learningRate(),
                    SAFE_SIMPO_RATE));
        }
        if (plain instanceof DpoLoss dpo && !dpo.lengthNormalised() && dpo.beta() > LARGEST_DPO_BETA) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "beta %s is above %s: summed log-probabilities of long answers differ by many nats, so the loss is"
                            + " flat or all but a step. Usual values are 0.01 to 0.5.",
                    dpo.beta(),
                    LARGEST_DPO_BETA));
        }
        return warnings;
    }

    private static void warnOfMargin(double gamma, double beta, List<String> warnings) {
        double margin = gamma / beta;
        if (margin > SAFE_MARGIN_PER_TOKEN) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "gamma %s over beta %s asks for a margin of %s nats per token, above %s: few pairs can reach"
                            + " it, so nearly all keep their full gradient and the model is pushed without end."
                            + " gamma is the raw margin; the ratio that some tools call gamma is gamma / beta.",
                    gamma,
                    beta,
                    margin,
                    SAFE_MARGIN_PER_TOKEN));
        }
    }

    /// {@return a canonical text of all settings that determine the trained weights: equal texts give equal
    /// weights}
    public String canonical() {
        return "loss=%s softLabels=%s optimizer=%s data=%s guard=%s precision=%s pack=%s lora=%s"
                .formatted(
                        loss,
                        softLabels,
                        optimizer,
                        data,
                        guard,
                        compute.precision().label(),
                        compute.packedTokens(),
                        lora);
    }
}
