package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.Persona;
import sao.error.SaoException;
import sao.persona.PersonaStream;

class ParquetPersonasTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message people { required int64 n; optional binary persona (STRING); optional binary more (STRING); }");

    @TempDir
    private Path folder;

    private List<String> warnings = new ArrayList<>();

    @Test
    void readsOneColumnInOrder() throws IOException {
        Path file = people(1_000, -1);
        List<Persona> personas = all(file, "persona");
        assertThat(personas).hasSize(1_000);
        assertThat(personas.get(7).text()).isEqualTo("A baker number 7");
        assertThat(personas.get(7).source()).isEqualTo("people.parquet:8");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aRowWithoutTextIsNamedAndLeftOutAndTooManyEndIt() throws IOException {
        Path file = people(1_000, 50);
        assertThat(all(file, "persona")).hasSize(980);
        assertThat(warnings).hasSize(20).first().asString().contains("people.parquet, row 50 is left out");
        Path bad = people(1_000, 3);
        assertThatThrownBy(() -> all(bad, "persona"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("rows have no text in the column 'persona'");
    }

    @Test
    void aMissingColumnIsAnsweredWithThoseThereAre() throws IOException {
        Path file = people(10, -1);
        for (String column : List.of("person", "n")) {
            assertThatThrownBy(() -> all(file, column))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("no text column named '%s'".formatted(column))
                    .hasMessageContaining("[n, persona, more]");
        }
    }

    @Test
    void anEmptyFileAndNoParquetAreErrors() throws IOException {
        Path none = people(0, -1);
        assertThatThrownBy(() -> all(none, "persona")).hasMessageContaining("has no rows");
        Path text = Files.writeString(folder.resolve("text.parquet"), "A baker\n");
        assertThatThrownBy(() -> all(text, "persona"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("text.parquet cannot be read");
        assertThatThrownBy(() -> all(folder.resolve("no.parquet"), "persona"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no.parquet cannot be read");
    }

    private List<Persona> all(Path file, String column) {
        List<Persona> personas = new ArrayList<>();
        try (PersonaStream stream = new ParquetPersonas(file, column, warnings::add).open()) {
            for (Optional<Persona> next = stream.next(); next.isPresent(); next = stream.next()) {
                personas.add(next.get());
            }
        }
        return personas;
    }

    private Path people(int count, int emptyEvery) throws IOException {
        warnings = new ArrayList<>();
        Path file = folder.resolve("people.parquet");
        Files.deleteIfExists(file);
        SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(SCHEMA)
                .build()) {
            for (int i = 0; i < count; i++) {
                Group group = groups.newGroup().append("n", (long) i).append("more", "x".repeat(50));
                if (emptyEvery < 0 || (i + 1) % emptyEvery != 0) {
                    group.append("persona", "A baker number " + i);
                }
                writer.write(group);
            }
        }
        return file;
    }
}
