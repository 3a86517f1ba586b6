package sao.datacommand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.cli.Terminal;
import sao.cli.TinyRun;
import sao.ledger.LedgerReader;
import sao.rows.Drop;

/// Ledgers and datasets by the commands, on a tiny model.
class LedgerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void twoSharesMergedBecomeTheRunThatOneMachineMade() throws IOException {
        TinyRun run = TinyRun.in(folder);
        Path whole = run.folder();
        assertThat(type(run.arguments())).isZero();
        for (String place : new String[] {"1", "2"}) {
            Path half = Files.createDirectories(folder.resolve("half-" + place));
            Files.copy(whole.resolve("sao.yaml"), half.resolve("sao.yaml"));
            assertThat(type("synthesize", half.toString(), "--share", place + "/2"))
                    .isZero();
        }
        Path both = folder.resolve("both");
        assertThat(type(
                        "ledger",
                        "merge",
                        folder.resolve("half-1").toString(),
                        folder.resolve("half-2").toString(),
                        "--to",
                        both.toString()))
                .isZero();
        assertThat(type("run", "--run", both.toString())).isZero();
        for (String part : new String[] {"pairs", "prompts", "responses", "judgments"}) {
            for (String format : new String[] {"jsonl", "parquet"}) {
                assertThat(exported(both, part, format))
                        .as(part)
                        .hasSizeGreaterThan(2)
                        .isEqualTo(exported(whole, part, format));
            }
        }
        assertThat(both.resolve("round-1/model/model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("round-1/model/model.safetensors"));
        Terminal terminal = new Terminal();
        assertThat(terminal.type("ledger", "verify", both.toString()))
                .as(terminal.out())
                .isZero();
        assertThat(terminal.out()).contains("ok       digests of answers", both + " is sound.");
    }

    @Test
    void workBesideAFinishedRunLeavesItFinished() throws IOException {
        TinyRun run = TinyRun.in(folder);
        assertThat(type(run.arguments())).isZero();
        Terminal terminal = new Terminal();
        terminal.type("judge", run.folder().toString(), "--audit", "--kinds", "longest,random");
        assertThat(status(run)).contains("\"state\":\"finished\"");
        assertThat(terminal.type("synthesize", run.folder().toString(), "--share", "1/2"))
                .as(terminal.err())
                .isZero();
        assertThat(status(run)).contains("\"state\":\"finished\"");
    }

    private static String status(TinyRun run) {
        Terminal terminal = new Terminal();
        assertThat(terminal.type("status", "--json", run.folder().toString())).isZero();
        return terminal.out().replace(" ", "");
    }

    @Test
    void aRowIsExplainedFromPersonaToEndAndDropsAreExported() throws IOException {
        TinyRun run = TinyRun.in(folder);
        assertThat(type(run.arguments())).isZero();
        Terminal terminal = new Terminal();
        assertThat(terminal.type("explain", run.folder().toString(), "0"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).contains("row       0", "persona   ", "call      prompts, generate: ", "end       ");
        assertThat(terminal.type("explain", run.folder().toString(), "100000")).isEqualTo(1);
        assertThat(terminal.err()).contains("has no row '100000'");
        Path to = folder.resolve("drops");
        int code = terminal.type("export", "drops", run.folder().toString(), "--to", to.toString());
        try (LedgerReader reader = LedgerReader.open(run.folder())) {
            List<Drop> drops = new ArrayList<>();
            reader.round(1).drops().forEach(drops::add);
            if (drops.isEmpty()) {
                assertThat(code).isEqualTo(1);
                assertThat(terminal.err()).contains("drop");
            } else {
                assertThat(code).as(terminal.err()).isZero();
                String rows = Files.readString(
                        Path.of(terminal.out().lines().findFirst().orElseThrow()));
                assertThat(rows.lines()).hasSize(drops.size());
                assertThat(rows)
                        .contains("\"reason\":\"%s\"".formatted(drops.getFirst().reason()));
            }
        }
    }

    @Test
    void whatIsNoLedgerIsSaid() {
        Terminal terminal = new Terminal();
        assertThat(terminal.type("ledger", "verify", folder.resolve("nowhere").toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("nowhere", "  -> ").doesNotContain("at sao.");
        terminal = new Terminal();
        assertThat(terminal.type("ledger", "upgrade", folder.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("has no ledger");
        terminal = new Terminal();
        assertThat(terminal.type("synthesize", folder.toString(), "--share", "3/2"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("'3/2' is not a share");
    }

    /// All bytes of the data files of an export in shards of three rows, and how many there are.
    private java.util.List<String> exported(Path run, String part, String format) throws IOException {
        Path to = folder.resolve("export-%s-%s-%s".formatted(run.getFileName(), part, format));
        Terminal terminal = new Terminal();
        assertThat(terminal.type(
                        "export", part, run.toString(), "--format", format, "--to", to.toString(), "--shard-rows", "2"))
                .as(terminal.err())
                .isZero();
        java.util.List<String> files = new java.util.ArrayList<>();
        for (String file : terminal.out().lines().toList()) {
            files.add(Path.of(file).getFileName() + " "
                    + java.util.HexFormat.of().formatHex(Files.readAllBytes(Path.of(file))));
        }
        return files;
    }

    private int type(String... arguments) {
        Terminal terminal = new Terminal();
        int code = terminal.type(arguments);
        assertThat(code).as(terminal.err()).isZero();
        return code;
    }
}
