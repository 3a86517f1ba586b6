package sao.settings;

/// How the embedded model computes.
///
/// @param device where
/// @param threads that compute; 0: all cores
/// @param slots answers sampled at a time
/// @param precision of weights and activations
public record EngineSettings(
        @Setting(
                standard = "auto",
                choices = {"auto", "cpu"},
                about = "where the model computes")
        String device,

        @Setting(standard = "auto", absent = "auto", range = "[1, 1024]", about = "threads that compute")
        int threads,

        @Setting(standard = "64", range = "[1, 4096]", about = "answers sampled side by side")
        int slots,

        @Setting(
                standard = "auto",
                about =
                        "arithmetic of generation and judging; auto: bf16 where the processor has it; int8: fastest, but"
                                + " a run that was killed and continued is not byte-identical then")
        EnginePrecision precision) {
    /// {@return how many threads to use on this machine}
    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
