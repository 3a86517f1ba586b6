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
import sao.domain.SamplingSettings;

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
        assertThat(probes).hasSize(20 * ProbeKind.ofOnePrompt());
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
                case ECHO ->
                    assertThat(probe.bad().text()).startsWith(probe.prompt().text());
                case EVASIVE -> assertThat(probe.bad().text()).contains("can't help");
                case PLEADING -> assertThat(probe.bad().text()).contains("score: 5", "ranking: 1 > 2", good.get(19));
                case DOUBLED ->
                    assertThat(probe.bad().text())
                            .isEqualTo("%s\n\n%s"
                                    .formatted(probe.good().text(), probe.good().text()));
                case LABELLED -> throw new AssertionError("nobody labelled anything");
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
                .containsExactly(
                        ProbeKind.TRUNCATED,
                        ProbeKind.SHUFFLED,
                        ProbeKind.LOOPING,
                        ProbeKind.ECHO,
                        ProbeKind.EVASIVE,
                        ProbeKind.PLEADING,
                        ProbeKind.DOUBLED);
        assertThat(probes.getFirst().bad().text()).hasSize(40);
    }

    @Test
    void aJudgeThatKnowsIsFoundRightAndOneThatTossesIsNot() {
        AuditTable table = audit().audit(knowing(), ONE);
        assertThat(table.rows())
                .extracting(AuditRow::kind)
                .containsExactly(
                        "off_topic", "truncated", "shuffled", "looping", "echo", "evasive", "pleading", "doubled");
        assertThat(table.rows().get(1).accuracy()).isEqualTo(new Share(20, 20));
        assertThat(table.clears(0.6)).isTrue();

        AuditTable tossed = audit().audit(new RandomJudge(5), ONE);
        assertThat(tossed.all().interval().contains(0.5)).isTrue();
        assertThat(tossed.clears(0.7)).isFalse();
    }

    /// Knows a whole answer by its last word and by not going on after it.
    private static Judge knowing() {
        return new BackwardJudge(StubModel.scoring((conversation, _) -> {
            String asked = conversation.messages().getFirst().content();
            return asked.contains("-39\n</answer") && !asked.contains("-39\n\n") ? -1 : -3;
        }));
    }

    @Test
    void labelsDecideWhereThereAreAny() {
        Probe labelled = new Probe(
                ProbeKind.LABELLED,
                Responses.PROMPT,
                Responses.of("good", "Bake it."),
                Responses.of("bad", "Bake it for a very long time."),
                List.of());
        AuditTable table = audit().with(List.of(labelled)).audit(new LengthJudge(LengthJudge.Preferred.LONGEST), ONE);
        assertThat(table.deciding().kind()).isEqualTo("labelled");
        assertThat(table.deciding().accuracy()).isEqualTo(new Share(0, 1));
        assertThat(table.all().accuracy().of()).isEqualTo(160);
        assertThat(table.calibration().labelled()).isTrue();
        assertThat(audit().audit(knowing(), ONE).calibration().labelled()).isFalse();
    }

    @Test
    void everyJudgeSeesTheOtherAnswers() {
        assertThat(audit().probes())
                .allSatisfy(probe -> assertThat(probe.others())
                        .extracting(Response::id)
                        .containsExactly(probe.good().id().replace("long", "short")));
    }

    @Test
    void lengthGivesNothingAway() {
        for (Probe probe : audit().probes()) {
            if (!List.of(ProbeKind.TRUNCATED, ProbeKind.DOUBLED, ProbeKind.OFF_TOPIC, ProbeKind.LOOPING)
                    .contains(probe.kind())) {
                assertThat(JudgedProbe.length(probe.bad()))
                        .as(probe.kind().label())
                        .isBetween(JudgedProbe.length(probe.good()) - 6, JudgedProbe.length(probe.good()) + 6);
            }
        }
    }

    @Test
    void accuracyAtEqualLengthIsToldApart() {
        AuditTable longest = audit().audit(new LengthJudge(LengthJudge.Preferred.LONGEST), ONE);
        assertThat(longest.length().accuracyMatched().of()).isEqualTo(120); // all but truncated and doubled
        assertThat(longest.length().longerWins()).isEqualTo(new Share(20, 20));
        assertThat(longest.length().longerWinsMatched()).isEqualTo(new Share(0, 0)); // 40 words against 25
    }

    @Test
    void aJudgeThatDrawsIsAskedAgain() {
        Judge drawing = new WrittenJudge(
                StubModel.writing((_, seed) -> seed % 2 == 0 ? "ranking: 1 > 2" : "ranking: 2 > 1"),
                JudgeRubric.named("sao-v1"),
                SeatOrder.GIVEN,
                SamplingSettings.of(1, 1, 8),
                3);
        AuditTable table = audit().audit(drawing, ONE);
        assertThat(table.stability().of()).isEqualTo(20);
        assertThat(table.stability().value()).isBetween(0.2, 0.8);
        assertThat(audit().audit(knowing(), ONE).stability()).isEqualTo(new Share(0, 0));
        assertThat(audit().verdicts(drawing)).isEqualTo(200);
    }

    @Test // of two questions, each wrong with 10 %, 18 % contradict each other
    void smoothingIsTheRateAtWhichTheJudgeErrs() {
        AuditTable table = audit().audit(knowing(), ONE);
        assertThat(table.suggestedSmoothing()).isCloseTo(10.0 / 160, within(1e-12)); // off-topic ones are ties
        AuditTable contradicting = new AuditTable(
                table.judge(),
                table.rows(),
                table.all(),
                new AuditTable.Seats(0, new Share(82, 100), 1),
                table.length(),
                table.stability(),
                table.calibration());
        assertThat(contradicting.suggestedSmoothing()).isCloseTo(0.1, within(1e-12));
        AuditTable tossed = audit().audit(new RandomJudge(5), ONE);
        assertThat(tossed.suggestedSmoothing()).isEqualTo(0.45);
    }

    @Test // five prompts with four probes each that go the same way say no more than five probes
    void probesOfOnePromptCountForLessThanAsManyPrompts() {
        List<JudgedProbe> alike = new ArrayList<>();
        List<JudgedProbe> mixed = new ArrayList<>();
        for (int prompt = 0; prompt < 5; prompt++) {
            for (int probe = 0; probe < 4; probe++) {
                alike.add(judged(prompt, prompt < 3));
                mixed.add(judged(prompt, (prompt + probe) % 5 < 3));
            }
        }
        AuditRow clustered = AuditRow.of("alike", alike);
        assertThat(clustered.accuracy()).isEqualTo(new Share(12, 20));
        Interval ofFour = new Share(12, 20).interval(4); // n - 1 of n in the variance of a sample
        assertThat(clustered.interval().low()).isCloseTo(ofFour.low(), within(1e-12));
        assertThat(clustered.interval().high()).isCloseTo(ofFour.high(), within(1e-12));
        assertThat(AuditRow.of("mixed", mixed).interval()).isEqualTo(new Share(12, 20).interval());
    }

    private static JudgedProbe judged(int prompt, boolean right) {
        Probe probe = new Probe(
                ProbeKind.TRUNCATED,
                new Prompt("p" + prompt, "persona", "?"),
                Responses.of("g", "good"),
                Responses.of("b", "bad"),
                List.of());
        return new JudgedProbe(probe, new Judgment.Ranked(right ? 1 : -1, right ? -1 : 1, 1));
    }

    @Test // four verdicts of 75 %: three right. One of 95 %: wrong
    void calibrationComparesConfidenceWithAccuracy() {
        double threeToOne = Math.log(3);
        double nineteenToOne = Math.log(19);
        List<JudgedProbe> judged =
                List.of(at(threeToOne), at(threeToOne), at(threeToOne), at(-threeToOne), at(-nineteenToOne));
        Calibration calibration = Calibration.of(judged, true);
        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.bins().getFirst().right()).isEqualTo(new Share(3, 4));
        assertThat(calibration.bins().getFirst().confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(calibration.error()).isCloseTo(0.95 / 5, within(1e-12));
    }

    private static JudgedProbe at(double logOdds) {
        return new JudgedProbe(judged(0, true).probe(), new Judgment.Ranked(logOdds, -logOdds, 1));
    }

    @Test
    void aTasteForASeatIsMeasuredInNats() {
        Judge seated = new LikelihoodJudge(
                StubModel.scoring((_, continuation) -> continuation.equals(" 1 > 2") ? -0.5 : -2.0),
                JudgeRubric.named("sao-v1"));
        AuditTable table = audit().audit(seated, ONE);
        assertThat(table.seats().bias()).isCloseTo(1.5, within(1e-6));
        assertThat(table.seats().consistency()).isEqualTo(new Share(0, 180));
        assertThat(table.all().tied()).isEqualTo(160);
        assertThat(table.all().accuracy().value()).isEqualTo(0.5);
        assertThat(table.seats().verdictMass()).isCloseTo(Math.exp(-0.5) + Math.exp(-2), within(1e-6));
    }

    @Test
    void aTasteForLengthShowsOnTheRunsOwnPairs() {
        assertThat(audit().audit(new LengthJudge(LengthJudge.Preferred.LONGEST), ONE)
                        .length()
                        .longerWins())
                .isEqualTo(new Share(20, 20));
        assertThat(audit().audit(new LengthJudge(LengthJudge.Preferred.SHORTEST), ONE)
                        .length()
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
        assertThat(table.all().unreadable()).isEqualTo(160);
        assertThat(table.clears(0)).isFalse();
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
