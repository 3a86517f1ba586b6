package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.domain.Interval;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

class JudgeAuditTest {
    private static final List<AnsweredPrompt> ANSWERED =
            IntStream.range(0, 30).mapToObj(JudgeAuditTest::answered).toList();
    private static final InFlight ONE = InFlight.of(1);

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

    private static JudgeAudit audit() {
        return JudgeAudit.of(ANSWERED, 20, 42);
    }

    @Test
    void everyKindIsMadeForEveryPrompt() {
        List<Probe> probes = audit().probes();
        assertThat(probes).hasSize(80);
        for (Probe probe : probes) {
            List<String> good = Arrays.asList(probe.good().text().split(" "));
            List<String> bad = Arrays.asList(probe.bad().text().split(" "));
            assertThat(bad).as(probe.kind().label()).isNotEqualTo(good);
            switch (probe.kind()) {
                case OFF_TOPIC -> assertThat(bad).doesNotContainAnyElementsOf(good);
                case TRUNCATED -> assertThat(good.subList(0, 20)).isEqualTo(bad);
                case SHUFFLED -> assertThat(bad).containsExactlyInAnyOrderElementsOf(good);
                case LOOPING ->
                    assertThat(bad).hasSize(40).containsAll(good.subList(0, 10)).doesNotContain(good.get(10));
            }
        }
    }

    @Test
    void theProbesDoNotDependOnTheOrderOfTheData() {
        List<AnsweredPrompt> other = new ArrayList<>(ANSWERED);
        Collections.shuffle(other, new Random(1));
        assertThat(JudgeAudit.of(other, 20, 42).probes()).isEqualTo(audit().probes());
        assertThat(JudgeAudit.of(ANSWERED, 20, 43).probes()).isNotEqualTo(audit().probes());
    }

    @Test
    void shortResponsesMakeNoProbe() {
        AnsweredPrompt brief = new AnsweredPrompt(Responses.PROMPT, List.of(Responses.of("a", "Yes, you can.")));
        assertThat(JudgeAudit.of(List.of(brief), 20, 1).probes()).isEmpty();
    }

    @Test
    void scriptsWithoutSpacesAreCutByLetters() {
        AnsweredPrompt chinese =
                new AnsweredPrompt(Responses.PROMPT, List.of(Responses.of("a", "面包要先揉面再发酵".repeat(9))));
        List<Probe> probes = JudgeAudit.of(List.of(chinese), 20, 1).probes();
        assertThat(probes)
                .extracting(Probe::kind)
                .containsExactly(ProbeKind.TRUNCATED, ProbeKind.SHUFFLED, ProbeKind.LOOPING);
        assertThat(probes.getFirst().bad().text()).hasSize(40);
    }

    @Test
    void aJudgeThatKnowsIsFoundRightAndOneThatTossesIsNot() {
        Judge knowing = new BackwardJudge(StubModel.scoring((conversation, _) ->
                conversation.messages().getFirst().content().contains("-39\n") ? -1 : -3));
        AuditTable table = audit().audit(knowing, ONE);
        assertThat(table.rows())
                .extracting(AuditRow::kind)
                .containsExactly("off_topic", "truncated", "shuffled", "looping");
        assertThat(table.rows().get(1).accuracy()).isEqualTo(new Share(20, 20));
        assertThat(table.against(0.6)).isEqualTo(new FloorDecision.Cleared(0.6));

        AuditTable tossed = audit().audit(new RandomJudge(5), ONE);
        assertThat(tossed.all().accuracy().interval().contains(0.5)).isTrue();
        assertThat(tossed.against(0.7)).isInstanceOf(FloorDecision.Below.class);
    }

    @Test
    void aTasteForASeatIsMeasuredInNats() {
        Judge seated = new LikelihoodJudge(
                StubModel.scoring((_, continuation) -> continuation.equals(JudgeRubric.FIRST_WINS) ? -0.5 : -2.0),
                JudgeRubric.named("sao-v1"));
        AuditTable table = audit().audit(seated, ONE);
        assertThat(table.seatBias()).isCloseTo(1.5, within(1e-6));
        assertThat(table.consistency()).isEqualTo(new Share(0, 100));
        assertThat(table.all().tied()).isEqualTo(80);
        assertThat(table.all().accuracy().value()).isEqualTo(0.5);
        assertThat(table.verdictMass()).isCloseTo(Math.exp(-0.5) + Math.exp(-2), within(1e-6));
    }

    @Test
    void aTasteForLengthShowsOnTheRunsOwnPairs() {
        assertThat(audit().audit(new LengthJudge(LengthJudge.Preferred.LONGEST), ONE)
                        .longerWins())
                .isEqualTo(new Share(20, 20));
        assertThat(audit().audit(new LengthJudge(LengthJudge.Preferred.SHORTEST), ONE)
                        .longerWins())
                .isEqualTo(new Share(0, 20));
    }

    @Test
    void aJudgeThatCannotBeReadClearsNoFloor() {
        Judge mute = new Judge() {
            @Override
            public String name() {
                return "mute";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                return new Judgment.Unreadable("no_ranking_line", "");
            }
        };
        AuditTable table = audit().audit(mute, ONE);
        assertThat(table.all().unreadable()).isEqualTo(80);
        assertThat(table.against(0)).isInstanceOf(FloorDecision.Below.class);
    }

    /* Wilson 1927 with z = 1.96, z² = 3.8415.
    0 of 10: from 0 to z² / (10 + z²) = 0.2775.
    76 of 100: centre (76 + z²/2) / (100 + z²) = 0.75038; width 2 z sqrt(0.001824 + z²/40000) / (1 + z²/100) = 0.16541. */
    @Test
    void intervalsAreWilsons() {
        assertThat(new Share(0, 10).interval().low()).isZero();
        assertThat(new Share(0, 10).interval().high()).isCloseTo(0.2775, within(1e-4));
        Interval interval = new Share(76, 100).interval();
        assertThat((interval.low() + interval.high()) / 2).isCloseTo(0.75038, within(1e-5));
        assertThat(interval.high() - interval.low()).isCloseTo(0.16541, within(1e-5));
    }
}
