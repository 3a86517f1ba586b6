package sao.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sao.stage.TinyModel;

/// A run of the whole loop that takes seconds.
///
/// @param folder of the run
/// @param model a tiny one with random weights
/// @param own settings besides those that make it short
public record TinyRun(Path folder, Path model, List<String> own) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SHORT = List.of(
            "personas.count=6",
            "prompts.template=paper",
            "prompts.language=any",
            "prompts.max_tokens=32",
            "prompts.spare=8",
            "responses.count=2",
            "responses.max_tokens=24",
            "judge.kind=backward",
            "judge.audit.minimum_accuracy=0",
            "judge.audit.probes=8",
            "pairs.truncated=keep",
            "pairs.minimum_margin=0",
            "pairs.maximum_length_ratio=1000",
            "train.batch=2",
            "train.learning_rate=1e-4",
            "train.warmup=0",
            "train.lora.rank=null",
            "train.checkpoint_every=1",
            "train.precision=fp32",
            "evaluate.held_out=2",
            "evaluate.judges=[start]",
            "engine.precision=fp32",
            "engine.threads=1",
            "engine.slots=8");

    /// {@return a run in a folder in which its model was written}
    public static TinyRun in(Path folder) throws IOException {
        Path model = TinyModel.write(folder.resolve("model"), 7);
        return new TinyRun(folder.resolve("runs/tiny"), model, List.of());
    }

    /// {@return another run beside this one, of the same model and by the same settings}
    TinyRun beside(String name) {
        return new TinyRun(folder.resolveSibling(name), model, own);
    }

    /// {@return the same run by these settings besides its own}
    TinyRun with(String... settings) {
        List<String> all = new ArrayList<>(own);
        all.addAll(List.of(settings));
        return new TinyRun(folder, model, all);
    }

    /// {@return the settings of it, a line `key: value` each}
    List<String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("model", model.toString());
        Stream.concat(SHORT.stream(), own.stream())
                .forEach(setting -> all.put(setting.replaceFirst("=.*", ""), setting.replaceFirst(".*?=", "")));
        return all.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /// {@return the command line of it}
    ///
    /// @param more arguments
    public String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--run", folder.toString(), "--set", "model=" + model));
        SHORT.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        own.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /// {@return the exit code of it, typed}
    int type(Terminal terminal) {
        return terminal.type(arguments());
    }

    /// {@return what its status says, as other programs read it}
    JsonNode status(Terminal terminal) throws IOException {
        int exit = terminal.type("status", folder.toString(), "--json");
        if (exit != 0) {
            throw new AssertionError(terminal.err());
        }
        return JSON.readTree(terminal.out());
    }

    /// {@return a file or folder of it}
    Path path(String name) {
        return folder.resolve(name);
    }

    /// {@return the page at its end}
    Path report() {
        return path("report.html");
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
