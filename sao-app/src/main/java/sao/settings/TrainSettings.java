package sao.settings;

/// How the model learns from the pairs.
///
/// @param trainer what trains
/// @param loss what a pair costs
/// @param beta scale of the reward
/// @param gamma raw target margin of SimPO
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
/// @param lora adapters instead of all weights
/// @param guard that watches the training
public record TrainSettings(
        @Setting(standard = "embedded", choices = "embedded", about = "what trains")
        String trainer,

        @Setting(standard = "simpo", about = "what a pair costs")
        Loss loss,

        @Setting(standard = "10.0", range = "(0, 1000]", about = "scale of the reward")
        double beta,

        @Setting(
                standard = "3.0",
                range = "[0, 10000]",
                about = "raw target margin; `gamma_beta_ratio` may be given instead, never both")
        double gamma,

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
                about = "most tokens of a prompt with one answer; longer pairs are dropped and counted")
        int maxTokens,

        @Setting(standard = "1800", range = "[1, 1000000]", about = "most tokens of a prompt")
        int maxPromptTokens,

        @Setting(
                standard = "auto",
                about = "arithmetic of the forward and backward pass; weights and optimiser are float32 always; auto:"
                        + " bf16 where the processor has it")
        TrainPrecision precision,

        @Setting(standard = "false", about = "whether the judge's probabilities are the labels")
        boolean softLabels,

        @Setting(standard = "20", range = "[0, 1000000]", about = "steps between two checkpoints; 0: only at the end")
        int checkpointEvery,

        @Setting(
                standard = "null",
                absent = "null",
                choices = "null",
                about = "adapters instead of all weights; not read yet")
        String lora,

        GuardSettings guard) {
    /// What a pair costs.
    public enum Loss {
        /// SimPO: no reference model, length-normalised, with a target margin.
        SIMPO
    }

    /// How the learning rate changes after the warm-up.
    public enum Schedule {
        /// Half a cosine wave down to 0.
        COSINE,
        /// A straight line down to 0.
        LINEAR,
        /// No change.
        CONSTANT;

        /// {@return the name in settings}
        public String label() {
            return SettingsSchema.label(this);
        }
    }
}
