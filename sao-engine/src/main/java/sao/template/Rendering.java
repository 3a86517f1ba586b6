package sao.template;

import java.time.Clock;
import sao.error.SaoException;

/// One rendering of a template: the current line and the remaining amount of work. Templates are untrusted
/// programs, so their work, output and depth are bounded.
final class Rendering {
    /// Allowed work of an empty conversation: one unit is a step or a processed character.
    private static final long BASIC_WORK = 20_000_000;

    /// Allowed work for each character of the conversation, so that a long conversation is rendered like a short
    /// one.
    private static final long WORK_PER_CHARACTER = 100;

    private static final int DEEPEST = 100;

    private final Clock clock;
    private final long most;
    private long work;
    private int depth;
    private int line = 1;

    /// @param clock tells templates the date
    /// @param characters of the conversation
    Rendering(Clock clock, long characters) {
        this.clock = clock;
        this.most = BASIC_WORK + WORK_PER_CHARACTER * characters;
    }

    Clock clock() {
        return clock;
    }

    void at(int newLine) {
        line = newLine;
        work(1);
    }

    /// Counts work before it is done.
    ///
    /// @throws SaoException if it exceeds the allowed work
    void work(long units) {
        work += Math.max(0, units);
        if (work > most || work < 0) {
            throw fail("it does more than %d steps".formatted(most));
        }
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw fail("calls are nested deeper than %d".formatted(DEEPEST));
        }
    }

    void leave() {
        depth--;
    }

    /// {@return an error at the current line}
    SaoException fail(String problem) {
        return new SaoException(
                "The chat template failed at line %d: %s.".formatted(line, problem),
                "Give the conversation the form that the model's template expects, or give another template.");
    }
}
