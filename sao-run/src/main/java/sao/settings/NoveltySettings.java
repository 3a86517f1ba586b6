package sao.settings;

import java.util.List;
import sao.synthesis.Repetitions;

/// What counts as a repetition of an earlier prompt, and what becomes of it.
///
/// @param minhash similarity from which two prompts are near-duplicates
/// @param rougeL overlap from which they are
/// @param repetitions what becomes of a repetition
/// @param benchmarks whether prompts of benchmarks are refused
/// @param benchmarkFiles whose prompts those are
/// @param benchmarkRun how many words in a row are an overlap
public record NoveltySettings(
        @Setting(
                standard = "0.7",
                range = "(0, 1]",
                about = "Jaccard similarity of the runs of three words from which a question repeats an earlier one")
        double minhash,

        @Setting(
                standard = "0.7",
                range = "(0, 1]",
                about = "ROUGE-L, F1 on words, from which it does; 1: only equal questions")
        double rougeL,

        @Setting(
                standard = "drop",
                about =
                        "what becomes of a question that repeats an earlier one; keep only counts it, for measuring what"
                                + " repetition does, unless it repeats one that is held out")
        Repetitions repetitions,

        @Setting(
                standard = "true",
                about =
                        "refuses questions that share a run of words with a benchmark's: with one of `evaluate.benchmarks` or of"
                                + " `prompts.novelty.benchmark_files`")
        boolean benchmarks,

        @Setting(
                standard = "[]",
                about =
                        "files with prompts of more benchmarks than are measured on: text lines, JSON, JSON lines or Parquet with a field prompt,"
                                + " question, instruction, query, problem, text, goal or turns")
        List<String> benchmarkFiles,

        @Setting(standard = "8", range = "[8, 13]", about = "how many words in a row make an overlap")
        int benchmarkRun) {
    public NoveltySettings {
        benchmarkFiles = List.copyOf(benchmarkFiles);
    }
}
