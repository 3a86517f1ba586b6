package sao.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.chat.Answer;
import sao.concurrent.BoundedConcurrency;
import sao.control.LengthJudge;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;
import sao.evaluation.PromptSet;
import sao.evaluation.PromptSetMeasurement;
import sao.protocol.HeadToHead.Judged;
import sao.statistics.Interval;
import sao.token.FinishReason;
import sao.token.SamplingSettings;

class HeadToHeadTest {
    private static final LengthJudge LONGEST = new LengthJudge(LengthJudge.Preferred.LONGEST);

    @TempDir
    private Path folder = Path.of("");

    private ModelAnswers answers(String name, int prompts, int draws, int length) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int prompt = 0; prompt < prompts; prompt++) {
            for (int draw = 0; draw < draws; draw++) {
                lines.add("{\"prompt\": \"p%d\", \"response\": \"%s\"}"
                        .formatted(prompt, "x".repeat(length + (prompt + draw) % 3)));
            }
        }
        return ModelAnswers.read(Files.write(folder.resolve(name), lines));
    }

    private static PromptSetMeasurement measurement(List<Prompt> prompts, int draws) {
        return new PromptSetMeasurement(
                new PromptSet("prompts", prompts), SamplingSettings.greedy(1), draws, 42, BoundedConcurrency.of(4));
    }

    private static HeadToHead between(ModelAnswers model, ModelAnswers against, List<Probe> labels) {
        List<Prompt> prompts = model.prompts();
        return new HeadToHead(model.responses(prompts), against.responses(prompts), Map.of(), labels);
    }

    @Test
    void everyAnswerIsComparedWithEveryAnswerAndControlsAreJudged() throws IOException {
        ModelAnswers longer = answers("a.jsonl", 30, 2, 40);
        ModelAnswers shorter = answers("b.jsonl", 30, 2, 20);
        Judged judged = between(longer, shorter, List.of()).judged(LONGEST, measurement(longer.prompts(), 2), true);
        assertThat(judged.comparison().pairs()).hasSize(120);
        assertThat(judged.comparison().winRate().rate()).isEqualTo(1);
        assertThat(judged.halvedHolds()).isTrue();
        assertThat(judged.halved().orElseThrow().winRate().rate()).isZero();
        assertThat(judged.self()).isPresent();
        assertThat(judged.correction()).isEmpty();
    }

    @Test
    void aJudgeThatPrefersTheShorterAnswerFailsTheControlOfHalves() throws IOException {
        ModelAnswers given = answers("a.jsonl", 30, 1, 40);
        Judged judged = between(given, answers("b.jsonl", 30, 1, 20), List.of())
                .judged(new LengthJudge(LengthJudge.Preferred.SHORTEST), measurement(given.prompts(), 1), true);
        assertThat(judged.halvedHolds()).isFalse();
        assertThat(judged.self()).isEmpty();
    }

    @Test
    void clustersWidenTheIntervalAndPromptsAloneDoNot() throws IOException {
        ModelAnswers model = answers("a.jsonl", 60, 1, 40);
        ModelAnswers against = answers("b.jsonl", 60, 1, 40);
        List<Prompt> prompts = model.prompts();
        Map<String, List<Response>> uneven = new HashMap<>(model.responses(prompts));
        Map<String, String> clusters = new HashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            clusters.put(prompts.get(i).id(), "cluster " + i / 20);
            if (i < 20) { // all prompts of the first cluster are lost
                uneven.put(prompts.get(i).id(), List.of(response(prompts.get(i), "x")));
            } else {
                uneven.put(prompts.get(i).id(), List.of(response(prompts.get(i), "x".repeat(99))));
            }
        }
        PromptSetMeasurement measurement = measurement(prompts, 1);
        Judged alone = new HeadToHead(uneven, against.responses(prompts), Map.of(), List.of())
                .judged(LONGEST, measurement, false);
        Judged clustered = new HeadToHead(uneven, against.responses(prompts), clusters, List.of())
                .judged(LONGEST, measurement, false);
        assertThat(alone.clustered().winRate())
                .isEqualTo(alone.comparison().winRate().interval());
        assertThat(clustered.clustered().clusters()).isEqualTo(3);
        assertThat(width(clustered.clustered().winRate()))
                .isGreaterThan(2 * width(alone.clustered().winRate()));
        assertThat(clustered.comparison().winRate().rate()).isCloseTo(2 / 3.0, within(1e-12));
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    private static Response response(Prompt prompt, String text) {
        return new Response(
                text + prompt.id(), prompt.id(), 0, Optional.empty(), Answer.ofText(text, FinishReason.STOP, 0));
    }

    /// The longer answer is the better one in `right` of the pairs.
    private static List<Probe> labels(int right, int all) {
        return IntStream.range(0, all)
                .mapToObj(i -> {
                    Prompt prompt = ModelAnswers.prompt("labelled " + i);
                    Response shorter = response(prompt, "y");
                    Response longer = response(prompt, "yyyy");
                    return i < right
                            ? new Probe(ProbeKind.LABELLED, prompt, longer, shorter, List.of())
                            : new Probe(ProbeKind.LABELLED, prompt, shorter, longer, List.of());
                })
                .toList();
    }

    @Test
    void labelsCorrectTheWinRate() throws IOException {
        ModelAnswers model = answers("a.jsonl", 40, 1, 40);
        ModelAnswers against = answers("b.jsonl", 40, 1, 41); // lengths 40 to 42 against 41 to 43: no win
        Judged judged =
                between(model, against, labels(75, 100)).judged(LONGEST, measurement(model.prompts(), 1), false);
        LabelCorrection correction = judged.correction().orElseThrow();
        assertThat(correction.labelled().winRate().rate()).isEqualTo(0.75);
        assertThat(correction.corrected().orElseThrow().rate()).isZero();
        Judged guessing =
                between(model, against, labels(52, 100)).judged(LONGEST, measurement(model.prompts(), 1), false);
        assertThat(guessing.correction().orElseThrow().corrected()).isEmpty();
    }

    @Test
    void answersToOtherPromptsStop() throws IOException {
        ModelAnswers model = answers("a.jsonl", 100, 1, 40);
        assertThat(model.unmatched(model.prompts().subList(0, 99))).isEqualTo(1);
        List<Prompt> few = model.prompts().subList(0, 90);
        assertThatThrownBy(() -> model.unmatched(few))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("10 prompts of the file are others");
    }
}
