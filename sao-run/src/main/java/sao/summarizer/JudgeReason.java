package sao.summarizer;

/// Describes each kind of judge for the report.
final class JudgeReason {
    private JudgeReason() {}

    /// {@return one or two sentences}
    ///
    /// @param judge its name, which begins with its kind
    static String of(String judge) {
        String kind = judge.replaceFirst("(?:/|\\(|-(?:given|swapped|both|random)/).*", "");
        return switch (kind) {
            case "backward" ->
                "It computes the model's log-probability of the prompt after each answer and prefers the answer after which the prompt is more probable. A small model can do this even if its generated verdicts are no better than chance.";
            case "likelihood" ->
                "It compares the model's probabilities of the two verdicts at the position of the verdict, in both orders of the answers, so that position bias cancels and no generated text has to be parsed.";
            case "written" ->
                "The model generates its verdict as text, which is parsed. An unreadable verdict is counted and requested once more; a pair without a readable verdict is dropped.";
            case "score" ->
                "It scores each answer separately from 1 to 5 and uses the expected score under the probabilities of the five labels.";
            case "yes-no" -> "It asks for each answer separately whether it is good, and compares the odds of yes.";
            case "forward" ->
                "It compares the model's mean log-probability per token of each answer. Repetitive answers are probable, so it is intended as a part of a mean.";
            case "hint" ->
                "The model writes a hint for each prompt, without the answers, and it prefers the answer whose log-probability per token rises more when the model reads the hint.";
            case "rubric" ->
                "The model writes criteria for each prompt, without the answers, and grades each answer by them: the expected score from 1 to 5 under the probabilities of the five labels.";
            case "copeland" ->
                "It compares every two answers to a prompt and ranks the answers by comparisons won minus comparisons lost, so that one very confident verdict does not outweigh several others.";
            case "consensus" ->
                "It prefers the answer that agrees most with the prompt's other answers: by the final answer if all have one, otherwise by similar words.";
            case "mean" -> "It averages the log-odds of several judges, with weights that were fixed before judging.";
            case "repetition" -> "It considers only repeated words: a control for the effect of repetition.";
            case "ended" ->
                "It considers only whether an answer ended or was truncated at the token limit: intended as a part of a mean.";
            case "random" -> "It chooses at random: a control without information.";
            case "longest", "shortest", "length" -> "It considers only the length: a control for the effect of length.";
            default -> "";
        };
    }
}
