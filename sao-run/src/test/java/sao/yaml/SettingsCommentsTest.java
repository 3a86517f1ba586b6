package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.settings.RunSettings;

class SettingsCommentsTest {
    private static final String YAML = """
            # who we are
            # and why
            model: smollm2-135m-instruct
            train: # gently
              # a smaller step than the paper's
              learning_rate: 5.0e-7  # tried 1e-6 first: too fast
            evaluate:
              held_out: 32   # enough
            """;

    @Test
    void whatAPersonWroteStaysBesideItsKey() {
        SettingsLayer layer = SettingsLayer.yaml("mine.yaml", YAML);
        String written = SettingsWriter.document(SettingsReader.read(List.of(layer)), layer.comments());
        assertThat(written)
                .contains("# who we are\n# and why\nmodel: smollm2-135m-instruct\n")
                .contains("\ntrain:  # gently\n")
                .contains(
                        "  # a smaller step than the paper's\n  learning_rate: 5.0E-7  # tried 1e-6 first: too fast\n")
                .contains("  held_out: 32  # enough\n");
    }

    @Test
    void writtenAndReadAgainNothingIsAddedOrLost() {
        SettingsLayer layer = SettingsLayer.yaml("mine.yaml", YAML);
        RunSettings settings = SettingsReader.read(List.of(layer));
        String once = SettingsWriter.document(settings, layer.comments());
        SettingsLayer again = SettingsLayer.yaml("sao.yaml", once);
        assertThat(SettingsWriter.document(SettingsReader.read(List.of(again)), again.comments()))
                .isEqualTo(once);
    }

    @Test
    void theLastLayerThatSaysSomethingWins() {
        SettingsLayer first = SettingsLayer.yaml("a", "seed: 1 # one\nmodel: m # kept");
        SettingsLayer second = SettingsLayer.yaml("b", "seed: 2 # two");
        SettingsComments comments = SettingsLayer.comments(List.of(first, second, SettingsLayer.assignment("seed=3")));
        assertThat(comments.beside("seed")).isEqualTo("  # two");
        assertThat(comments.beside("model")).isEqualTo("  # kept");
    }
}
