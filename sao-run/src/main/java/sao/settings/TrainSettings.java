package sao.settings;

import sao.gradient.Recompute;
import sao.loss.LossKind;
import sao.optimizer.OptimizerState;
import sao.optimizer.Schedule;
import sao.schema.Setting;
import sao.trainsettings.AdapterSettings;
import sao.trainsettings.GuardSettings;

/// How the model learns from the pairs.
///
/// @param trainer the trainer; only `embedded`
/// @param loss what a pair costs
/// @param beta scale of the reward
/// @param gamma raw target margin of SimPO and AlphaPO
/// @param labelSmoothing share of labels taken to be wrong
/// @param nllWeight weight of the likelihood of chosen responses
/// @param alpha bend of AlphaPO's reward
/// @param desirableWeight KTO's weight of chosen responses
/// @param undesirableWeight KTO's weight of rejected responses
/// @param weighting of the pairs
/// @param learningRate highest rate
/// @param schedule how the rate changes
/// @param warmup share of the steps in which it rises
/// @param batch pairs of a step
/// @param epochs how often each pair is trained
/// @param clip largest norm of the gradient; 0: never clipped
/// @param shuffle whether the order is drawn
/// @param maxTokens most tokens of a prompt with one answer
/// @param maxPromptTokens most tokens of a prompt
/// @param precision of the arithmetic
/// @param softLabels whether the judge's probabilities are the labels
/// @param checkpointEvery steps between two checkpoints
/// @param keepCheckpoints newest ones that are kept
/// @param pack most tokens of a row of several pairs
/// @param recompute whether activations are computed again
/// @param optimizerState how the optimiser keeps its moments
/// @param lora an adapter instead of all weights
/// @param guard that watches the training
public record TrainSettings(
        @Setting(
                standard = "embedded",
                choices = "embedded",
                about = "the trainer; this version accepts only `embedded`, the trainer of this program")
        String trainer,

        @Setting(
                standard = "simpo",
                about = "what a pair costs; docs/papers.md has the formulas. With another loss than simpo, the numbers"
                        + " below that are not given are that loss's usual ones")
        LossKind loss,

        @Setting(
                standard = "10.0",
                range = "(0, 1000]",
                about = "scale of the reward, or strength of the pull to the start model; 0.1 for dpo, dpo-robust,"
                        + " dpo-hinge, ipo, ipo-sum, slic, cpo, orpo and kto, 5 for dpo-norm, 0.001 for sppo, 2.5 for"
                        + " alphapo")
        double beta,

        @Setting(
                standard = "3.0",
                range = "[0, 10000]",
                about = "raw target margin of simpo, simpo-hinge, cpo-simpo and alphapo (there 0.25);"
                        + " `gamma_beta_ratio` may be given instead, never both")
        double gamma,

        @Setting(
                standard = "0.0",
                range = "[0, 0.5)",
                about =
                        "share of labels taken to be wrong, for simpo, simpo-hinge, cpo-simpo, dpo, dpo-norm, dpo-robust"
                                + " and cpo")
        double labelSmoothing,

        @Setting(
                standard = "0.0",
                range = "[0, 1000]",
                about = "weight of the negative log-likelihood of chosen responses per token, for simpo, simpo-hinge,"
                        + " cpo-simpo and cpo (for the last two 1)")
        double nllWeight,

        @Setting(standard = "0.25", range = "[-100, 100]", about = "bend of alphapo's reward, not 0")
        double alpha,

        @Setting(standard = "1.0", range = "[0, 1000]", about = "weight of chosen responses in kto")
        double desirableWeight,

        @Setting(standard = "1.0", range = "[0, 1000]", about = "weight of rejected responses in kto")
        double undesirableWeight,

        @Setting(
                standard = "none",
                about = "wpo: a pair counts by how likely the model under training would write it itself")
        Weighting weighting,

        @Setting(standard = "1.0e-6", range = "(0, 1)", about = "highest learning rate; above 2e-6 SimPO may collapse")
        double learningRate,

        @Setting(standard = "cosine", about = "how the rate falls after the warm-up")
        Schedule schedule,

        @Setting(standard = "0.1", range = "[0, 1)", about = "share of the steps in which the rate rises from 0")
        double warmup,

        @Setting(standard = "128", range = "[1, 100000]", about = "pairs of one step")
        int batch,

        @Setting(standard = "1", range = "[1, 1000]", about = "how often each pair is trained")
        int epochs,

        @Setting(
                standard = "1.0",
                absent = "null",
                range = "(0, inf)",
                about = "largest norm of the gradient; null: never clipped")
        double clip,

        @Setting(
                standard = "true",
                about = "whether every epoch has its own drawn order; false keeps the order of the pairs")
        boolean shuffle,

        @Setting(
                standard = "2048",
                range = "[2, 1000000]",
                about = "most tokens of a prompt with one response; longer pairs are dropped and counted")
        int maxTokens,

        @Setting(standard = "1800", range = "[1, 1000000]", about = "most tokens of a prompt")
        int maxPromptTokens,

        @Setting(
                standard = "auto",
                choices = {"auto", "bf16", "fp32"},
                about = "arithmetic of the forward and backward pass; weights and optimiser are float32 always; auto:"
                        + " bf16 on a graphics card and where the processor has it")
        PrecisionChoice precision,

        @Setting(standard = "false", about = "whether the judge's probabilities are the labels")
        boolean softLabels,

        @Setting(standard = "20", range = "[0, 1000000]", about = "steps between two checkpoints; 0: only at the end")
        int checkpointEvery,

        @Setting(
                standard = "2",
                range = "[1, 1000]",
                about =
                        "how many of the newest checkpoints are kept; besides them the one with the lowest loss and the last"
                                + " healthy one are")
        int keepCheckpoints,

        @Setting(
                standard = "512",
                range = "[0, 100000]",
                about =
                        "most tokens of a row into which several short pairs are put, eight times as many on a graphics card; 0:"
                                + " a row for each pair")
        int pack,

        @Setting(
                standard = "auto",
                about =
                        "whether activations are computed again in the backward pass, for less memory; auto: only if they"
                                + " would not fit what the machine has left")
        Recompute recompute,

        @Setting(
                standard = "fp32",
                about =
                        "how AdamW keeps its two moments of each weight: in 8 bytes (fp32), or rounded block by block in 2"
                                + " (int8)")
        OptimizerState optimizerState,

        AdapterSettings lora,

        GuardSettings guard) {
    public TrainSettings {
        if (labelSmoothing > 0 && !loss.takesLabelSmoothing()) {
            throw new IllegalArgumentException(
                    "with loss %s takes no label_smoothing, but it is %s".formatted(loss.label(), labelSmoothing));
        }
        if (labelSmoothing == 0 && loss == LossKind.DPO_ROBUST) {
            throw new IllegalArgumentException(
                    "with loss dpo-robust needs label_smoothing, the share of wrong labels it is to bear");
        }
        if (nllWeight > 0 && !loss.takesLikelihood()) {
            throw new IllegalArgumentException(
                    "with loss %s takes no nll_weight, but it is %s".formatted(loss.label(), nllWeight));
        }
        if (softLabels && (loss == LossKind.KTO || loss == LossKind.DPO_ROBUST || loss == LossKind.SFT)) {
            throw new IllegalArgumentException("with loss %s takes no soft_labels".formatted(loss.label()));
        }
        if (alpha == 0) {
            throw new IllegalArgumentException("has alpha 0, at which alphapo is simpo; give it another");
        }
    }

    /// How pairs are weighted.
    public enum Weighting {
        /// All alike.
        NONE,
        /// By how likely the model under training would write them.
        WPO
    }
}
