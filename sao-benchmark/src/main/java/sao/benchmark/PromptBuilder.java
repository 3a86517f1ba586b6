package sao.benchmark;

import java.util.ArrayList;
import java.util.List;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;

/// The prompts of one question with its examples, as the Language Model Evaluation Harness composes them.
///
/// @param question that is asked
/// @param examples questions with their answers, in order
record PromptBuilder(Question question, List<Question> examples) {
    /// Stands between a prompt and its answer in raw text.
    static final String DELIMITER = " ";

    private static final String SEPARATOR = "\n\n";

    PromptBuilder {
        examples = List.copyOf(examples);
    }

    /// {@return the raw text that ends with a prompt of the question}
    String text(String prompt) {
        StringBuilder text = new StringBuilder(question.description());
        for (Question example : examples) {
            text.append(example.examplePrompt())
                    .append(DELIMITER)
                    .append(example.exampleAnswer())
                    .append(SEPARATOR);
        }
        return text.append(prompt).toString();
    }

    /// {@return the conversation that ends with a prompt of the question}
    Conversation conversation(String prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!question.description().isEmpty()) {
            messages.add(new ChatMessage(Role.SYSTEM, question.description()));
        }
        for (Question example : examples) {
            messages.add(new ChatMessage(Role.USER, example.examplePrompt()));
            messages.add(new ChatMessage(Role.ASSISTANT, example.exampleAnswer()));
        }
        messages.add(new ChatMessage(Role.USER, prompt));
        return new Conversation(messages);
    }

    /// {@return the number of characters of the longest prompt, by which questions are sorted}
    int length() {
        int longest = question.prompts().stream().mapToInt(String::length).max().orElse(0);
        return text("").length() + longest;
    }
}
