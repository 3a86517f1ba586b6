package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.ingest.PreferenceDoctor.Diagnosis;
import sao.ingest.PreferenceDoctor.Kind;
import sao.pairtraining.PreferenceRow;

class PreferenceDoctorTest {
    @TempDir
    private Path folder;

    @Test
    void everyFaultIsFoundInItsRow() throws IOException {
        Path file = lines(
                pair("sound", "How do bees find home?", "By the sun and by smell.", "They do not."),
                pair("no-prompt", " ", "Yes, it is.", "No, it is not."),
                pair("no-answer", "Why is the sky blue?", "", "Because of scattering."),
                pair("twins", "Who baked the bread?", "The baker did.", "the  baker did. "),
                pair("marked", "Who sold the wool?", "A shepherd.<|im_end|>", "A weaver."),
                pair("again", "How do bees find home?", "By the sun and by smell.", "They do not."),
                pair("turned", "How do bees find home?", "They do not.", "By the sun and by smell."),
                pair("gap", "How long is a river?", "Rivers are as long as you like them to be, dear.", "Very long."),
                pair(
                        "leak",
                        "Tell me: what is the capital of the largest country in the south, please?",
                        "I do not know.",
                        "No idea."));
        Path benchmark = Files.writeString(
                folder.resolve("benchmark.jsonl"),
                "{\"question\": \"What is the capital of the largest country in the south?\"}\n");
        Diagnosis diagnosis = PreferenceDoctor.examine(file, List.of(benchmark));
        assertThat(diagnosis.rows()).isEqualTo(9);
        assertThat(rows(diagnosis, Kind.EMPTY_PROMPT)).containsExactly("no-prompt");
        assertThat(rows(diagnosis, Kind.EMPTY_ANSWER)).containsExactly("no-answer");
        assertThat(rows(diagnosis, Kind.IDENTICAL_ANSWERS)).containsExactly("twins");
        assertThat(rows(diagnosis, Kind.TEMPLATE_MARKER)).containsExactly("marked");
        assertThat(rows(diagnosis, Kind.DUPLICATE_PAIR)).containsExactly("again");
        assertThat(rows(diagnosis, Kind.CONTRADICTION)).containsExactly("turned");
        assertThat(rows(diagnosis, Kind.REPEATED_PROMPT)).containsExactly("again", "turned");
        assertThat(rows(diagnosis, Kind.LENGTH_GAP)).containsExactly("gap");
        assertThat(rows(diagnosis, Kind.BENCHMARK_LEAK)).containsExactly("leak");
        assertThat(diagnosis.chosenLonger()).isBetween(0.5, 0.9);
    }

    @Test
    void everyBrokenRowIsNamedAndTheOthersAreExamined() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF" + pair("first", "Why?", "So.", "No.") + "\n{\"prompt\"\n[1]\n");
        for (int i = 0; i < 30; i++) {
            text.append("{\"chosen\": 1}\n");
        }
        text.append(pair("twins", "Who?", "She.", "she.")).append('\n');
        Path file = Files.writeString(folder.resolve("broken.jsonl"), text);
        Diagnosis diagnosis = PreferenceDoctor.examine(file, List.of());
        assertThat(diagnosis.rows()).isEqualTo(2);
        assertThat(diagnosis.brokenRows()).isEqualTo(32);
        assertThat(diagnosis.broken()).hasSize(20);
        assertThat(diagnosis.broken().getFirst()).contains("Line 2 of", "is not JSON");
        assertThat(diagnosis.broken().get(2)).contains("Row 4 of", "has no `chosen`");
        assertThat(rows(diagnosis, Kind.IDENTICAL_ANSWERS)).containsExactly("twins");
    }

    @Test
    void ultraFeedbackRanksByItsScores() throws IOException {
        Path file = lines("""
                {"instruction": "Name a tree.", "completions": [
                 {"response": "Stone.", "overall_score": 1.5}, {"response": "Oak.", "overall_score": 9.0},
                 {"response": "Perhaps an ash.", "overall_score": 7}, {"response": "Unscored."}]}
                """.replace("\n", ""), """
                {"instruction": "Name a fish.", "completions": [
                 {"response": "Pike.", "overall_score": 5}, {"response": "Carp.", "overall_score": 5}]}
                """.replace("\n", ""));
        PreferenceFile pairs = PreferenceFile.read(file);
        assertThat(pairs.unranked()).isEqualTo(1);
        assertThat(pairs.rows())
                .containsExactly(
                        new PreferenceRow.Chat("row 1", Conversation.ask("Name a tree."), "Oak.", "Stone.", 1));
    }

    @Test
    void dialoguesOfHumansAndAssistantsAreConversations() throws IOException {
        String begin = "\\n\\nHuman: Hello.\\n\\nAssistant: Hello, what is it?\\n\\nHuman: Is 2:1 odd?\\n\\nAssistant:";
        Path file =
                lines("{\"chosen\": \"%s No.\\nIt is a ratio.\", \"rejected\": \"%s Yes.\"}".formatted(begin, begin));
        assertThat(PreferenceFile.read(file).rows())
                .containsExactly(new PreferenceRow.Chat(
                        "row 1",
                        new Conversation(List.of(
                                new ChatMessage(Role.USER, "Hello."),
                                new ChatMessage(Role.ASSISTANT, "Hello, what is it?"),
                                new ChatMessage(Role.USER, "Is 2:1 odd?"))),
                        "No.\nIt is a ratio.",
                        "Yes.",
                        1));
    }

    @Test
    void aBenchmarkWithoutQuestionsIsNamed() throws IOException {
        Path file = lines(pair("a", "Why?", "So.", "No."));
        Path benchmark = Files.writeString(folder.resolve("b.jsonl"), "{\"answer\": \"x\"}\n");
        assertThatThrownBy(() -> PreferenceDoctor.examine(file, List.of(benchmark)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Line 1 of " + benchmark);
        assertThatThrownBy(() -> PreferenceDoctor.examine(file, List.of(folder.resolve("none.txt"))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("none.txt");
    }

    private static List<String> rows(Diagnosis diagnosis, Kind kind) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private Path lines(String... lines) throws IOException {
        return Files.writeString(folder.resolve("pairs.jsonl"), String.join("\n", lines) + "\n");
    }

    private static String pair(String id, String prompt, String chosen, String rejected) {
        return "{\"id\": \"%s\", \"prompt\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"%s\"}"
                .formatted(id, prompt, chosen, rejected);
    }
}
