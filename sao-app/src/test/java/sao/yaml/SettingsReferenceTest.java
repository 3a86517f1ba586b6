package sao.yaml;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.house.GeneratedDocument;
import sao.schema.SettingsSchema.Entry;
import sao.schema.SettingsSchema.Leaf;
import sao.schema.SettingsSchema.Section;

/// `docs/settings.md` says what the reader does.
class SettingsReferenceTest {
    @Test
    void theReferenceIsWhatTheReaderReads() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Settings

                A run is described by a YAML file, by a preset, or by both with `--set key.path=value` on top:

                ```
                ./sao run my.yaml --run runs/mine --set train.epochs=2
                ./sao run --preset quickstart --print-settings
                ```

                Keys that are not given have the defaults below. Unknown keys, wrong types and values out of range are
                errors, all said at once. The settings of a run, written out in full, are in its folder as `sao.yaml`.

                Two traps of YAML: `1e-6` is a text to YAML 1.1, whose numbers need a point and a sign (`1.0e-6`); here
                both are read as the number. And `yes`, `no`, `on`, `off` without quotes are truth values; where a key allows
                the words on and off they are read as words, elsewhere put a text of that spelling in quotes.

                """);
        section(text, SettingsReader.ROOT);
        text.append("## Presets\n\n");
        for (String name : Preset.names()) {
            text.append("### ")
                    .append(name)
                    .append("\n\n```yaml\n")
                    .append(Preset.named(name).text())
                    .append("```\n\n");
        }
        GeneratedDocument.of("docs/settings.md").mustSay(text.toString().strip() + "\n");
    }

    private static void section(StringBuilder text, Section section) {
        List<Leaf> leaves = section.entries().stream()
                .filter(Leaf.class::isInstance)
                .map(Leaf.class::cast)
                .toList();
        text.append("## ")
                .append(section.path().isEmpty() ? "The run" : section.path())
                .append("\n\n");
        text.append("| key | default | allowed | what it decides |\n| --- | --- | --- | --- |\n");
        for (Leaf leaf : leaves) {
            text.append("| `%s` | `%s` | %s | %s |\n"
                    .formatted(
                            leaf.path(),
                            leaf.setting().standard(),
                            leaf.allowed().replace("|", "\\|"),
                            leaf.setting().about()));
        }
        if (section.path().equals("train")) {
            text.append(
                    "| `train.gamma_beta_ratio` | | a number at least 0 and at most 1000 | gamma as a share of beta,"
                            + " the spelling of SimPO's authors; instead of `train.gamma` |\n");
        }
        text.append('\n');
        for (Entry entry : section.entries()) {
            if (entry instanceof Section inner) {
                section(text, inner);
            }
        }
    }
}
