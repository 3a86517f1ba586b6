package sao.evaluatecommand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.assembly.Judges;
import sao.audit.Probe;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Response;
import sao.evaluation.Power;
import sao.evaluation.PromptSet;
import sao.evaluation.PromptSetMeasurement;
import sao.ingest.LabelFile;
import sao.ledger.Ledger;
import sao.protocol.HeadToHead;
import sao.protocol.HeadToHead.Judged;
import sao.protocol.ModelAnswers;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.stage.SynthesisStage;
import sao.token.Seeds;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The command `sao evaluate win-rate`: compares two models, or files with their answers, by judges. One model is
/// open at a time.
@Command(
        name = "win-rate",
        description = {
            "Compares two models by judges: every answer of the one against every answer of the other to each prompt.",
            "Either side may be a file of answers: JSON lines with prompt, response, or AlpacaEval's model outputs."
        })
final class WinRateCommand extends Subcommand {
    @Option(names = "--model", paramLabel = "MODEL", description = "The model: catalog name, folder or .gguf file.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--against", paramLabel = "MODEL", description = "The model that it is compared with.")
    private Optional<String> against = Optional.empty();

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers of the model, instead of --model.")
    private Optional<Path> answers = Optional.empty();

    @Option(
            names = "--against-answers",
            paramLabel = "FILE",
            description = "Answers of the model that it is compared with, instead of --against.")
    private Optional<Path> againstAnswers = Optional.empty();

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "Prompts: text, JSON lines, JSON or Parquet (default: the prompts of --answers).")
    private Optional<Path> prompts = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N prompts only.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--judge",
            required = true,
            paramLabel = "MODEL[:KIND]",
            description = "A judge, as in evaluate.judges; may be repeated. Without a kind: likelihood.")
    private List<String> judges = List.of();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Labelled pairs (prompt, chosen, rejected) by which the win rate is corrected.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "2",
            description = "Answers of a model to each prompt (default: ${DEFAULT-VALUE}).")
    private int draws = 2;

    @Option(names = "--no-control", description = "Do not judge the controls.")
    private boolean noControl;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "Folder that stores every model call: the same command continues there and repeats nothing.")
    private Optional<Path> ledger = Optional.empty();

    @Option(
            names = "--write-annotations",
            paramLabel = "FILE",
            description = "Write the verdicts of the only judge as AlpacaEval annotations.")
    private Optional<Path> annotations = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "One setting, such as responses.max_tokens=256, seed=1 or judge.rubric=sao-v3; may be repeated.")
    private List<String> assignments = List.of();

    @Option(names = "--json", description = "One JSON object for each judge, a line each; rates from 0 to 1.")
    private boolean json;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Override
    protected int execute() {
        RunSettings settings = SettingsReader.read(
                assignments.stream().map(SettingsLayer::assignment).toList());
        List<EvaluationJudge> wanted = judges();
        Sides sides = sides();
        List<Probe> labelled = labels.map(LabelFile::read).orElse(List.of());
        err().println(new Power(sides.set().size(), sides.draws())
                .sentence(sides.set().words()));
        err().flush();
        try (Calls calls = new Calls(ledger)) {
            HeadToHead answered = new HeadToHead(
                    responses(sides, model, sides.answers(), settings, calls),
                    responses(sides, against, sides.againstAnswers(), settings.withSeed(other(settings)), calls),
                    sides.clusters(),
                    labelled);
            for (EvaluationJudge judge : wanted) {
                Judged judged = judged(judge, sides, answered, settings, calls);
                WinRateText text = new WinRateText(judge, sides, judged);
                (json ? List.of(text.json()) : text.lines()).forEach(out()::println);
                out().flush();
                text.warnings().forEach(err()::println);
                annotations.ifPresent(text::writeAnnotations);
            }
        }
        return ExitCode.DONE;
    }

    private List<EvaluationJudge> judges() {
        List<EvaluationJudge> wanted = new ArrayList<>();
        for (String entry : judges) {
            try {
                wanted.add(EvaluationJudge.of(entry));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--judge: %s.".formatted(e.getMessage()), "Give MODEL or MODEL:KIND.");
            }
        }
        if (wanted.stream().anyMatch(EvaluationJudge::isStart)) {
            throw new UsageException("--judge names start, but there is no start model here.", "Name the model.");
        }
        if (annotations.isPresent() && wanted.size() > 1) {
            throw new UsageException(
                    "--write-annotations takes the verdicts of one judge, and %d are given.".formatted(wanted.size()),
                    "Give one --judge.");
        }
        return wanted;
    }

    /// What is compared.
    ///
    /// @param names name of the model, and of the model that it is compared with
    /// @param set the prompts
    /// @param clusters cluster of a prompt by its id
    /// @param draws largest number of answers of a side to a prompt
    /// @param unmatched number of prompts that only one file has
    /// @param answers given answers of the model
    /// @param againstAnswers given answers of the other model
    record Sides(
            List<String> names,
            PromptSet set,
            Map<String, String> clusters,
            int draws,
            int unmatched,
            Optional<ModelAnswers> answers,
            Optional<ModelAnswers> againstAnswers) {}

    private Sides sides() {
        if (model.isPresent() == answers.isPresent() || against.isPresent() == againstAnswers.isPresent()) {
            throw new UsageException(
                    "Each side is either a model or a file of answers.",
                    "Give --model or --answers, and --against or --against-answers.");
        }
        int most = limit.orElse(Integer.MAX_VALUE);
        if (most < 1 || draws < 1) {
            throw new UsageException(
                    "--limit is %d, --draws %d.".formatted(most, draws), "Give at least 1, or leave the option out.");
        }
        Optional<ModelAnswers> given = answers.map(ModelAnswers::read);
        Optional<ModelAnswers> others = againstAnswers.map(ModelAnswers::read);
        PromptFile read = prompts.map(PromptFile::read)
                .or(() -> given.or(() -> others).map(file -> new PromptFile(file.prompts(), Map.of())))
                .orElseThrow(() -> new UsageException("--prompts is missing.", "Give a file of prompts."));
        int unmatched = given.map(file -> file.unmatched(read.prompts())).orElse(0)
                + others.map(file -> file.unmatched(read.prompts())).orElse(0);
        PromptFile used = read.first(most);
        Path source = prompts.or(() -> answers).or(() -> againstAnswers).orElseThrow();
        return new Sides(
                List.of(name(model, answers), name(against, againstAnswers)),
                new PromptSet(String.valueOf(source.getFileName()), used.prompts()),
                used.clusters(),
                Math.max(
                        given.map(ModelAnswers::draws).orElse(draws),
                        others.map(ModelAnswers::draws).orElse(draws)),
                unmatched,
                given,
                others);
    }

    private static String name(Optional<String> model, Optional<Path> file) {
        return model.orElseGet(
                () -> file.map(path -> String.valueOf(path.getFileName())).orElse(""));
    }

    /// A model compared with itself must not give the same answers twice.
    private static long other(RunSettings settings) {
        return Seeds.of(settings.seed(), "the model that is compared with");
    }

    private Map<String, List<Response>> responses(
            Sides sides, Optional<String> name, Optional<ModelAnswers> given, RunSettings settings, Calls calls) {
        if (given.isPresent()) {
            return given.get().responses(sides.set().prompts());
        }
        try (ChatModel open = options.openForMany(name.orElseThrow(), err())) {
            ChatModel remembering = calls.of(open);
            PromptSetMeasurement measurement = measurement(sides, draws, settings, open);
            Map<String, List<Response>> responses = measurement.responses(remembering);
            int left = measurement.unanswered(responses);
            if (left > 0) {
                err().println("%d of the %d %s are left out: they do not fit the context of %s, or it refused them."
                        .formatted(left, sides.set().size(), sides.set().words(), name.get()));
            }
            return responses;
        }
    }

    private static PromptSetMeasurement measurement(Sides sides, int draws, RunSettings settings, ChatModel model) {
        return new PromptSetMeasurement(
                sides.set(),
                SynthesisStage.sampling(settings.responses()),
                draws,
                Seeds.of(settings.seed(), "evaluation"),
                BoundedConcurrency.of(2 * model.concurrency()));
    }

    private Judged judged(EvaluationJudge judge, Sides sides, HeadToHead answered, RunSettings settings, Calls calls) {
        try (ChatModel open = options.openJudge(judge.model(), err())) {
            Kind kind = Judges.kindOfMeasurement(settings, judge, open);
            if (kind == Kind.WRITTEN && judge.kind() == Kind.AUTO) {
                err().println("%s gives no log-probabilities: it judges by written verdicts.".formatted(judge.model()));
            }
            return answered.judged(
                    Judges.of(kind, settings, calls.of(open)),
                    measurement(sides, sides.draws(), settings, open),
                    !noControl);
        }
    }

    /// The ledger of the model calls, if there is one.
    private static final class Calls implements AutoCloseable {
        private final Optional<Ledger> ledger;

        Calls(Optional<Path> folder) {
            this.ledger = folder.map(Ledger::openBeside);
        }

        ChatModel of(ChatModel model) {
            return ledger.isPresent() ? ledger.get().remembering(model, CallPurpose.EVALUATION) : model;
        }

        @Override
        public void close() {
            ledger.ifPresent(Ledger::close);
        }
    }
}
