package sao.planning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sao.architecture.Precision;
import sao.assembly.Benchmarks;
import sao.assembly.Judges;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.config.ModelConfig;
import sao.domain.AnsweredPrompt;
import sao.domain.Prompt;
import sao.forecast.BenchmarkLoad;
import sao.forecast.Forecast;
import sao.forecast.ModelSize;
import sao.forecast.Range;
import sao.forecast.Rates;
import sao.forecast.RowShape;
import sao.forecast.Tokens;
import sao.judging.Judge;
import sao.model.ModelSource;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.progress.GuardException;
import sao.progress.Progress;
import sao.settings.RunSettings;
import sao.stage.SynthesisStage;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;
import sao.synthesis.LowYieldException;
import sao.synthesis.Synthesis;
import sao.token.TokenIds;
import sao.workspace.FileFormats;

/// Makes the forecast of a run, from a few rows computed by the real model or from rates that the user gives.
public final class Planning {
    private static final int MOST_ROWS = 24;
    private static final int CALIBRATED_TOKENS = 48;
    private static final int JUDGED = 6;
    private static final double SPREAD = 2.5;
    /// Assumed tokens of the instructions around a prompt or a verdict, where the model is not measured.
    private static final double USUAL_REQUEST = 220;

    /// Assumed tokens of a prompt, where the model is not measured.
    private static final double USUAL_PROMPT = 40;
    private static final double CHARACTERS_OF_TOKEN = 4;
    private static final Range USUAL_PAIRS = new Range(0.5, 0.85, 1);

    private final RunSettings settings;
    private final ModelProvider models;
    private final Progress progress;
    private final FileFormats formats;

    /// @param models of the first round
    /// @param progress shows progress to the user
    /// @param formats that the embedding program supplies
    public Planning(RunSettings settings, ModelProvider models, Progress progress, FileFormats formats) {
        this.settings = settings;
        this.models = models;
        this.progress = progress;
        this.formats = formats;
    }

    /// {@return the forecast at given rates; of the model only its configuration is read}
    public Forecast atRates(Rates rates) {
        Benchmarks benchmarks = Benchmarks.read(settings, formats);
        Range answer = lengthsWithin(settings.responses().maxTokens());
        Range prompt = lengthsWithin(settings.prompts().maxTokens());
        Tokens writing = new Tokens(Range.exactly(USUAL_REQUEST), prompt);
        Tokens verdict = new Tokens(answer.times(4).plus(Range.exactly(2 * USUAL_REQUEST)), Range.ZERO);
        RowShape row = new RowShape(
                new Range(1, 1.15, settings.prompts().spare() + 1),
                writing,
                USUAL_PROMPT,
                answer,
                verdict,
                USUAL_PAIRS,
                load(benchmarks, USUAL_PROMPT, USUAL_PROMPT * CHARACTERS_OF_TOKEN));
        return Forecast.of(
                settings,
                row,
                rates,
                size(),
                "Rates given by the user; lengths assumed between one sixth of their limits and the limits.");
    }

    /// {@return the prompts of the benchmarks, with token counts estimated from their length in characters}
    ///
    /// @param tokens mean tokens of prompts whose token count is known
    /// @param characters mean characters of those prompts
    private static BenchmarkLoad load(Benchmarks benchmarks, double tokens, double characters) {
        List<Prompt> prompts = benchmarks.measured().stream()
                .flatMap(set -> set.prompts().stream())
                .toList();
        double longer = prompts.stream()
                        .mapToInt(prompt -> prompt.text().length())
                        .average()
                        .orElse(characters)
                - characters;
        return new BenchmarkLoad(prompts.size(), Math.max(1, tokens + longer / CHARACTERS_OF_TOKEN));
    }

    /// {@return the assumed range of lengths under a limit, where nothing is measured}
    private static Range lengthsWithin(int limit) {
        return new Range(limit / 6.0, limit / 2.0, limit);
    }

    /// {@return the forecast from a few rows computed by the real model}
    ///
    /// @param priceRead price per million tokens read
    /// @param priceWritten price per million tokens written
    /// @throws GuardException if the model writes no usable prompt
    public Forecast calibrated(double priceRead, double priceWritten) {
        return calibrate(priceRead, priceWritten).forecast(settings);
    }

    /// {@return the averages and rates of a few rows computed by the real model}
    ///
    /// @param priceRead price per million tokens read
    /// @param priceWritten price per million tokens written
    /// @throws GuardException if the model writes no usable prompt
    public Calibration calibrate(double priceRead, double priceWritten) {
        Benchmarks benchmarks = Benchmarks.read(settings, formats);
        progress.say("Calibrating on a few rows of %s ...".formatted(settings.model()));
        try (ChatModel start = models.start();
                OpenModel judge = models.judge(start)) {
            Sample sample = sample(start, benchmarks);
            Reading reading = reading(start, sample.answered());
            double decoding = Math.max(0.1 * sample.seconds(), sample.seconds() - sample.read() / reading.rate());
            double writeRate = Math.max(1, sample.written() / decoding);
            Rates rates = new Rates(reading.rate(), writeRate, Optional.empty(), SPREAD, priceRead, priceWritten);
            RowShape row = new RowShape(
                    sample.personas(),
                    sample.writing(),
                    reading.promptTokens(),
                    sample.answer(),
                    verdict(judge.model(), sample.answered()),
                    USUAL_PAIRS,
                    load(benchmarks, reading.promptTokens(), reading.promptCharacters()));
            String basis = String.format(
                    Locale.ROOT,
                    "Measured on %d rows in %.0f s: %.0f tokens/s read, %.0f tokens/s written.",
                    sample.answered().size(),
                    sample.seconds() + reading.seconds(),
                    reading.rate(),
                    writeRate);
            return new Calibration(row, rates, size(), basis);
        }
    }

    /// A few rows with their prompts and responses.
    ///
    /// @param seconds wall time of computing them
    /// @param read tokens read
    /// @param written tokens generated
    /// @param personas personas drawn per accepted prompt
    /// @param writing tokens of writing a prompt, including its persona
    /// @param answer tokens of a response
    private record Sample(
            List<AnsweredPrompt> answered,
            double seconds,
            long read,
            long written,
            Range personas,
            Tokens writing,
            Range answer) {}

    private Sample sample(ChatModel start, Benchmarks benchmarks) {
        MeteredModel people = new MeteredModel(start);
        MeteredModel writer = new MeteredModel(start);
        MeteredModel responder = new MeteredModel(start);
        int limit = Math.min(CALIBRATED_TOKENS, settings.responses().maxTokens());
        Synthesis synthesis = SynthesisStage.calibration(
                settings.withAnswersUpTo(limit),
                new SynthesisStage.Models(people, writer, responder),
                benchmarks.refused(),
                formats,
                progress::say);
        long begin = System.nanoTime();
        List<AnsweredPrompt> answered = sampled(synthesis, start.concurrency());
        double seconds = (System.nanoTime() - begin) / 1e9;
        long rows = writer.calls();
        Interval yielding =
                new WilsonProportion(answered.size(), Math.toIntExact(Math.max(rows, answered.size()))).interval();
        double most =
                Math.min(1 / Math.max(yielding.low(), 0.01), settings.prompts().spare());
        double likely = Math.min(most, (double) rows / answered.size());
        Tokens writing = new Tokens(
                Range.exactly((writer.read() + people.read()) / (double) rows),
                Range.exactly((writer.written() + people.written()) / (double) rows));
        return new Sample(
                answered,
                seconds,
                people.read() + writer.read() + responder.read(),
                people.written() + writer.written() + responder.written(),
                new Range(Math.min(likely, 1 / yielding.high()), likely, Math.max(likely, most)),
                writing,
                length(responder, settings.responses().maxTokens()));
    }

    private List<AnsweredPrompt> sampled(Synthesis synthesis, int concurrency) {
        int wanted =
                Math.min(MOST_ROWS, Math.min(concurrency, settings.personas().count()));
        try {
            List<AnsweredPrompt> answered = synthesis.sample(wanted);
            if (answered.isEmpty()) {
                throw new GuardException(
                        "The model wrote no usable prompt in %d attempts.".formatted(synthesis.budget()),
                        "Set prompts.template=few-shot for a small model.");
            }
            return answered;
        } catch (LowYieldException e) {
            throw new GuardException(e.problem(), e.remedy());
        }
    }

    /// Estimates the length of responses that were cut at a lower limit than the run's. The end-of-turn rate per
    /// token is taken as constant, so lengths are geometrically distributed.
    private static Range length(MeteredModel responder, int limit) {
        double seen = responder.written() / (double) Math.max(1, responder.answers());
        double hazard = responder.ended() / (double) Math.max(1, responder.written());
        double likely = hazard == 0 ? limit : Math.min(limit, (1 - Math.pow(1 - hazard, limit)) / hazard);
        double longest = responder.ended() == responder.answers() ? likely * 1.5 : limit;
        return new Range(Math.min(seen, likely), likely, Math.max(likely, Math.min(limit, longest)));
    }

    /// The prefill rate of the model.
    ///
    /// @param rate tokens per second
    /// @param seconds wall time of the measurement
    /// @param promptTokens mean tokens of a prompt
    /// @param promptCharacters mean characters of a prompt
    private record Reading(double rate, double seconds, double promptTokens, double promptCharacters) {}

    /// Measures the prefill rate. The first calls of a process are slow, so some rows are read before the
    /// measurement starts.
    private Reading reading(ChatModel start, List<AnsweredPrompt> answered) {
        int measured = Math.min(JUDGED * 2, answered.size());
        List<AnsweredPrompt> some = answered.subList(0, measured);
        read(new MeteredModel(start), answered.subList(measured, answered.size()));
        MeteredModel reader = new MeteredModel(start);
        long begin = System.nanoTime();
        read(reader, some);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double promptCharacters = some.stream()
                .mapToInt(each -> each.prompt().text().length())
                .average()
                .orElse(USUAL_PROMPT * CHARACTERS_OF_TOKEN);
        double promptTokens = some.stream()
                .flatMap(each -> each.responses().getFirst().promptTokens().stream())
                .mapToInt(TokenIds::size)
                .average()
                .orElse(promptCharacters / CHARACTERS_OF_TOKEN);
        return new Reading(Math.max(1, reader.read()) / seconds, seconds, promptTokens, promptCharacters);
    }

    private void read(MeteredModel reader, List<AnsweredPrompt> answered) {
        BoundedConcurrency.of(reader.concurrency())
                .map(
                        answered,
                        each -> reader.score(
                                each.prompt().conversation(),
                                each.responses().stream()
                                        .map(response -> response.text())
                                        .toList()));
    }

    private Tokens verdict(ChatModel model, List<AnsweredPrompt> answered) {
        MeteredModel metered = new MeteredModel(model);
        Judge judge = Judges.ofPairs(settings, metered);
        int judged = 0;
        for (AnsweredPrompt each : answered.subList(0, Math.min(JUDGED, answered.size()))) {
            judge.compare(
                    each.prompt(), each.responses().getFirst(), each.responses().get(1));
            judged++;
        }
        double grow = settings.responses().maxTokens()
                / (double) Math.min(CALIBRATED_TOKENS, settings.responses().maxTokens());
        double read = metered.read() / (double) judged;
        return new Tokens(
                new Range(read, read * Math.sqrt(grow), read * grow),
                Range.exactly(metered.written() / (double) judged));
    }

    private ModelSize size() {
        try (ModelSource source = ModelSource.open(models.files().start())) {
            ModelConfig config = source.config();
            var engine = settings.engine();
            double bytes = engine.precision().on(engine.computeDevice()) == Precision.FLOAT32 ? 4 : 2;
            long cache = 2L * config.layers() * config.keyValueHeads() * config.headWidth() * (long) bytes;
            return new ModelSize(config.parameterCount(), bytes, cache);
        }
    }
}
