package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.error.SaoException;

class LabelFileTest {
    @TempDir
    private Path folder;

    private List<Probe> read(String text) throws IOException {
        return LabelFile.read(Files.writeString(folder.resolve("labels.json"), text));
    }

    private List<Probe> readLines(String text) throws IOException {
        return LabelFile.read(Files.writeString(folder.resolve("labels.jsonl"), text));
    }

    @Test
    void annotationsOfAlpacaEvalAreRead() throws IOException {
        List<Probe> probes = read("""
                [{"instruction": "Bake", "output_1": "Knead.", "output_2": "Buy.", "preference": 1, "annotator": "x"},
                 {"instruction": "Bake", "output_1": "Knead.", "output_2": "Buy.", "preference": 1.8},
                 {"instruction": "Bake", "output_1": "Knead.", "output_2": "Buy.", "preference": null},
                 {"instruction": "Bake", "output_1": "Knead.", "output_2": "Buy.", "preference": 1.5},
                 {"instruction": "Bake", "output_1": "Same.", "output_2": "Same.", "preference": 2}]""");
        assertThat(probes).hasSize(2);
        assertThat(probes.getFirst().kind()).isEqualTo(ProbeKind.LABELLED);
        assertThat(probes.getFirst().good().text()).isEqualTo("Knead.");
        assertThat(probes.getLast().good().text()).isEqualTo("Buy.");
        assertThat(probes.getLast().bad().text()).isEqualTo("Knead.");
        assertThat(probes.getLast().prompt()).isEqualTo(probes.getFirst().prompt());
    }

    @Test
    void linesOfPreferencesAreReadAsTextOrMessages() throws IOException {
        List<Probe> probes = readLines("""
                {"prompt": "Bake", "chosen": "Knead.", "rejected": "Buy."}
                {"prompt": [{"role": "user", "content": "Fry"}], "chosen": [{"role": "assistant", "content": "Oil."}], "rejected": [{"role": "assistant", "content": "Ice."}]}
                """);
        assertThat(probes).extracting(probe -> probe.prompt().text()).containsExactly("Bake", "Fry");
        assertThat(probes).extracting(probe -> probe.good().text()).containsExactly("Knead.", "Oil.");
    }

    @Test
    void aRecordOfNoFormIsNamed() {
        assertThatThrownBy(() -> readLines("""
                        {"prompt": "Bake", "chosen": "Knead.", "rejected": "Buy."}
                        {"question": "Bake"}
                        """))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Row 2 of");
        assertThatThrownBy(() -> read("""
                        [{"instruction": "Bake", "output_1": "a", "preference": 2}]""")).hasMessageContaining("Record 1 of", "has no text under 'output_2'");
        assertThatThrownBy(() -> read("""
                        [{"instruction": "Bake", "output_1": "a", "output_2": "b", "preference": 7}]""")).hasMessageContaining("has the preference 7");
    }

    @Test
    void whatRanksNothingIsRefused() {
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("has not one pair of answers");
        assertThatThrownBy(() -> read("{\"prompt\": \"Bake\", "))
                .hasMessageContaining("is not JSON after its record 0");
        assertThatThrownBy(() -> LabelFile.read(folder.resolve("none.json"))).hasMessageContaining("cannot be read");
    }
}
