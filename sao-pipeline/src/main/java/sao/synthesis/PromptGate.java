package sao.synthesis;

import java.util.Map;
import java.util.Optional;
import sao.concurrent.TurnOrder;
import sao.content.ContentId;
import sao.domain.Persona;
import sao.domain.Prompt;
import sao.error.Excerpt;
import sao.novelty.BenchmarkIndex.Overlap;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.prompt.PromptReading;
import sao.prompt.PromptWriter.Written;
import sao.rows.Drop;
import sao.rows.RoundStage;
import sao.synthesis.PromptRules.Repetitions;

/// Decides in the order of rows which prompts are wanted. What it decides depends on the rows alone and not
/// on their timing, and so does which rows are begun: one for each prompt that is wanted, and one more for
/// each that was dropped. A round that is run again therefore asks its models nothing new.
final class PromptGate {
    private final int heldOut;
    private final long wanted;
    private final PromptRules rules;
    private final NoveltyIndex novelty;
    private final NoveltyIndex shown;
    private final NoveltyIndex earlier; // prompts of earlier rounds
    private final NoveltyIndex setAside; // what is held out, where repetitions are kept
    private final RowLog log;
    private final AcceptanceGuard guard;
    private final PromptSurvey survey;
    private final TurnOrder order = new TurnOrder();
    private final AcceptanceRates rates = new AcceptanceRates();
    private long decided;
    private long accepted;
    private boolean stopped;

    /// @param count prompts wanted to be answered, besides those held out
    PromptGate(SynthesisSettings settings, int count, RowLog log) {
        this(settings, count, settings.heldOut(), EarlierRounds.NONE, log);
    }

    /// @param count prompts wanted to be answered, besides those held out
    /// @param heldOut prompts kept for evaluation
    /// @param rounds whose prompts count as known
    PromptGate(SynthesisSettings settings, int count, int heldOut, EarlierRounds rounds, RowLog log) {
        this.heldOut = heldOut;
        this.wanted = (long) count + heldOut;
        this.rules = settings.prompts().rules();
        this.novelty = new NoveltyIndex(rules.novelty());
        this.shown = new NoveltyIndex(rules.novelty());
        this.earlier = new NoveltyIndex(rules.novelty());
        this.setAside = new NoveltyIndex(rules.novelty());
        this.log = log;
        this.guard = new AcceptanceGuard(rules.minimumYield());
        this.survey = new PromptSurvey(settings.seed());
        settings.prompts().template().shown().forEach(prompt -> shown.decide(-1, prompt));
        rounds.trained().forEach(prompt -> earlier.decide(-1, prompt.text()));
        rounds.heldOut().forEach(prompt -> earlier.decide(-1, prompt.text()));
        rounds.heldOut().forEach(prompt -> setAside.decide(-1, prompt.text()));
    }

    /// {@return how varied the prompts are; to be asked when no row is under way}
    PromptSurvey survey() {
        return survey;
    }

    /// {@return how often each kind of prompt is accepted; to be asked when no row is under way}
    AcceptanceRates rates() {
        return rates;
    }

    /// Waits for the row's turn and decides.
    ///
    /// @return the prompt if it is to be answered; empty if it is held out or dropped
    /// @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
    Optional<Prompt> decide(Row row, Written written) {
        return order.pass(row.number(), () -> inTurn(row, written));
    }

    /// Lets a row that failed pass, if it has not passed yet: those behind it wait for it.
    void giveUp(Row row) {
        if (!order.hasPassed(row.number())) {
            order.pass(row.number(), () -> {
                log.persona(row.number(), row.persona());
                return failed(row);
            });
        }
    }

    private synchronized long failed(Row row) {
        decided++;
        rates.count(row, false);
        notifyAll();
        return decided;
    }

    /// {@return whether another row should be begun; waits while those under way may be enough}
    ///
    /// @param begun rows begun so far
    synchronized boolean wantsMore(long begun) throws InterruptedException {
        while (!stopped && accepted < wanted && begun - decided >= wanted - accepted) {
            wait();
        }
        return !stopped && accepted < wanted;
    }

    /// {@return the weights by which a row is drawn; waits for the rows they depend on}
    synchronized AcceptanceRates.Weights weights(long row) throws InterruptedException {
        while (!stopped && decided < AcceptanceRates.neededFor(row)) {
            wait();
        }
        return rates.weights(row);
    }

    /// Wants no more rows.
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private Optional<Prompt> inTurn(Row row, Written written) {
        log.persona(row.number(), written.persona());
        return switch (written.reading()) {
            case PromptReading.Unusable(String reason, String evidence) -> drop(row, reason, evidence);
            case PromptReading.Usable(String text) -> inTurn(row, written.persona(), text);
        };
    }

    private Optional<Prompt> inTurn(Row row, Persona persona, String text) {
        survey.readable();
        Optional<Overlap> overlap = rules.benchmarks().overlap(text);
        if (overlap.isPresent()) {
            return drop(
                    row,
                    "benchmark_overlap/" + overlap.get().benchmark(),
                    "%s: %s".formatted(overlap.get().source(), overlap.get().words()));
        }
        if (shown.look(text) instanceof Novelty.Refused) {
            return drop(row, "copied_example", Excerpt.line(text));
        }
        if (repeatsEarlierRound(text)) {
            return drop(row, "repeats_earlier_round", Excerpt.line(text));
        }
        boolean leaks = repeatsHeldOut(text);
        if (novelty.decide(row.number(), text) instanceof Novelty.Refused refused) {
            boolean refuses = rules.repetitions() == Repetitions.DROP;
            survey.repetition(refused.reason(), !refuses && !leaks);
            if (refuses) {
                String evidence = "%.2f like row %d: %s"
                        .formatted(refused.similarity(), refused.nearestRow(), Excerpt.line(text));
                return drop(row, refused.reason().label(), evidence);
            }
        }
        if (leaks) {
            return drop(row, "repeats_held_out", Excerpt.line(text));
        }
        Prompt prompt = new Prompt(
                ContentId.of(Map.of("kind", "prompt", "persona", persona.id(), "text", text)), persona.id(), text);
        survey.wanted(row, text);
        boolean kept = count(row, true) <= heldOut;
        if (kept && rules.repetitions() == Repetitions.KEEP) {
            setAside.decide(row.number(), text);
        }
        log.prompt(row.number(), prompt, kept);
        return kept ? Optional.empty() : Optional.of(prompt);
    }

    /// {@return whether a prompt repeats one of an earlier round and is not accepted for that: where
    /// repetitions are kept, that is one that would be held out, although the model may have been trained on
    /// it}
    private boolean repeatsEarlierRound(String text) {
        return (rules.repetitions() == Repetitions.DROP || !hasHeldOutAll())
                && earlier.look(text) instanceof Novelty.Refused;
    }

    /// {@return whether a prompt that would be trained on repeats one that this or an earlier round holds out;
    /// where repetitions are dropped, the prompt is dropped as a repetition}
    private boolean repeatsHeldOut(String text) {
        return rules.repetitions() == Repetitions.KEEP
                && hasHeldOutAll()
                && setAside.look(text) instanceof Novelty.Refused;
    }

    private synchronized boolean hasHeldOutAll() {
        return accepted >= heldOut;
    }

    private Optional<Prompt> drop(Row row, String reason, String evidence) {
        log.drop(new Drop(row.number(), RoundStage.PROMPTS, reason, evidence));
        count(row, false);
        guard.dropped(reason);
        return Optional.empty();
    }

    /// {@return how many prompts are accepted now}
    private synchronized long count(Row row, boolean isAccepted) {
        decided++;
        accepted += isAccepted ? 1 : 0;
        rates.count(row, isAccepted);
        guard.count(isAccepted);
        notifyAll();
        return accepted;
    }
}
