package sao.synthesis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.pairing.Match;
import sao.rows.Drop;
import sao.rows.Funnel;

/// Counts rows by outcome.
class CountedRows implements RowLog {
    private final LongAdder personas = new LongAdder();
    private final LongAdder prompts = new LongAdder();
    private final LongAdder heldOut = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder judgments = new LongAdder();
    private final LongAdder pairs = new LongAdder();
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

    /// {@return the number of rows at each stage and of dropped rows by reason; thread-safe}
    Funnel funnel() {
        Map<String, Long> reasons = new HashMap<>();
        dropped.forEach((reason, count) -> reasons.put(reason, count.sum()));
        return new Funnel(
                personas.sum(), prompts.sum(), heldOut.sum(), responses.sum(), judgments.sum(), pairs.sum(), reasons);
    }

    @Override
    public void persona(long row, Persona persona) {
        personas.increment();
    }

    @Override
    public void prompt(long row, Prompt prompt, boolean isHeldOut) {
        prompts.increment();
        if (isHeldOut) {
            heldOut.increment();
        }
    }

    @Override
    public void response(long row, Response response) {
        responses.increment();
    }

    @Override
    public void judgment(long row, String judge, Match match) {
        judgments.increment();
    }

    @Override
    public void pair(long row, PreferencePair pair) {
        pairs.increment();
    }

    @Override
    public void drop(Drop drop) {
        dropped.computeIfAbsent(drop.reason(), _ -> new LongAdder()).increment();
    }
}
