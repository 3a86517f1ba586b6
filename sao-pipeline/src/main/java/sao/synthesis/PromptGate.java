package sao.synthesis;

import java.util.Map;
import sao.domain.Persona;
import sao.domain.Prompt;
import sao.ledger.ContentId;
import sao.ledger.Drop;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.novelty.RowOrder;
import sao.synthesis.Admission.Admitted;
import sao.synthesis.Admission.Ended;

/// Decides in the order of rows which prompts are wanted. What it decides depends on the rows alone and not
/// on their timing, and so does which rows are begun: one for each prompt that is wanted, and one more for
/// each that was dropped. A round that is run again therefore asks its models nothing new.
final class PromptGate {
    private final int heldOut;
    private final long wanted;
    private final NoveltyIndex novelty;
    private final RowLog log;
    private final RowOrder order = new RowOrder();
    private long decided;
    private long accepted;
    private boolean stopped;

    /// @param count prompts wanted to be answered, besides those held out
    PromptGate(SynthesisSettings settings, int count, RowLog log) {
        this(settings, count, settings.heldOut(), log);
    }

    /// @param heldOut prompts kept for evaluation
    PromptGate(SynthesisSettings settings, int count, int heldOut, RowLog log) {
        this.heldOut = heldOut;
        this.wanted = (long) count + heldOut;
        this.novelty = new NoveltyIndex(settings.prompts().novelty());
        this.log = log;
    }

    /// Waits for the row's turn and decides.
    Admission decide(long row, Persona persona, PromptReading reading) {
        return order.pass(row, () -> inTurn(row, persona, reading));
    }

    /// Lets a row that failed pass, if it has not passed yet: those behind it wait for it.
    void giveUp(long row, Persona persona) {
        if (!order.hasPassed(row)) {
            order.pass(row, () -> {
                log.persona(row, persona);
                return count(false);
            });
        }
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

    /// Wants no more rows.
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private Admission inTurn(long row, Persona persona, PromptReading reading) {
        log.persona(row, persona);
        return switch (reading) {
            case PromptReading.Unusable(String reason, String evidence) -> {
                log.drop(new Drop(row, "prompts", reason, evidence));
                count(false);
                yield new Ended();
            }
            case PromptReading.Usable(String text) -> inTurn(row, persona, text);
        };
    }

    private Admission inTurn(long row, Persona persona, String text) {
        if (novelty.decide(row, text) instanceof Novelty.Refused(String reason, long nearest, double similarity)) {
            log.drop(new Drop(
                    row, "prompts", reason, "%.2f like row %d: %s".formatted(similarity, nearest, Evidence.of(text))));
            count(false);
            return new Ended();
        }
        Prompt prompt = new Prompt(
                ContentId.of(Map.of("kind", "prompt", "persona", persona.id(), "text", text)), persona.id(), text);
        boolean kept = count(true) <= heldOut;
        log.prompt(row, prompt, kept);
        return kept ? new Ended() : new Admitted(prompt);
    }

    /// {@return how many prompts are accepted now}
    private synchronized long count(boolean isAccepted) {
        decided++;
        accepted += isAccepted ? 1 : 0;
        notifyAll();
        return accepted;
    }
}
