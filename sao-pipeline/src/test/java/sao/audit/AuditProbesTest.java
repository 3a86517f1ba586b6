package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sao.domain.AnsweredPrompt;
import sao.domain.Response;
import sao.judging.Responses;

/// The probes of an audit, made of a run's own prompts and answers.
class AuditProbesTest {
    @Test
    void everyKindIsMadeForEveryPrompt() {
        List<Probe> probes = AuditSample.audit().probes();
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
                case LABELLED, CONSTRAINT ->
                    throw new AssertionError(
                            "this audit makes no " + probe.kind().label());
            }
        }
    }

    @Test
    void theProbesDoNotDependOnTheOrderOfTheData() {
        List<AnsweredPrompt> other = new ArrayList<>(AuditSample.ANSWERED);
        Collections.shuffle(other, new Random(1));
        assertThat(JudgeAudit.of(other, 20, 42).probes())
                .isEqualTo(AuditSample.audit().probes());
        assertThat(JudgeAudit.of(AuditSample.ANSWERED, 20, 43).probes())
                .isNotEqualTo(AuditSample.audit().probes());
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
    void everyJudgeSeesTheOtherAnswers() {
        assertThat(AuditSample.audit().probes())
                .allSatisfy(probe -> assertThat(probe.others())
                        .extracting(Response::id)
                        .containsExactly(probe.good().id().replace("long", "short")));
    }

    @Test
    void lengthGivesNothingAway() {
        for (Probe probe : AuditSample.audit().probes()) {
            if (!List.of(ProbeKind.TRUNCATED, ProbeKind.DOUBLED, ProbeKind.OFF_TOPIC, ProbeKind.LOOPING)
                    .contains(probe.kind())) {
                assertThat(JudgedProbe.length(probe.bad()))
                        .as(probe.kind().label())
                        .isBetween(JudgedProbe.length(probe.good()) - 6, JudgedProbe.length(probe.good()) + 6);
            }
        }
    }
}
