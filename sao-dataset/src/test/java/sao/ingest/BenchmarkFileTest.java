package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class BenchmarkFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFormatsOfTheBenchmarks() throws IOException {
        assertThat(read(
                        "gsm8k.jsonl",
                        "{\"question\":\"How many eggs?\",\"answer\":\"3\"}\n{\"question\":\"And hens?\"}\n"))
                .containsExactly("gsm8k.jsonl:1 How many eggs?", "gsm8k.jsonl:2 And hens?");
        assertThat(read(
                        "alpaca.json",
                        "[{\"instruction\":\"Write a poem.\",\"output\":\"o\"},{\"instruction\":\"Sing.\"}]"))
                .containsExactly("alpaca.json:1 Write a poem.", "alpaca.json:2 Sing.");
        assertThat(read("mt.jsonl", "{\"turns\":[\"First?\",\"Second?\"]}"))
                .containsExactly("mt.jsonl:1 First?", "mt.jsonl:1 Second?");
        assertThat(read("plain.txt", "First?\n\nSecond?\n"))
                .containsExactly("plain.txt:1 First?", "plain.txt:3 Second?");
    }

    @Test
    void aModelIsAskedTheFirstTurnOfTheUser() throws IOException {
        Path file = Files.writeString(folder.resolve("talks.jsonl"), """
                {"turns": ["First?", "Second?"]}
                {"prompt": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Third?"}]}
                {"prompt": "", "instruction": "Fourth."}
                """);
        List<String> prompts = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        BenchmarkFile.readTurns(
                file,
                (source, prompt) -> prompts.add(source + " " + prompt),
                (source, turn) -> turns.add(source + " " + turn));
        assertThat(prompts).containsExactly("talks.jsonl:1 First?", "talks.jsonl:2 Third?", "talks.jsonl:3 Fourth.");
        assertThat(turns)
                .containsExactly(
                        "talks.jsonl:1 First?",
                        "talks.jsonl:1 Second?",
                        "talks.jsonl:2 Be brief.",
                        "talks.jsonl:2 Third?",
                        "talks.jsonl:3 Fourth.");
        Path hole = Files.writeString(folder.resolve("hole.jsonl"), "{\"turns\": [\"A?\"]}\n{\"turns\": [\" \"]}\n");
        assertThatThrownBy(() -> BenchmarkFile.readTurns(hole, (_, _) -> {}, (_, _) -> {}))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Line 2 of " + hole + " has no question");
    }

    @Test
    void aFileWithoutPromptsIsAnError() {
        assertThatThrownBy(() -> read("other.jsonl", "{\"answer\":\"3\"}\n"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("holds no prompt: none of its 1 rows");
        assertThatThrownBy(() -> read("broken.jsonl", "{\"question\":\n"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("broken.jsonl cannot be read");
        assertThatThrownBy(() -> BenchmarkFile.read(folder.resolve("no.jsonl"), (_, _) -> {}))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no.jsonl cannot be read");
    }

    private List<String> read(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        List<String> prompts = new ArrayList<>();
        BenchmarkFile.read(file, (source, prompt) -> prompts.add(source + " " + prompt));
        return prompts;
    }
}
