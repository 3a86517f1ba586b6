package sao.summarizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sao.calls.CallTotals;
import sao.ledger.LedgerReader;
import sao.result.MeasuredShare;
import sao.result.RoundResult;
import sao.result.RoundResults;
import sao.rows.RoundReader;
import sao.summary.Measurement;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.summary.RunSummary.Fact;
import sao.summary.RunSummary.FactGroup;

/// Collects the facts that are needed to repeat a run.
final class RunFacts {
    private RunFacts() {}

    /// {@return settings, versions, digests and the machine, in groups}
    static List<FactGroup> of(LedgerReader ledger, RunOrigin origin) {
        List<FactGroup> groups = new ArrayList<>();
        groups.add(new FactGroup("Rounds", rounds(ledger)));
        groups.add(new FactGroup("Settings", settings(origin.settings())));
        List<Fact> versions = new ArrayList<>();
        origin.versions().forEach((name, version) -> versions.add(new Fact(name, version)));
        groups.add(new FactGroup("Versions", versions));
        groups.add(new FactGroup("Digests", digests(ledger)));
        groups.add(new FactGroup(
                "Model calls", ledger.calls().stream().map(RunFacts::calls).toList()));
        groups.add(new FactGroup("Computed on", processors(ledger)));
        groups.add(new FactGroup("Machine that wrote this report", machine()));
        return groups.stream().filter(group -> !group.facts().isEmpty()).toList();
    }

    /// {@return the settings by dotted path; one fact with the whole text if it cannot be read as YAML}
    static List<Fact> settings(String yaml) {
        List<Fact> facts = new ArrayList<>();
        try {
            flatten("", new YAMLMapper().readTree(yaml), facts);
        } catch (JsonProcessingException e) {
            facts.add(new Fact("sao.yaml", yaml));
        }
        return facts;
    }

    private static void flatten(String path, JsonNode node, List<Fact> facts) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), facts));
        } else if (!node.isMissingNode()) {
            facts.add(new Fact(path, node.isTextual() ? node.textValue() : node.toString()));
        }
    }

    /// {@return a fact for each round and for the reason of an early end; empty for a single round}
    private static List<Fact> rounds(LedgerReader ledger) {
        List<Integer> rounds = ledger.rounds();
        if (rounds.size() < 2) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        for (int round : rounds) {
            facts.add(new Fact("round " + round, round(ledger.round(round))));
        }
        return facts;
    }

    private static String round(RoundReader rows) {
        RoundResults results = rows.results();
        StringBuilder text =
                new StringBuilder("%d pairs".formatted(rows.funnel().pairs()));
        Optional<RoundResult.LabelAgreement> agreement = results.first(RoundResult.LabelAgreement.class);
        if (Measurement.heldOut(results) instanceof Measured measured) {
            text.append("; its model wins ").append(first(measured)).append(" against its start");
        }
        for (Benchmark benchmark : Measurement.benchmarks(results)) {
            text.append("; on ").append(benchmark.name()).append(' ').append(first(benchmark.measured()));
        }
        agreement.ifPresent(found -> text.append("; the model of the previous round ranks ")
                .append(percent(found.share()))
                .append(" of the pairs the same way"));
        return text.toString();
    }

    private static String first(Measured measured) {
        return percent(measured.leading().rate().winRate());
    }

    private static String percent(MeasuredShare share) {
        return "%.1f %% (%.1f to %.1f, n = %d)"
                .formatted(
                        100 * share.value(),
                        100 * share.interval().low(),
                        100 * share.interval().high(),
                        share.n());
    }

    private static List<Fact> digests(LedgerReader ledger) {
        List<Fact> facts = new ArrayList<>();
        ledger.meta("model_fingerprint").ifPresent(value -> facts.add(new Fact("model fingerprint", value)));
        ledger.meta("judge_fingerprint").ifPresent(value -> facts.add(new Fact("judge fingerprint", value)));
        return facts;
    }

    private static Fact calls(CallTotals totals) {
        double known = totals.promptTokens() == 0 ? 0 : 100.0 * totals.cachedTokens() / totals.promptTokens();
        return new Fact(
                totals.purpose(),
                String.format(
                        Locale.ROOT,
                        "%,d calls, %,d prompt tokens (%.1f %% of them read before), %,d answer tokens",
                        totals.calls(),
                        totals.promptTokens(),
                        known,
                        totals.completionTokens()));
    }

    private static List<Fact> processors(LedgerReader ledger) {
        List<Fact> facts = new ArrayList<>();
        ledger.processors().forEach((name, calls) -> facts.add(new Fact(name, "%,d model calls".formatted(calls))));
        if (facts.size() > 1) {
            facts.add(new Fact("note", "results of different processors are not identical bit for bit"));
        }
        return facts;
    }

    private static List<Fact> machine() {
        List<Fact> facts = new ArrayList<>();
        line(Path.of("/proc/cpuinfo"), "model name").ifPresent(name -> facts.add(new Fact("processor", name)));
        facts.add(new Fact("cores", String.valueOf(Runtime.getRuntime().availableProcessors())));
        line(Path.of("/proc/meminfo"), "MemTotal").ifPresent(size -> facts.add(new Fact("memory", size)));
        facts.add(
                new Fact("system", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"))));
        facts.add(new Fact("java", Runtime.version().toString()));
        return facts;
    }

    /// Returns the value of a name in a table of Linux's `/proc`; empty on other systems.
    private static Optional<String> line(Path table, String name) {
        if (!Files.isReadable(table)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
