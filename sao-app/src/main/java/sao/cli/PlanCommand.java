package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sao.catalog.ModelStore;
import sao.file.DurableFile;
import sao.forecast.Forecast;
import sao.forecast.ForecastFile;
import sao.forecast.Rates;
import sao.models.EmbeddedModels;
import sao.models.ModelProvider;
import sao.planning.Planning;
import sao.progress.Progress;
import sao.settings.RunSettings;
import sao.yaml.SettingsReader;

/// Says what a run will take.
@Command(
        name = "plan",
        description = {
            "Says what a run will take: tokens, time, memory, disk and money by stage, each as a range. It asks the real",
            "model for a few rows, or takes the rates you give. The run's report shows the forecast beside the facts."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PlanCommand implements Callable<Integer> {
    private static final double SPREAD_OF_GIVEN_RATES = 1.25;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @ArgGroup(exclusive = false)
    private @Nullable GivenRates rates;

    @Option(
            names = "--price-read",
            paramLabel = "PRICE",
            description = "Price of a million tokens read, for served models.")
    private double priceRead;

    @Option(
            names = "--price-written",
            paramLabel = "PRICE",
            description = "Price of a million tokens written, for served models.")
    private double priceWritten;

    @Option(names = "--json", description = "Print the forecast as JSON.")
    private boolean json;

    /// Rates that make calibration unnecessary.
    static final class GivenRates {
        @Option(
                names = "--read-rate",
                required = true,
                paramLabel = "N",
                description = "Tokens read in a second, instead of calibrating.")
        private double read;

        @Option(
                names = "--write-rate",
                required = true,
                paramLabel = "N",
                description = "Tokens written in a second, all answers under way together.")
        private double write;

        @Option(names = "--train-rate", paramLabel = "N", description = "Tokens trained in a second.")
        private @Nullable Double train;
    }

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    PlanCommand() {}

    @Override
    public Integer call() {
        RunChoice choice = options.choice();
        RunSettings settings = SettingsReader.read(choice.layers());
        PrintWriter out = spec.commandLine().getOut();
        try (Progress progress = new Progress(spec.commandLine().getErr(), false, System::nanoTime)) {
            ModelProvider models =
                    EmbeddedModels.resolve(settings, choice.folder(), ModelStore.standard(System.getenv()), progress);
            Planning planning = new Planning(settings, models, progress, new AppFormats());
            Forecast forecast =
                    rates == null ? planning.calibrated(priceRead, priceWritten) : planning.atRates(given(rates));
            String text = ForecastFile.write(forecast);
            Path kept = choice.folder().forecast();
            DurableFile.write(kept, text);
            if (json) {
                out.println(text);
            } else {
                PlanText.lines(forecast, priceRead > 0 || priceWritten > 0).forEach(out::println);
                out.println("Kept in %s; the report of the run shows it beside the facts.".formatted(kept));
            }
            out.flush();
        }
        return ExitCode.DONE;
    }

    private Rates given(GivenRates given) {
        Optional<Double> train = Optional.ofNullable(given.train);
        try {
            return new Rates(given.read, given.write, train, SPREAD_OF_GIVEN_RATES, priceRead, priceWritten);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The rates cannot be used: %s.".formatted(e.getMessage()),
                    "Give tokens a second above 0, and prices of at least 0.");
        }
    }
}
