package sao.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sao.concurrent.BoundedConcurrency;
import sao.domain.AnsweredPrompt;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.judging.Judge;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.verdict.BackwardJudge;

/// Prompts and answers of which audits are made, and judges of them.
final class AuditSample {
    static final List<AnsweredPrompt> ANSWERED =
            IntStream.range(0, 30).mapToObj(AuditSample::answered).toList();
    static final BoundedConcurrency ONE = BoundedConcurrency.of(1);

    private AuditSample() {}

    /// {@return an audit with the probes of twenty of those prompts}
    static JudgeAudit audit() {
        return JudgeAudit.of(ANSWERED, 20, 42);
    }

    /// {@return what that audit finds of a judge}
    static AuditTable audited(Judge judge) {
        return audit().audit(judge, ONE);
    }

    /// A prompt with a response of 40 words and one of 25, every word naming its prompt.
    private static AnsweredPrompt answered(int number) {
        return new AnsweredPrompt(
                new Prompt("prompt-" + number, "persona", "Question " + number),
                List.of(
                        Responses.of("long-" + number, words(number, 40)),
                        Responses.of("short-" + number, words(number, 25))));
    }

    private static String words(int number, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "w%d-%d".formatted(number, i))
                .collect(Collectors.joining(" "));
    }

    /// {@return a judge that knows a whole answer by its last word and by its not going on after it}
    static Judge knowing() {
        return new BackwardJudge(StubModel.scoring((conversation, _) -> {
            String asked = conversation.messages().getFirst().content();
            return asked.contains("-39\n</answer") && !asked.contains("-39\n\n") ? -1 : -3;
        }));
    }

    /// {@return a probe of a prompt of that number, judged}
    static JudgedProbe judged(int prompt, boolean right) {
        Probe probe = new Probe(
                ProbeKind.TRUNCATED,
                new Prompt("p" + prompt, "persona", "?"),
                Responses.of("g", "good"),
                Responses.of("b", "bad"),
                List.of());
        return new JudgedProbe(probe, new Judgment.Ranked(right ? 1 : -1, right ? -1 : 1, 1));
    }
}
