package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.dataset.DatasetCard;
import sao.dataset.DatasetForm;
import sao.dataset.DatasetFormat;
import sao.dataset.PreferenceDataset;
import sao.dataset.SamplePairs;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.pairtraining.PreferenceRow;

class PreferenceFileTest {
    private static final ChatMessage QUESTION = new ChatMessage(Role.USER, "Q");

    @TempDir
    private Path folder;

    private PreferenceFile read(String... lines) throws IOException {
        return PreferenceFile.read(Files.write(folder.resolve("pairs.jsonl"), List.of(lines)));
    }

    private static String message(String role, String content) {
        return "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, content);
    }

    private static PreferenceRow.Chat chat(ChatMessage... prompt) {
        return new PreferenceRow.Chat("row 1", new Conversation(List.of(prompt)), "good", "bad", 1);
    }

    @Test
    void aPromptOfItsOwnIsThePrompt() throws IOException {
        String row = "{\"prompt\":[%s],\"chosen\":[%s],\"rejected\":[%s]}"
                .formatted(message("user", "Q"), message("assistant", "good"), message("assistant", "bad"));
        assertThat(read(row, "").rows()).containsExactly(chat(QUESTION));
    }

    @Test
    void whatBothAnswersBeginWithIsThePrompt() throws IOException {
        String begin = message("system", "S") + "," + message("user", "Q");
        String row = "{\"chosen\":[%s,%s],\"rejected\":[%s,%s]}"
                .formatted(begin, message("assistant", "good"), begin, message("assistant", "bad"));
        assertThat(read(row).rows()).containsExactly(chat(new ChatMessage(Role.SYSTEM, "S"), QUESTION));
    }

    @Test // many published files have the question as a text and again in both answers
    void aPromptThatTheAnswersRepeatIsTakenOnce() throws IOException {
        String row = "{\"prompt\":\"Q\",\"chosen\":[%1$s,%2$s],\"rejected\":[%1$s,%3$s]}"
                .formatted(message("user", "Q"), message("assistant", "good"), message("assistant", "bad"));
        String twice = "{\"prompt\":[%1$s],\"chosen\":[%1$s,%2$s],\"rejected\":[%1$s,%3$s]}"
                .formatted(message("user", "Q"), message("assistant", "good"), message("assistant", "bad"));
        assertThat(read(row).rows()).containsExactly(chat(QUESTION));
        assertThat(read(twice).rows()).containsExactly(chat(QUESTION));
    }

    @Test
    void plainTextsStayPlain() throws IOException {
        assertThat(read("{\"prompt\":\"1 + 1 =\",\"chosen\":\" 2\",\"rejected\":\" 3\",\"id\":\"a\",\"p\":0.9}")
                        .rows())
                .containsExactly(new PreferenceRow.Plain("a", "1 + 1 =", " 2", " 3", 0.9));
        assertThat(read("{\"chosen\":\"1 + 1 = 2\",\"rejected\":\"1 + 1 = 3\"}").rows())
                .containsExactly(new PreferenceRow.Plain("row 1", "1 + 1 =", " 2", " 3", 1));
    }

    @Test
    void answersOfSeveralTurnsAreCounted() throws IOException {
        String row = "{\"chosen\":[%1$s,%2$s,%1$s,%2$s],\"rejected\":[%1$s,%3$s,%1$s,%3$s]}"
                .formatted(message("user", "Q"), message("assistant", "good"), message("assistant", "bad"));
        assertThat(read(row)).isEqualTo(new PreferenceFile(List.of(), 1, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prompt":"Q","completion":"A","label":true} | has no `chosen`
                    {"chosen":"A","rejected":[]}                 | messages on one side
                    {"chosen":"A","rejected":"B"}                | has no prompt
                    {"prompt":"","chosen":"A","rejected":"B"}    | empty `prompt`
                    {"prompt":"Q","chosen":"A","rejected":"B","p":7} | a probability is from 0 to 1
                    {"prompt":"Q","chosen":[{"role":"bot","content":"A"}],"rejected":[]} | has the message
                    [1]                                          | is not a JSON object
                    {"prompt":                                   | Line 1
                    """)
    void aWrongRowIsNamed(String row, String words) {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> read(row))
                .withMessageContaining(words)
                .withMessageContaining("pairs.jsonl");
    }

    @Test
    void filesThatAreNoneAreSaid() throws IOException {
        assertThatExceptionOfType(SaoException.class).isThrownBy(() -> read("")).withMessageContaining("no rows");
        for (String name : List.of("none.jsonl", "none.parquet")) {
            assertThatExceptionOfType(SaoException.class)
                    .isThrownBy(() -> PreferenceFile.read(folder.resolve(name)))
                    .withMessageContaining("There is no file");
        }
        Path text = Files.writeString(folder.resolve("text.parquet"), "no columns here");
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> PreferenceFile.read(text))
                .withMessageContaining("text.parquet cannot be read: the file is not a Parquet file")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("@"));
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> PreferenceFile.read(folder.resolve("pairs.csv")))
                .withMessageContaining("neither .jsonl nor .parquet");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheExportWritesIsRead(DatasetFormat format) {
        List<PreferencePair> pairs = SamplePairs.of(20, 3);
        DatasetCard card = SamplePairs.card();
        Path file = PreferenceDataset.write(pairs, DatasetForm.of(format), card, folder)
                .files()
                .getFirst();
        List<PreferenceRow> rows = PreferenceFile.read(file).rows();
        assertThat(rows).hasSameSizeAs(pairs);
        for (int i = 0; i < rows.size(); i++) {
            PreferencePair pair = pairs.get(i);
            assertThat(rows.get(i))
                    .isEqualTo(new PreferenceRow.Chat(
                            pair.id(),
                            Conversation.ask(wellFormed(pair.promptText())),
                            wellFormed(pair.chosen().text()),
                            wellFormed(pair.rejected().text()),
                            pair.probability()));
        }
    }

    /// Halves of surrogate pairs cannot be written in UTF-8.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
