package sao.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.chat.Answer;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;
import sao.token.FinishReason;

/// Answers of a model that a file holds, by prompt. A prompt may have several answers.
///
/// Source of the formats: AlpacaEval's `model_outputs.json` (`instruction`, `output`) and the answer files of IFEval
/// (`prompt`, `response`).
///
/// @param file the file
/// @param byPrompt answers to each prompt, in the order of the file
public record ModelAnswers(Path file, Map<String, List<String>> byPrompt) {
    private static final List<String> PROMPTS = List.of("prompt", "instruction", "question");
    private static final List<String> ANSWERS = List.of("response", "output", "answer", "completion");

    /// {@return the answers of a file: a JSON array of objects, or one object a line}
    ///
    /// @throws SaoException if the file cannot be read, or a record has no prompt or no answer
    public static ModelAnswers read(Path file) {
        Map<String, List<String>> byPrompt = new LinkedHashMap<>();
        for (FileRecord record : FileRecord.read(file)) {
            byPrompt.computeIfAbsent(record.textUnder(PROMPTS), _ -> new ArrayList<>())
                    .add(record.textUnder(ANSWERS));
        }
        return new ModelAnswers(file, byPrompt);
    }

    /// {@return a prompt of one user message; equal texts have equal ids}
    public static Prompt prompt(String text) {
        return new Prompt(
                ContentId.of(Map.of("kind", "benchmark prompt", "text", text)),
                ContentId.of(Map.of("kind", "no persona")),
                text);
    }

    /// {@return the prompts, each once}
    public List<Prompt> prompts() {
        return byPrompt.keySet().stream().map(ModelAnswers::prompt).toList();
    }

    /// {@return the largest number of answers to a prompt}
    public int draws() {
        return byPrompt.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /// {@return the number of prompts that only this file or only `prompts` have}
    ///
    /// @throws SaoException if it is more than 1 % of all
    public int unmatched(List<Prompt> prompts) {
        Set<String> wanted = new HashSet<>();
        prompts.forEach(prompt -> wanted.add(prompt.text()));
        long without =
                wanted.stream().filter(text -> !byPrompt.containsKey(text)).count();
        long more = byPrompt.keySet().stream()
                .filter(text -> !wanted.contains(text))
                .count();
        if (without + more > Matched.MOST_UNMATCHED * (wanted.size() + more)) {
            throw new SaoException(
                    "%d of the %d prompts have no answer in %s, and %d prompts of the file are others: more than 1 %%."
                            .formatted(without, wanted.size(), file, more),
                    "Give answers to the same prompts, word for word.");
        }
        return (int) (without + more);
    }

    /// {@return the answers as responses, by prompt id; their slots number the answers to a prompt}
    ///
    /// @param prompts prompts whose answers are wanted
    public Map<String, List<Response>> responses(List<Prompt> prompts) {
        Map<String, List<Response>> responses = new LinkedHashMap<>();
        for (Prompt prompt : prompts) {
            List<String> texts = byPrompt.getOrDefault(prompt.text(), List.of());
            List<Response> ofPrompt = new ArrayList<>();
            for (String text : texts) {
                ofPrompt.add(response(prompt, ofPrompt.size(), text));
            }
            if (!ofPrompt.isEmpty()) {
                responses.put(prompt.id(), ofPrompt);
            }
        }
        return responses;
    }

    private static Response response(Prompt prompt, int slot, String text) {
        String id = ContentId.of(Map.of("kind", "given response", "prompt", prompt.id(), "slot", slot, "text", text));
        return new Response(id, prompt.id(), slot, Optional.empty(), Answer.ofText(text, FinishReason.STOP, 0));
    }
}
