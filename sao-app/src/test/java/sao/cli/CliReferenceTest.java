package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import sao.house.GeneratedDocument;

/// `docs/cli.md` says what the commands say, and no option is lost.
class CliReferenceTest {
    /// Names are a promise to scripts: taking one away breaks them.
    private static final List<String> FROZEN = List.of(
            "sao --help --verbose --version",
            "sao run --force --help --json --preset --print-settings --run --set --verbose --version",
            "sao experiment --dry-run --force --help --json --run --verbose --version",
            "sao plan --help --json --preset --price-read --price-written --read-rate --run --set --train-rate --verbose"
                    + " --version --write-rate",
            "sao evaluate --answers --benchmark --data --device --example-order --examples --help --json "
                    + "--limit --list --memory --model --precision --repeats --samples --seed --shots --slots "
                    + "--temperature --template --threads --verbose --version",
            "sao evaluate win-rate --against --against-answers --answers --device --draws --help --json "
                    + "--judge --labels --ledger --limit --memory --model --no-control --precision --prompts --set "
                    + "--slots --threads --verbose --version --write-annotations",
            "sao evaluate alpaca --against --annotations --difficulty --help --json --verbose --version",
            "sao evaluate arena --answers --help --json --judgments --seed --verbose --version",
            "sao evaluate mt-bench --help --json --judgments --verbose --version",
            "sao evaluate compare --help --json --verbose --version",
            "sao status --help --json --verbose --version",
            "sao report --help --verbose --version",
            "sao explain --help --round --verbose --version",
            "sao judge --audit --force --help --json --kinds --labels --set --verbose --version",
            "sao train --held-out --help --json --model --out --pairs --set --show-pair --verbose --version",
            "sao generate --device --frequency-penalty --help --json --max-tokens --memory --min-p --min-tokens --model --n --precision"
                    + " --presence-penalty --prompt --repetition-penalty --seed --slots --stop --stop-token-id"
                    + " --system --temperature --threads --top-k --top-p --verbose --version",
            "sao score --device --help --json --memory --model --precision --slots --threads --verbose --version",
            "sao chat --device --frequency-penalty --help --max-tokens --memory --min-p --min-tokens --precision --presence-penalty"
                    + " --repetition-penalty --seed --slots --stop --stop-token-id --temperature --threads --top-k"
                    + " --top-p --verbose --version",
            "sao serve --device --help --host --memory --port --precision --queue --served-model-name --shutdown-timeout --slots --threads --token --verbose"
                    + " --version",
            "sao synthesize --force --help --share --verbose --version",
            "sao ledger --help --verbose --version",
            "sao ledger verify --help --verbose --version",
            "sao ledger merge --help --to --verbose --version",
            "sao ledger upgrade --help --verbose --version",
            "sao dataset --help --verbose --version",
            "sao dataset doctor --benchmark --help --json --verbose --version",
            "sao export --help --verbose --version",
            "sao export pairs --format --help --shard-rows --to --verbose --version",
            "sao export prompts --format --help --shard-rows --to --verbose --version",
            "sao export responses --format --help --shard-rows --to --verbose --version",
            "sao export judgments --format --help --shard-rows --to --verbose --version",
            "sao export drops --format --help --shard-rows --to --verbose --version",
            "sao export model --format --help --to --type --verbose --version",
            "sao convert --adapter --format --help --to --type --verbose --version",
            "sao models --help --verbose --version",
            "sao models inspect --help --json --verbose --version",
            "sao models pull --help --verbose --version",
            "sao help --help --verbose");

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> commands = new ArrayList<>(List.of(command));
        command.getSubcommands().values().stream().distinct().forEach(inner -> commands.addAll(all(inner)));
        return commands;
    }

    @Test
    void theOptionsAreFrozen() {
        List<String> found = all(SaoCommand.commandLine()).stream()
                .map(command -> command.getCommandSpec().qualifiedName(" ")
                        + command.getCommandSpec().options().stream()
                                .map(OptionSpec::longestName)
                                .sorted()
                                .map(name -> " " + name)
                                .reduce("", String::concat))
                .toList();
        assertThat(found).containsExactlyElementsOf(FROZEN);
    }

    @Test
    void theReferenceIsWhatTheCommandsSay() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Commands

                What `--help` says, for every command. Results go to standard output, progress and errors to standard
                error.
                """);
        for (CommandLine command : all(SaoCommand.commandLine())) {
            if (command.getCommandName().equals("help")) {
                continue;
            }
            command.setUsageHelpAutoWidth(false).setUsageHelpWidth(110);
            text.append("\n## ")
                    .append(command.getCommandSpec().qualifiedName(" "))
                    .append("\n\n```\n")
                    .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                    .append("\n```\n");
        }
        GeneratedDocument.of("docs/cli.md").mustSay(text.toString());
    }
}
