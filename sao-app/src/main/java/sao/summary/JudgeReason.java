package sao.summary;

/// Why a kind of judge may be the right one, in words.
final class JudgeReason {
    private JudgeReason() {}

    /// {@return one or two sentences}
    ///
    /// @param judge its name, which begins with its kind
    static String of(String judge) {
        String kind = judge.replaceFirst("[^a-z].*", "");
        return switch (kind) {
            case "backward" ->
                "It asks how probable the model finds the prompt, token by token, after each answer: the answer that says most about its prompt wins. A small model can do this even when its spoken verdicts are no better than chance.";
            case "likelihood" ->
                "It compares how probable the model finds the two verdicts at the place where one is due, in both orders, so that a liking for a seat cancels and nothing has to be read.";
            case "written" ->
                "The model writes its verdict and the verdict is read. What cannot be read is counted, asked again once, then dropped; it is never guessed.";
            case "random" -> "It draws lots: a control, from which nothing can be learned.";
            case "longest", "shortest", "length" -> "It looks at the length alone: a control for what length explains.";
            default -> "";
        };
    }
}
