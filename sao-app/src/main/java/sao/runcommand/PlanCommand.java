package sao.runcommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.catalog.ModelStore;
import sao.command.AppFormats;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.command.UsageException;
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

/// The command `sao plan`: forecasts the time, memory and cost of a run.
@Command(
        name = "plan",
        description = {
            "Forecasts the tokens, time, memory, disk space and cost of a run.",
            "Each is a range by stage, from measuring the model on a few rows or from the given rates. The run's report",
            "compares the forecast with the results."
        })
public final class PlanCommand extends Subcommand {
    private static final double SPREAD_OF_GIVEN_RATES = 1.25;

    @Mixin
    private final RunOptions options = new RunOptions();

    @ArgGroup(exclusive = false)
    private @Nullable GivenRates rates;

    @Option(
            names = "--price-read",
            paramLabel = "PRICE",
            description = "Price of a million prompt tokens, for served models.")
    private double priceRead;

    @Option(
            names = "--price-written",
            paramLabel = "PRICE",
            description = "Price of a million generated tokens, for served models.")
    private double priceWritten;

    @Option(names = "--json", description = "Print the forecast as JSON.")
    private boolean json;

    /// Rates that replace the calibration.
    static final class GivenRates {
        @Option(
                names = "--read-rate",
                required = true,
                paramLabel = "N",
                description = "Prompt tokens per second, instead of a measurement.")
        private double read;

        @Option(
                names = "--write-rate",
                required = true,
                paramLabel = "N",
                description = "Generated tokens per second of all concurrent responses.")
        private double write;

        @Option(names = "--train-rate", paramLabel = "N", description = "Trained tokens per second.")
        private @Nullable Double train;
    }

    @Override
    protected int execute() {
        RunChoice choice = options.choice();
        RunSettings settings = SettingsReader.read(choice.layers());
        PrintWriter out = out();
        try (Progress progress = new Progress(err(), false, System::nanoTime)) {
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
                settings.evaluate().power().ifPresent(power -> out.println(power.sentence("held-out prompts")));
                out.println("Saved in %s; the report of the run compares it with the results.".formatted(kept));
            }
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
