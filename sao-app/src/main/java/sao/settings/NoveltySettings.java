package sao.settings;

/// What counts as a repetition of an earlier prompt.
///
/// @param minhash similarity from which two prompts are near-duplicates
/// @param rougeL overlap from which they are
/// @param benchmarks whether prompts of benchmarks are refused
public record NoveltySettings(
        @Setting(
                standard = "0.7",
                range = "(0, 1]",
                about = "estimated Jaccard similarity from which a question repeats an earlier one and is refused")
        double minhash,

        @Setting(standard = "0.7", range = "(0, 1]", about = "ROUGE-L from which it does; not applied yet")
        double rougeL,

        @Setting(standard = "true", about = "refuses questions of the benchmarks evaluated; not applied yet")
        boolean benchmarks) {}
