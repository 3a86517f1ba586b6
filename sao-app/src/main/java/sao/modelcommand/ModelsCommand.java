package sao.modelcommand;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sao.catalog.CatalogEntry;
import sao.catalog.ModelCatalog;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.command.ExitCode;
import sao.command.Subcommand;

/// The command `sao models`: lists and downloads the models of the catalog.
@Command(
        name = "models",
        description = "Lists the models of the catalog; `sao models pull NAME` downloads one.",
        subcommands = InspectCommand.class)
public final class ModelsCommand extends Subcommand {
    @Override
    protected int execute() {
        ModelStore store = ModelStore.standard(System.getenv());
        PrintWriter out = out();
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
                            store.cached(entry).map(path -> "here: " + path).orElse("not downloaded")));
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "pull",
            description = "Downloads a model into the cache folder and verifies it.",
            mixinStandardHelpOptions = true)
    int pull(@Parameters(paramLabel = "NAME", description = "Name in the catalog.") String name) {
        PrintWriter err = err();
        PrintWriter out = out();
        out.println(ModelLocation.resolve(name, ModelStore.standard(System.getenv()), sentence -> {
            err.println(sentence);
            err.flush();
        }));
        return ExitCode.DONE;
    }
}
