package sao.pairtraining;

import sao.chat.Conversation;

/// One row of a preference file: what was asked, and two answers to it. Nothing is tokens yet.
public sealed interface PreferenceRow {
    /// {@return the file's `id` of the row, else `row N`, counted from 1}
    String id();

    /// {@return the better answer}
    String chosen();

    /// {@return the other answer}
    String rejected();

    /// {@return the file's `p`, the probability that chosen is better; 1 where it has none}
    double probability();

    /// A conversation and two answers to its last message.
    ///
    /// @param id of the row
    /// @param prompt all before the answers
    /// @param chosen the better answer
    /// @param rejected the other answer
    /// @param probability that chosen is better
    record Chat(String id, Conversation prompt, String chosen, String rejected, double probability)
            implements PreferenceRow {}

    /// A text and two ways to go on.
    ///
    /// @param id of the row
    /// @param prompt the text
    /// @param chosen the better continuation
    /// @param rejected the other continuation
    /// @param probability that chosen is better
    record Plain(String id, String prompt, String chosen, String rejected, double probability)
            implements PreferenceRow {}
}
