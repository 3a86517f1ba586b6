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

/// Decides in row order which prompts are accepted. The decisions and the set of started rows depend only on the
/// rows, not on timing: one row is started for each wanted prompt, and one more for each dropped prompt. A
/// repeated round therefore makes no new model calls. Thread-safe.
final class PromptGate {
    private final int heldOut;
    private final long wanted;
    private final PromptRules rules;
    private final NoveltyIndex novelty;
    private final NoveltyIndex shown;
    private final NoveltyIndex earlier; // prompts of earlier rounds
    private final NoveltyIndex setAside; // held-out prompts, if repetitions are kept
    private final RowLog log;
    private final AcceptanceGuard guard;
    private final PromptSurvey survey;
    private final TurnOrder order = new TurnOrder();
    private final AcceptanceRates rates = new AcceptanceRates();
    private long decided;
    private long accepted;
    private boolean stopped;

    /// @param count number of prompts to answer, without held-out prompts
    PromptGate(SynthesisSettings settings, int count, RowLog log) {
        this(settings, count, settings.heldOut(), EarlierRounds.NONE, log);
    }

    /// @param count number of prompts to answer, without held-out prompts
    /// @param heldOut number of held-out prompts
    /// @param rounds earlier rounds, whose prompts are not new
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

    /// {@return the diversity statistics of the prompts; call only while no row is in progress}
    PromptSurvey survey() {
        return survey;
    }

    /// {@return the acceptance rates by kind of prompt; call only while no row is in progress}
    AcceptanceRates rates() {
        return rates;
    }

    /// Waits until all earlier rows have passed and decides about a row's prompt.
    ///
    /// @return the prompt to answer; empty if the prompt is held out or dropped
    /// @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
    Optional<Prompt> decide(Row row, Written written) {
        return order.pass(row.number(), () -> inTurn(row, written));
    }

    /// Marks a failed row as passed, unless it has passed, because later rows wait for it.
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

    /// {@return whether another row must be started; waits while the rows in progress may suffice}
    ///
    /// @param begun number of started rows
    synchronized boolean wantsMore(long begun) throws InterruptedException {
        while (!stopped && accepted < wanted && begun - decided >= wanted - accepted) {
            wait();
        }
        return !stopped && accepted < wanted;
    }

    /// {@return the sampling weights of a row; waits for the rows that they depend on}
    synchronized AcceptanceRates.Weights weights(long row) throws InterruptedException {
        while (!stopped && decided < AcceptanceRates.neededFor(row)) {
            wait();
        }
        return rates.weights(row);
    }

    /// Stops the request for further rows.
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

    /// {@return whether a prompt is dropped because it repeats a prompt of an earlier round; if repetitions are
    /// kept, this applies only to prompts that would be held out, because the model may have been trained on them}
    private boolean repeatsEarlierRound(String text) {
        return (rules.repetitions() == Repetitions.DROP || !hasHeldOutAll())
                && earlier.look(text) instanceof Novelty.Refused;
    }

    /// {@return whether a prompt for training repeats a held-out prompt of this or an earlier round; false if
    /// repetitions are dropped, because then the prompt is dropped as a repetition}
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

    /// {@return the number of accepted prompts, this row included}
    private synchronized long count(Row row, boolean isAccepted) {
        decided++;
        accepted += isAccepted ? 1 : 0;
        rates.count(row, isAccepted);
        guard.count(isAccepted);
        notifyAll();
        return accepted;
    }
}
