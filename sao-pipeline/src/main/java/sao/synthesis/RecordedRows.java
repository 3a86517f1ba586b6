package sao.synthesis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import sao.domain.Interval;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Share;
import sao.ledger.Drop;
import sao.ledger.Evaluation;
import sao.ledger.Funnel;
import sao.ledger.RoundRecords;
import sao.pairing.Match;
import sao.pairing.ResponseFlag;

/// Puts what becomes of rows into the ledger, and counts it.
final class RecordedRows implements RowLog {
    private static final String FLAGGED = "flagged/";

    private final RoundRecords records;
    private final LongAdder personas = new LongAdder();
    private final LongAdder prompts = new LongAdder();
    private final LongAdder heldOut = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder judgments = new LongAdder();
    private final LongAdder pairs = new LongAdder();
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final Map<ResponseFlag, LongAdder> flags = new ConcurrentHashMap<>();

    RecordedRows(RoundRecords records) {
        this.records = records;
    }

    Funnel funnel() {
        Map<String, Long> reasons = new HashMap<>();
        dropped.forEach((reason, count) -> reasons.put(reason, count.sum()));
        return new Funnel(
                personas.sum(), prompts.sum(), heldOut.sum(), responses.sum(), judgments.sum(), pairs.sum(), reasons);
    }

    /// Records how many responses each rule flagged, also where that is none.
    void recordFlags() {
        int all = Math.toIntExact(responses.sum());
        for (ResponseFlag flag : ResponseFlag.values()) {
            LongAdder count = flags.get(flag);
            Share share = new Share(count == null ? 0 : count.sum(), all);
            Interval interval = share.interval();
            records.evaluation(
                    new Evaluation(FLAGGED + flag.label(), share.value(), all, interval.low(), interval.high(), "{}"));
        }
    }

    @Override
    public void persona(long row, Persona persona) {
        records.persona(row, persona);
        personas.increment();
    }

    @Override
    public void prompt(long row, Prompt prompt, boolean isHeldOut) {
        records.prompt(row, prompt, isHeldOut);
        prompts.increment();
        if (isHeldOut) {
            heldOut.increment();
        }
    }

    @Override
    public void response(long row, Response response) {
        records.response(row, response);
        responses.increment();
    }

    @Override
    public void flag(ResponseFlag flag) {
        flags.computeIfAbsent(flag, _ -> new LongAdder()).increment();
    }

    @Override
    public void judgment(long row, String judge, Match match) {
        records.judgment(row, judge, match.first(), match.second(), match.judgment());
        judgments.increment();
    }

    @Override
    public void pair(long row, PreferencePair pair) {
        records.pair(row, pair);
        pairs.increment();
    }

    @Override
    public void drop(Drop drop) {
        records.drop(drop);
        dropped.computeIfAbsent(drop.reason(), _ -> new LongAdder()).increment();
    }
}
