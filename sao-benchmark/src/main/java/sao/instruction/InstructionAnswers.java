package sao.instruction;

import java.util.List;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.concurrent.BoundedConcurrency;
import sao.error.ContextOverflowException;
import sao.error.RequestRejectedException;
import sao.token.SamplingSettings;

/// Generates answers to the rows of an instruction benchmark.
public final class InstructionAnswers {
    /// Maximum tokens of an answer, as in the Language Model Evaluation Harness's tasks `ifeval` and
    /// `leaderboard_ifeval`.
    public static final int MAXIMUM_TOKENS = 1280;

    private InstructionAnswers() {}

    /// {@return the model's answer to each row's prompt, in order: greedy decoding through the chat template. An answer
    /// to a prompt that does not fit the context, or that the model rejects, is empty: it follows no instruction}
    ///
    /// @param model model that answers; stays the caller's
    /// @param rows rows
    /// @param progress called after each answer, on any thread, concurrently
    /// @throws sao.error.SaoException if the model fails
    public static List<String> generate(ChatModel model, List<InstructionRow> rows, Runnable progress) {
        return new BoundedConcurrency(model.concurrency(), progress).map(rows, row -> answer(model, row.prompt()));
    }

    private static String answer(ChatModel model, String prompt) {
        try {
            return model.generate(Conversation.ask(prompt), SamplingSettings.greedy(MAXIMUM_TOKENS), 1, 0)
                    .answers()
                    .getFirst()
                    .text();
        } catch (ContextOverflowException | RequestRejectedException _) {
            return "";
        }
    }
}
