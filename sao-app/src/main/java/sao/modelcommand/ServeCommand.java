package sao.modelcommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Signals;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.error.SaoException;
import sao.generation.EngineChatModel;
import sao.server.ModelServer;
import sao.server.ServerSettings;

/// The command `sao serve`: serves a model over HTTP.
@Command(
        name = "serve",
        description = {
            "Serves a model in the OpenAI protocol.",
            "Paths: /v1/models, /v1/chat/completions, /v1/completions, /tokenize, /detokenize, /health, /metrics.",
            "After Ctrl-C or SIGTERM running requests may finish; see --shutdown-timeout."
        })
public final class ServeCommand extends Subcommand {
    private static final String TOKEN_VARIABLE = "SAO_TOKEN";

    @Parameters(
            paramLabel = "MODEL",
            description = "Catalog name, folder (such as runs/quickstart/round-1/model) or .gguf file.")
    private String model = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; one that other machines reach needs --token (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8000",
            description = "Port to listen on; 0: any that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8000;

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "Requests must carry it as Authorization: Bearer; also from SAO_TOKEN (default: none).")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--served-model-name",
            paramLabel = "NAME",
            description = "Name of the model in the protocol (default: the last part of MODEL).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Most running requests; more get 503 (default: ${DEFAULT-VALUE}).")
    private int queue = 1024;

    @Option(
            names = "--shutdown-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = {
                "Time that running requests get after Ctrl-C or SIGTERM; then they end with an error",
                "(default: ${DEFAULT-VALUE})."
            })
    private int shutdownTimeout = 30;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Override
    protected int execute() throws InterruptedException {
        ServerSettings settings = settings();
        ModelServer.requireFree(settings);
        PrintWriter out = out();
        try (EngineChatModel engine = options.openForMany(model, err());
                ModelServer server = ModelServer.start(engine, settings);
                Signals.Registration _ = Signals.stopBy(() -> stop(server, engine, out))) {
            out.printf("Serving %s at http://%s:%d/v1 (Ctrl-C stops)%n", settings.modelName(), host, server.port());
            out.flush();
            new CountDownLatch(1).await(); // until a signal comes
        }
        return ExitCode.DONE;
    }

    private ServerSettings settings() {
        if (shutdownTimeout < 0) {
            throw new UsageException(
                    "--shutdown-timeout is %d.".formatted(shutdownTimeout), "Give a number of seconds, at least 0.");
        }
        Optional<String> secret = token.or(() -> Optional.ofNullable(System.getenv(TOKEN_VARIABLE)));
        try {
            return new ServerSettings(host, port, secret, name.orElseGet(this::lastPart), queue);
        } catch (SaoException e) {
            throw new UsageException(e.problem(), e.remedy());
        }
    }

    private String lastPart() {
        return String.valueOf(Path.of(model).getFileName()).replaceFirst("\\.gguf$", "");
    }

    private int stop(ModelServer server, EngineChatModel engine, PrintWriter out) {
        out.println("Stopping; running requests have %d s ...".formatted(shutdownTimeout));
        out.flush();
        server.stop(shutdownTimeout);
        engine.close();
        out.println("Stopped.");
        return ExitCode.DONE;
    }
}
