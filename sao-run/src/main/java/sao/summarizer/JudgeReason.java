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
                "It asks how probable the model finds the prompt, token by token, after each answer: the answer that says most about its prompt wins. A small model can do this even when its spoken verdicts are no better than chance.";
            case "likelihood" ->
                "It compares how probable the model finds the two verdicts at the place where one is due, in both orders, so that a liking for a seat cancels and nothing has to be read.";
            case "written" ->
                "The model writes its verdict and the verdict is read. What cannot be read is counted, asked again once, then dropped; it is never guessed.";
            case "score" ->
                "It has each answer scored alone from 1 to 5 and takes the expected score over the probabilities of the five labels.";
            case "yes-no" -> "It asks of each answer alone whether it is a good one, and compares the odds of yes.";
            case "forward" ->
                "It compares how probable the model finds each answer, per token. Loops are probable, so it is meant as a part of a mean.";
            case "consensus" ->
                "It prefers the answer that the prompt's other answers agree with: the same final answer where all end in one, similar words elsewhere.";
            case "mean" -> "It averages the log-odds of several judges, with weights fixed before anything was judged.";
            case "repetition" -> "It looks at repeated words alone: a control for what loops explain.";
            case "random" -> "It draws lots: a control, from which nothing can be learned.";
            case "longest", "shortest", "length" -> "It looks at the length alone: a control for what length explains.";
            default -> "";
        };
    }
}
