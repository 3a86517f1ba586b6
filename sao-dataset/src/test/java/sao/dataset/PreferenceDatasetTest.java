package sao.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.ingest.PreferenceFile;
import sao.pairtraining.PreferenceRow;

class PreferenceDatasetTest {
    private static final List<PreferencePair> PAIRS = SamplePairs.of(50, 11);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void equalPairsGiveEqualBytes(DatasetFormat format) throws IOException {
        Path once = write(PAIRS, format, folder.resolve("once"));
        Path again = write(PAIRS, format, folder.resolve("again"));
        assertThat(again).hasSameBinaryContentAs(once);
        assertThat(folder.resolve("again/README.md")).hasSameBinaryContentAs(folder.resolve("once/README.md"));
    }

    @Test
    void everyLineIsOneObjectInTheTrlPreferenceType() throws IOException {
        String text = Files.readString(write(PAIRS, DatasetFormat.JSONL, folder));
        assertThat(text).endsWith("}\n").doesNotContain("\r").doesNotContain("NaN");
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSameSizeAs(PAIRS);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode row = new ObjectMapper().readTree(lines.get(i));
            PreferencePair pair = PAIRS.get(i);
            assertThat(row.at("/prompt/0/role").asText()).isEqualTo("user");
            assertThat(row.at("/prompt/0/content").asText()).isEqualTo(stored(pair.promptText()));
            assertThat(row.at("/chosen/0/role").asText()).isEqualTo("assistant");
            assertThat(row.at("/chosen/0/content").asText())
                    .isEqualTo(stored(pair.chosen().text()));
            assertThat(row.at("/rejected/0/content").asText())
                    .isEqualTo(stored(pair.rejected().text()));
            assertThat(row.at("/margin").asDouble()).isEqualTo(pair.margin());
            assertThat(row.at("/orders_agree").asBoolean()).isEqualTo(pair.ordersAgree());
            assertThat(row.at("/rejected_token_ids"))
                    .hasSize(pair.rejected().tokens().orElseThrow().size());
        }
    }

    @Test
    void parquetHoldsWhatJsonLinesHold() throws IOException {
        List<String> lines = Files.readAllLines(write(PAIRS, DatasetFormat.JSONL, folder));
        List<Group> rows = read(write(PAIRS, DatasetFormat.PARQUET, folder));
        assertThat(rows).hasSameSizeAs(lines);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            Group row = rows.get(i);
            Group rejected = element(row.getGroup("rejected", 0), 0);
            assertThat(rejected.getString("role", 0)).isEqualTo("assistant");
            assertThat(rejected.getString("content", 0))
                    .isEqualTo(line.at("/rejected/0/content").asText());
            assertThat(row.getDouble("p", 0)).isEqualTo(line.at("/p").asDouble());
            assertThat(row.getInteger("round", 0)).isEqualTo(1);
            Group ids = row.getGroup("rejected_token_ids", 0);
            assertThat(ids.getFieldRepetitionCount("list"))
                    .isEqualTo(line.at("/rejected_token_ids").size());
        }
    }

    @Test
    void refusesPairsOutOfOrderAndLeavesNothingBehind() throws IOException {
        List<PreferencePair> swapped = new ArrayList<>(PAIRS.reversed());
        assertThatThrownBy(() -> write(swapped, DatasetFormat.JSONL, folder))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(List.of(PAIRS.getFirst(), PAIRS.getFirst()), DatasetFormat.PARQUET, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PAIRS.getFirst().id());
        try (Stream<Path> left = Files.list(folder.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anEmptyDatasetIsRefused() {
        assertThatThrownBy(() -> write(List.of(), DatasetFormat.JSONL, folder))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no preference pair");
    }

    @Test
    void theCardsHeadNamesTheDataFiles() throws IOException {
        write(PAIRS, DatasetFormat.PARQUET, folder);
        String card = Files.readString(folder.resolve("README.md"));
        JsonNode head = new YAMLMapper().readTree(card.split("---\n", 3)[1]);
        assertThat(head.at("/configs/0/data_files/0/path").asText()).isEqualTo("data/train-*.parquet");
        assertThat(head.at("/pretty_name").asText()).isEqualTo("a run: 'quoted'");
        assertThat(card)
                .contains(
                        "| personas | 64 |", "| duplicate | 4 |", "| pairs | 50 |", "seed: 42", "`cd34`", "Apache-2.0");
    }

    @Test
    void sizeCategoriesAreTheHubs() {
        assertThat(DatasetCard.sizeCategory(999)).isEqualTo("n<1K");
        assertThat(DatasetCard.sizeCategory(1_000)).isEqualTo("1K<n<10K");
        assertThat(DatasetCard.sizeCategory(9_999_999)).isEqualTo("1M<n<10M");
        assertThat(DatasetCard.sizeCategory(10_000_000)).isEqualTo("n>10M");
    }

    @ParameterizedTest
    @EnumSource
    void shardsHoldTheSameRowsInTheSameOrder(DatasetFormat format) throws IOException {
        Path whole = write(PAIRS, format, folder.resolve("whole"));
        List<Path> shards = PreferenceDataset.write(
                        PAIRS, new DatasetForm(format, 20), SamplePairs.card(), folder.resolve("shards"))
                .files();
        assertThat(shards)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "train-00000-of-00003." + format.label(),
                        "train-00001-of-00003." + format.label(),
                        "train-00002-of-00003." + format.label());
        List<PreferenceRow> rows = new ArrayList<>();
        for (Path shard : shards) {
            rows.addAll(PreferenceFile.read(shard).rows());
        }
        assertThat(rows).isEqualTo(PreferenceFile.read(whole).rows());
    }

    @Test
    void anEarlierExportLeavesNoShards() throws IOException {
        PreferenceDataset.write(PAIRS, new DatasetForm(DatasetFormat.JSONL, 7), SamplePairs.card(), folder);
        write(PAIRS, DatasetFormat.PARQUET, folder);
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(folder.resolve("data/train-00000-of-00001.parquet"));
        }
    }

    private static Path write(List<PreferencePair> pairs, DatasetFormat format, Path folder) {
        return PreferenceDataset.write(pairs, DatasetForm.of(format), SamplePairs.card(), folder)
                .files()
                .getFirst();
    }

    /// Half a surrogate pair cannot be stored; it comes back as a question mark.
    private static String stored(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Group element(Group list, int index) {
        return list.getGroup("list", index).getGroup("element", 0);
    }

    private static List<Group> read(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static final class GroupReader extends ParquetReader.Builder<Group> {
        GroupReader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
