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

/// Makes the preference pairs of a round: draws personas until enough prompts are accepted or the budget is
/// spent, and carries each through the method.
///
/// Which rows there are and what becomes of them follows from parts and settings alone: number of threads,
/// timing and interruptions change nothing. To continue an interrupted round, run the same again; what the
/// models have answered they are not asked again.
public final class Synthesis {
    private static final int VERSION = 4;
    private static final Funnel NOTHING = new Funnel(0, 0, 0, 0, 0, 0, Map.of());

    private final SynthesisParts parts;
    private final SynthesisSettings settings;
    private final FailureLimit failures;
    private volatile Supplier<Funnel> progress = () -> NOTHING;

    /// @param parts who does the work
    /// @param settings how much of it, and how
    public Synthesis(SynthesisParts parts, SynthesisSettings settings) {
        this(parts, settings, FailureLimit.USUAL);
    }

    /// @param parts who does the work
    /// @param settings how much of it, and how
    /// @param failures how many rows may fail
    public Synthesis(SynthesisParts parts, SynthesisSettings settings, FailureLimit failures) {
        this.parts = parts;
        this.settings = settings;
        this.failures = failures;
    }

    /// Carries all rows of a round and commits what became of them. A row whose model fails is dropped with its
    /// reason; until the round is complete a further run asks for it again.
    ///
    /// @param ledger that records them
    /// @param round from 1
    /// @return how many rows came how far; fewer prompts than wanted when the budget or the personas were
    ///     spent
    /// @throws TooManyFailuresException if too many rows failed
    /// @throws LowYieldException if so little comes of the rows that going on would waste the budget
    /// @throws sao.error.SaoException if the personas cannot be read or the ledger not be written
    /// @throws java.util.concurrent.CancellationException if this thread is interrupted; all that was
    ///     answered is committed
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

    /// {@return most personas that [#run] may draw}
    public long budget() {
        return settings.budget();
    }

    /// {@return how far [#run] is, to be asked from any thread}
    public Funnel progress() {
        return progress.get();
    }

    /// Asks the questions of a share of a round's rows and records no row: what one of several machines does
    /// before their ledgers are merged. Which prompts are new is decided among the share's own; the [#run] on
    /// the merged ledger decides it among all, finds nearly all answers there and asks the rest.
    ///
    /// @param ledger that remembers the answers
    /// @param share of the rows
    /// @return prompts accepted among the share's own
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

    /// Carries the first rows of a first round up to their responses and records no row: a judge is tried on
    /// them before it is chosen. A later [#run] finds the responses remembered.
    ///
    /// @param count number of prompts wanted
    /// @return the first prompts of the round that are not held out, in order
    public List<AnsweredPrompt> sample(int count) {
        return sample(EarlierRounds.NONE, count);
    }

    /// Carries the first rows of a round up to their responses and records no row, see [#sample(int)].
    ///
    /// @param ledger of the run, with the rows of its earlier rounds
    /// @param round from 1
    /// @param count number of prompts wanted
    /// @return the first prompts of the round that are not held out, in order
    public List<AnsweredPrompt> sample(Ledger ledger, int round, int count) {
        return sample(EarlierRounds.before(ledger, round), count);
    }

    private List<AnsweredPrompt> sample(EarlierRounds earlier, int count) {
        Map<Long, AnsweredPrompt> answered = new ConcurrentSkipListMap<>();
        PromptGate gate =
                new PromptGate(settings, Math.min(count, settings.count()), settings.heldOut(), earlier, RowLog.NONE);
        PromptWriter writer = parts.writer(settings);
        Responder responder = responder();
        carry(gate, RowLog.NONE, rows(RowShare.ALL, earlier), row -> {
            Written written = RowPipeline.asked(RoundStage.PROMPTS, () -> writer.write(row.persona(), row.kind()));
            Optional<Prompt> accepted = gate.decide(row, written);
            accepted.ifPresent(prompt -> answered.put(
                    row.number(),
                    new AnsweredPrompt(
                            prompt, RowPipeline.asked(RoundStage.RESPONSES, () -> responder.answer(prompt)))));
            return accepted.isPresent();
        });
        return new ArrayList<>(answered.values());
    }

    /// The rows that are carried.
    ///
    /// @param source draws them
    /// @param budget most that are begun
    private record Rows(RowSource source, long budget) {}

    private Rows rows(RowShare share, EarlierRounds earlier) {
        RowSource source = new RowSource(
                parts.personas(), share, earlier.personas(), settings.prompts().mix(), settings.seed());
        return new Rows(source, share.of(settings.budget()));
    }

    /// {@return how many entries of the persona source were left out because they could not be read}
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
                .orElse(responder::answer);
    }

    private PairSelection selection(int round) {
        OptionalInt anchoredFrom =
                parts.anchor().isPresent() ? OptionalInt.of(settings.answers()) : OptionalInt.empty();
        return new PairSelection(parts.rules(), round, parts.judge().name(), anchoredFrom);
    }

    private Responder responder() {
        return new Responder(parts.responder(), settings.answers(), settings.responses(), settings.seed());
    }

    /// All that determines the rows of a round.
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
