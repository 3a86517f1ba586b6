package sao.synthesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import sao.content.ContentId;
import sao.domain.AnsweredPrompt;
import sao.domain.Prompt;
import sao.guide.HintWriter;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.pairing.PairRules;
import sao.pairing.PairSelection;
import sao.prompt.PersonaWriting;
import sao.prompt.PromptKind;
import sao.prompt.PromptWriter;
import sao.prompt.PromptWriter.Written;
import sao.result.MeasuredShare;
import sao.result.RoundResult.BrokenPersonas;
import sao.result.RoundResult.KindYield;
import sao.rows.Funnel;
import sao.rows.RoundStage;
import sao.rows.RoundWriter;
import sao.statistics.WilsonProportion;
import sao.text.TextRules;

/// Synthesises the preference pairs of a round: draws personas until enough prompts are accepted or the persona
/// budget is used up, and processes one row for each persona.
///
/// The rows and their outcomes depend only on the parts and the settings, not on the number of threads, timing or
/// interruptions. To continue an interrupted round, run it again with the same parts: recorded model calls are not
/// repeated.
public final class Synthesis {
    private static final int VERSION = 4;
    private static final Funnel NOTHING = new Funnel(0, 0, 0, 0, 0, 0, Map.of());

    private final SynthesisParts parts;
    private final SynthesisSettings settings;
    private final FailureLimit failures;
    private volatile Supplier<Funnel> progress = () -> NOTHING;

    /// @param parts sources, models and rules
    /// @param settings numbers of rows and settings of each stage
    public Synthesis(SynthesisParts parts, SynthesisSettings settings) {
        this(parts, settings, FailureLimit.USUAL);
    }

    /// @param parts sources, models and rules
    /// @param settings numbers of rows and settings of each stage
    /// @param failures limit on failed rows
    public Synthesis(SynthesisParts parts, SynthesisSettings settings, FailureLimit failures) {
        this.parts = parts;
        this.settings = settings;
        this.failures = failures;
    }

    /// Processes all rows of a round and commits their outcomes. A row whose model call fails is dropped with its
    /// reason; until the round is complete, a further run repeats the call.
    ///
    /// @param ledger ledger that records the rows
    /// @param round number of the round, from 1
    /// @return the number of rows at each stage; fewer prompts than requested if the budget or the personas are
    ///     used up
    /// @throws TooManyFailuresException if too many rows failed
    /// @throws LowYieldException if too few personas give prompts or no prompt gives a pair
    /// @throws sao.error.SaoException if the personas cannot be read or the ledger cannot be written
    /// @throws java.util.concurrent.CancellationException if this thread is interrupted; all finished model calls
    ///     are committed
    public Funnel run(Ledger ledger, int round) {
        EarlierRounds earlier = EarlierRounds.before(ledger, round);
        RoundWriter records = ledger.round(round, recipe(earlier));
        if (records.isComplete()) {
            return recorded(ledger, round);
        }
        RecordedRows log = new RecordedRows(records);
        progress = log::funnel;
        PromptGate gate = new PromptGate(settings, settings.count(), settings.heldOut(), earlier, log);
        RowPipeline pipeline =
                new RowPipeline(parts.writer(settings), gate, answerer(), parts.judge(), selection(round), log);
        PairGuard guard = new PairGuard(settings.prompts().rules().minimumYield() > 0, log::funnel);
        long broken = carry(gate, log, rows(RowShare.ALL, earlier), row -> {
            boolean answered = pipeline.carry(row);
            if (answered) {
                guard.ended();
            }
            return answered;
        });
        recordBroken(records, broken, log.funnel().personas());
        log.recordFlags();
        gate.survey().record(records, parts.personas().attributes());
        recordKinds(records, gate.rates());
        records.complete();
        ledger.flush();
        return log.funnel();
    }

    private Funnel recorded(Ledger ledger, int round) {
        try (LedgerReader reader = ledger.reader()) {
            Funnel funnel = reader.round(round).funnel();
            progress = () -> funnel;
            return funnel;
        }
    }

    private static void recordBroken(RoundWriter records, long broken, long personas) {
        if (broken > 0) {
            records.result(new BrokenPersonas(
                    MeasuredShare.of(new WilsonProportion(broken, Math.toIntExact(broken + personas)))));
        }
    }

    private void recordKinds(RoundWriter records, AcceptanceRates rates) {
        for (PromptKind kind : settings.prompts().mix().weights().keySet()) {
            WilsonProportion share = new WilsonProportion(
                    rates.of(kind).wanted(), Math.toIntExact(rates.of(kind).tried()));
            records.result(new KindYield(kind.label(), MeasuredShare.of(share)));
        }
    }

    /// {@return the maximum number of personas that [#run] draws}
    public long budget() {
        return settings.budget();
    }

    /// {@return the progress of [#run]: the number of rows at each stage; thread-safe}
    public Funnel progress() {
        return progress.get();
    }

    /// Makes the model calls of a share of a round's rows without recording rows, on one of several machines whose
    /// ledgers are merged afterwards. Novelty is decided within the share. The [#run] on the merged ledger decides
    /// it among all rows, finds most model calls in the ledger and makes the others.
    ///
    /// @param ledger ledger that records the model calls
    /// @param share share of the rows
    /// @return the number of prompts accepted within the share
    public long run(Ledger ledger, RowShare share) {
        CountedRows log = new CountedRows();
        progress = log::funnel;
        int count = Math.toIntExact(share.of(settings.count()));
        int heldOut = Math.toIntExact(share.of(settings.heldOut()));
        PromptGate gate = new PromptGate(settings, count, heldOut, EarlierRounds.NONE, log);
        RowPipeline pipeline =
                new RowPipeline(parts.writer(settings), gate, answerer(), parts.judge(), selection(1), log);
        carry(gate, log, rows(share, EarlierRounds.NONE), pipeline::carry);
        ledger.flush();
        return log.funnel().prompts();
    }

    /// Processes the first rows of the first round up to their responses without recording rows, to audit judges
    /// before one is chosen. A later [#run] finds the responses in the ledger.
    ///
    /// @param count number of prompts
    /// @return the first prompts of the round that are not held out, in row order
    public List<AnsweredPrompt> sample(int count) {
        return sample(EarlierRounds.NONE, count);
    }

    /// Processes the first rows of a round up to their responses without recording rows, see [#sample(int)].
    ///
    /// @param ledger ledger of the run, with the rows of its earlier rounds
    /// @param round number of the round, from 1
    /// @param count number of prompts
    /// @return the first prompts of the round that are not held out, in row order
    public List<AnsweredPrompt> sample(Ledger ledger, int round, int count) {
        return sample(EarlierRounds.before(ledger, round), count);
    }

    private List<AnsweredPrompt> sample(EarlierRounds earlier, int count) {
        Map<Long, AnsweredPrompt> answered = new ConcurrentSkipListMap<>();
        PromptGate gate =
                new PromptGate(settings, Math.min(count, settings.count()), settings.heldOut(), earlier, RowLog.NONE);
        PromptWriter writer = parts.writer(settings);
        RowPipeline.Answerer answerer = ownAnswerer();
        carry(gate, RowLog.NONE, rows(RowShare.ALL, earlier), row -> {
            Written written = RowPipeline.asked(RoundStage.PROMPTS, () -> writer.write(row.persona(), row.kind()));
            Optional<Prompt> accepted = gate.decide(row, written);
            accepted.ifPresent(prompt -> answered.put(
                    row.number(),
                    new AnsweredPrompt(
                            prompt, RowPipeline.asked(RoundStage.RESPONSES, () -> answerer.answer(prompt)))));
            return accepted.isPresent();
        });
        return new ArrayList<>(answered.values());
    }

    /// The rows to process.
    ///
    /// @param source source of the rows
    /// @param budget maximum number of started rows
    private record Rows(RowSource source, long budget) {}

    private Rows rows(RowShare share, EarlierRounds earlier) {
        RowSource source = new RowSource(
                parts.personas(), share, earlier.personas(), settings.prompts().mix(), settings.seed());
        return new Rows(source, share.of(settings.budget()));
    }

    /// {@return the number of unreadable entries of the persona source}
    private long carry(PromptGate gate, RowLog log, Rows rows, RowThreads.Carrier carrier) {
        FailedRows failed = new FailedRows(gate, log, failures);
        try (RowSource source = rows.source()) {
            new RowThreads(gate, failed, settings.inFlight()).run(source, rows.budget(), carrier);
            return source.broken();
        }
    }

    private RowPipeline.Answerer answerer() {
        Responder responder = responder();
        return parts.anchor()
                .<RowPipeline.Answerer>map(anchor -> prompt -> responder.answer(prompt, anchor))
                .orElseGet(this::ownAnswerer);
    }

    /// {@return the source of the responder's own responses}
    private RowPipeline.Answerer ownAnswerer() {
        Responder responder = responder();
        return parts.hints()
                .<RowPipeline.Answerer>map(hints -> prompt -> responder.answer(prompt, hints))
                .orElse(responder::answer);
    }

    private PairSelection selection(int round) {
        return new PairSelection(parts.rules(), round, parts.judge().name(), rejectedFrom());
    }

    /// {@return the first slot whose response can only be rejected; empty if each response can be either}
    private OptionalInt rejectedFrom() {
        if (parts.anchor().isPresent()) {
            return OptionalInt.of(settings.answers());
        }
        return parts.hints().isPresent() ? OptionalInt.of(responder().hinted()) : OptionalInt.empty();
    }

    private Responder responder() {
        return new Responder(parts.responder(), settings.answers(), settings.responses(), settings.seed());
    }

    /// Returns all values that determine the rows of a round.
    private Map<String, Object> recipe(EarlierRounds earlier) {
        Map<String, Object> recipe = new HashMap<>();
        recipe.put("synthesis", VERSION);
        recipe.put("text_rules", TextRules.VERSION);
        recipe.put("seed", settings.seed());
        recipe.put("count", settings.count());
        recipe.put("held_out", settings.heldOut());
        recipe.put("spare", settings.spare());
        recipe.put("personas", parts.personas().identity());
        recipe.put(
                "persona_writing",
                parts.personaWriting().map(PersonaWriting::identity).orElse(""));
        recipe.put("prompts", content(settings.prompts()));
        recipe.put("prompt_model", parts.promptWriter().fingerprint());
        recipe.put("prompt_sampling", ContentId.contentOf(settings.prompts().sampling()));
        recipe.put("response_model", parts.responder().fingerprint());
        recipe.put("answers", settings.answers());
        recipe.put("response_sampling", ContentId.contentOf(settings.responses()));
        recipe.put("judge", parts.judge().name());
        recipe.put("judge_model", parts.judgeModel());
        recipe.put("pairs", content(parts.rules()));
        if (!earlier.isEmpty()) {
            recipe.put("earlier_rounds", earlier.identity());
        }
        parts.anchor().ifPresent(anchor -> recipe.put("anchor_model", anchor.fingerprint()));
        parts.hints().ifPresent(_ -> recipe.put("hints", HintWriter.version()));
        return recipe;
    }

    private static Map<String, Object> content(PromptSettings prompts) {
        Map<String, Double> mix = new HashMap<>();
        prompts.mix().weights().forEach((kind, weight) -> mix.put(kind.label(), weight));
        PromptRules rules = prompts.rules();
        return Map.of(
                "template", prompts.template().name(),
                "mix", mix,
                "language", prompts.language().code(),
                "minhash", rules.novelty().jaccard(),
                "rouge_l", rules.novelty().rougeL(),
                "repetitions", rules.repetitions().label(),
                "benchmarks", rules.benchmarks().identity());
    }

    private static Map<String, Object> content(PairRules rules) {
        return Map.of(
                "minimum_margin", rules.minimumMargin(),
                "maximum_length_ratio", rules.maximumLengthRatio(),
                "truncated", rules.truncated().label(),
                "flagged", rules.flagged().label(),
                "length_rho", rules.lengthRho());
    }
}
