package sao.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.catalog.CatalogEntry;
import sao.catalog.ModelCatalog;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;

/// Shows and fetches the models known by name.
@Command(
        name = "models",
        description = "Lists the models known by name; `sao models pull NAME` fetches one.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = InspectCommand.class)
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ModelsCommand() {}

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        for (CatalogEntry entry : ModelCatalog.entries()) {
            String size = entry.file().bytes() == 0
                    ? "      "
                    : String.format(Locale.ROOT, "%3.0f MB", entry.file().bytes() / 1e6);
            out.println("%-28s %-7s %s  %-19s %s  (%s)"
                    .formatted(
                            entry.name(),
                            entry.family(),
                            size,
                            entry.licence(),
                            entry.purpose(),
                            store.cached(entry).map(path -> "here: " + path).orElse("not fetched")));
        }
        out.flush();
        return ExitCode.DONE;
    }

    @Command(
            name = "pull",
            description = "Fetches a model into the user's cache folder and verifies it.",
            mixinStandardHelpOptions = true)
    int pull(@Parameters(paramLabel = "NAME", description = "Name of the catalog.") String name) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        out.println(ModelLocation.resolve(name, ModelStore.standard(System.getenv()), sentence -> {
            err.println(sentence);
            err.flush();
        }));
        out.flush();
        return ExitCode.DONE;
    }
}
