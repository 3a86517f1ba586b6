package sao.verdict;

import java.util.List;
import sao.chat.ChatModel;
import sao.chat.Continuation;
import sao.chat.Conversation;

/// One of several fixed answers to a question, with all its spellings.
///
/// @param spellings beginnings of the model's turn that count as this answer
record Label(List<String> spellings) {
    Label {
        spellings = List.copyOf(spellings);
    }

    /// {@return the label with these spellings}
    static Label of(String... spellings) {
        return new Label(List.of(spellings));
    }

    /// {@return the probability of each label as the model's answer, in the order of `labels`; one scoring call}
    ///
    /// @param model model that supports scoring
    /// @param question user turn
    /// @param labels possible answers
    static double[] probabilities(ChatModel model, String question, List<Label> labels) {
        List<String> all =
                labels.stream().flatMap(label -> label.spellings().stream()).toList();
        List<Continuation> scored = model.score(Conversation.ask(question), all).continuations();
        double[] probabilities = new double[labels.size()];
        int next = 0;
        for (int i = 0; i < probabilities.length; i++) {
            for (int k = 0; k < labels.get(i).spellings().size(); k++) {
                probabilities[i] +=
                        Math.exp(scored.get(next++).logProbabilities().sum());
            }
        }
        return probabilities;
    }
}
