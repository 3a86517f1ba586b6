package sao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class TableFileTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void csvValuesMayHaveCommasQuotesLineBreaksAndJson() throws IOException {
        Path file = file("rows.csv", "\uFEFFa,b\r\n\"x, \"\"y\"\"\nz\",\"[\"\"p\"\", 1]\"\r\n\r\nplain,[not json\r\n");
        assertThat(TableFile.read(file).toString())
                .isEqualTo("[{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":[\"p\",1]}, {\"a\":\"plain\",\"b\":\"[not json\"}]");
    }

    @Test
    void jsonIsAnArrayOrOneObjectALine() throws IOException {
        String rows = "[{\"a\":1}, {\"a\":2}]";
        assertThat(TableFile.read(file("rows.json", rows)).toString()).isEqualTo(rows);
        assertThat(TableFile.read(file("rows.jsonl", "{\"a\": 1}\n{\"a\": 2}\n"))
                        .toString())
                .isEqualTo(rows);
    }

    @Test
    void anEmptyFileHasNoRows() throws IOException {
        assertThat(TableFile.read(file("rows.jsonl", ""))).isEmpty();
        assertThat(TableFile.read(file("rows.csv", ""))).isEmpty();
    }

    @Test
    void wrongFilesAreRefusedWithTheirRow() throws IOException {
        Path values = file("values.csv", "a,b\n1,2\n3\n");
        assertThatThrownBy(() -> TableFile.read(values))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Row 2 of")
                .hasMessageContaining("1 values for 2 columns");
        Path texts = file("texts.jsonl", "{\"a\": 1}\n\"b\"\n");
        assertThatThrownBy(() -> TableFile.read(texts))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Row 2 of");
        Path torn = file("torn.jsonl", "{\"a\": 1}\n{\"a\": \n");
        assertThatThrownBy(() -> TableFile.read(torn))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("is not JSON after its row 1");
        Path other = file("rows.txt", "a");
        assertThatThrownBy(() -> TableFile.read(other))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("none of the extensions");
        Path bytes = file("rows.parquet", "not parquet");
        assertThatThrownBy(() -> TableFile.read(bytes))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("cannot be read");
    }
}
