package sao.synthesis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.pairing.LengthShare;
import sao.pairing.Match;
import sao.pairing.ResponseFlag;
import sao.result.MeasuredShare;
import sao.result.RoundResult.FlaggedResponses;
import sao.result.RoundResult.LongerResponses;
import sao.rows.Drop;
import sao.rows.RoundWriter;
import sao.statistics.WilsonProportion;

/// Writes the outcomes of rows to the ledger and counts them.
final class RecordedRows extends CountedRows {
    private final RoundWriter records;
    private final LengthShare judged = new LengthShare();
    private final LengthShare chosen = new LengthShare();
    private final Map<ResponseFlag, LongAdder> flags = new ConcurrentHashMap<>();

    RecordedRows(RoundWriter records) {
        this.records = records;
    }

    /// Records the number of flagged responses for each flag, including zeros.
    void recordFlags() {
        int all = Math.toIntExact(funnel().responses());
        for (ResponseFlag flag : ResponseFlag.values()) {
            LongAdder count = flags.get(flag);
            WilsonProportion share = new WilsonProportion(count == null ? 0 : count.sum(), all);
            records.result(new FlaggedResponses(flag.label(), MeasuredShare.of(share)));
        }
    }

    /// Records how often the longer response won, among the judged and among the selected pairs.
    void recordLengths() {
        records.result(new LongerResponses(MeasuredShare.of(judged.share()), MeasuredShare.of(chosen.share())));
    }

    @Override
    public void persona(long row, Persona persona) {
        records.persona(row, persona);
        super.persona(row, persona);
    }

    @Override
    public void prompt(long row, Prompt prompt, boolean isHeldOut) {
        records.prompt(row, prompt, isHeldOut);
        super.prompt(row, prompt, isHeldOut);
    }

    @Override
    public void response(long row, Response response) {
        records.response(row, response);
        super.response(row, response);
    }

    @Override
    public void flag(ResponseFlag flag) {
        flags.computeIfAbsent(flag, _ -> new LongAdder()).increment();
    }

    @Override
    public void judgment(long row, String judge, Match match) {
        records.judgment(row, judge, match.first(), match.second(), match.judgment());
        judged.add(match);
        super.judgment(row, judge, match);
    }

    @Override
    public void pair(long row, PreferencePair pair) {
        records.pair(row, pair);
        chosen.add(pair);
        super.pair(row, pair);
    }

    @Override
    public void drop(Drop drop) {
        records.drop(drop);
        super.drop(drop);
    }
}
