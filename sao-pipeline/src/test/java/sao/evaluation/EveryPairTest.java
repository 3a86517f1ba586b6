package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.control.LengthJudge;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.StubModel;
import sao.ledger.Ledger;
import sao.rubric.JudgeRubric;
import sao.token.SamplingSettings;
import sao.verdict.BackwardJudge;
import sao.verdict.LikelihoodJudge;

/// Every response of the one model against every response of the other.
class EveryPairTest {
    private static final int PROMPTS = 30;
    private static final PromptSet SET = PromptSet.heldOut(IntStream.range(0, PROMPTS)
            .mapToObj(i -> new Prompt("prompt-" + i, "persona-" + i, "Question " + i))
            .toList());
    private static final Judge LONGEST = new LengthJudge(LengthJudge.Preferred.LONGEST);

    private static PromptSetMeasurement measurement(int draws) {
        return new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), draws, 23, BoundedConcurrency.of(8));
    }

    private static StubModel wordy(int more) {
        return StubModel.writing((_, seed) -> "word ".repeat(new SplittableRandom(seed).nextInt(20, 60) + more));
    }

    @Test // against the definition: a loop over all pairs
    void theFiguresAreMeansOverPromptsOfMeansOverAllPairs() {
        PromptSetMeasurement measurement = measurement(3);
        Map<String, List<Response>> baseline = measurement.responses(wordy(0));
        Map<String, List<Response>> candidate = measurement.responses(wordy(7));
        Comparison comparison = measurement.compare(LONGEST, baseline, candidate);
        double rate = 0;
        double logOdds = 0;
        for (Prompt prompt : SET.prompts()) {
            for (Response before : Objects.requireNonNull(baseline.get(prompt.id()))) {
                for (Response after : Objects.requireNonNull(candidate.get(prompt.id()))) {
                    int difference = Integer.compare(after.length(), before.length());
                    rate += (1 + difference) / 2.0 / 9;
                    logOdds += (Math.log1p(after.length()) - Math.log1p(before.length())) / 9;
                }
            }
        }
        assertThat(comparison.pairs()).hasSize(9 * PROMPTS);
        assertThat(comparison.draws()).isEqualTo(3);
        assertThat(comparison.winRate().prompts()).isEqualTo(PROMPTS);
        assertThat(comparison.winRate().rate()).isCloseTo(rate / PROMPTS, within(1e-12));
        assertThat(comparison.logOdds().mean()).isCloseTo(logOdds / PROMPTS, within(1e-12));
        assertThat(comparison.baseline().responses()).isEqualTo(3 * PROMPTS);
    }

    @Test
    void theControlComparesDisjointHalvesOfOneModelsResponses() {
        for (int draws = 2; draws <= 5; draws++) {
            PromptSetMeasurement measurement = measurement(draws);
            Comparison control = measurement.control(LONGEST, measurement.responses(wordy(0)));
            int half = draws / 2;
            assertThat(control.pairs())
                    .hasSize(PromptSetMeasurement.controlPairs(draws) * PROMPTS)
                    .allSatisfy(pair -> {
                        assertThat(pair.baseline().slot()).isLessThan(half);
                        assertThat(pair.candidate().slot()).isGreaterThanOrEqualTo(half);
                    });
        }
    }

    @Test // merits are log lengths: their deviation within a prompt is that of all responses, as prompts do not matter
    void thePowerUsesTheDeviationOfOneAnswerFromTheControl() {
        for (int draws = 2; draws <= 5; draws++) {
            PromptSetMeasurement measurement = measurement(draws);
            Map<String, List<Response>> responses = measurement.responses(wordy(0));
            double[] merits = responses.values().stream()
                    .flatMap(List::stream)
                    .mapToDouble(response -> Math.log1p(response.length()))
                    .toArray();
            double mean = Arrays.stream(merits).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(merits)
                    .map(merit -> (merit - mean) * (merit - mean))
                    .average()
                    .orElseThrow());
            assertThat(Power.deviation(measurement.control(LONGEST, responses)))
                    .as("%d draws", draws)
                    .isCloseTo(deviation, within(0.3 * deviation));
        }
    }

    @Test
    void theFirstDrawsAreThoseOfFewerDraws() {
        Map<String, List<Response>> two = measurement(2).responses(wordy(0));
        Map<String, List<Response>> four = measurement(4).responses(wordy(0));
        assertThat(two)
                .allSatisfy((prompt, responses) -> assertThat(
                                Objects.requireNonNull(four.get(prompt)).subList(0, 2))
                        .isEqualTo(responses));
    }

    @Test
    void aJudgeThatAlwaysTakesTheFirstPositionComesOutAtHalf() {
        Judge first = new Judge() {
            @Override
            public String name() {
                return "first";
            }

            @Override
            public Judgment compare(Prompt prompt, Response one, Response other) {
                return new Judgment.Ranked(1, -1, 1);
            }
        };
        PromptSetMeasurement measurement = measurement(2);
        Comparison comparison =
                measurement.compare(first, measurement.responses(wordy(0)), measurement.responses(wordy(9)));
        assertThat(comparison.winRate().rate()).isEqualTo(0.5);
        assertThat(comparison.logOdds().interval().high()).isZero();
    }

    @Test
    void aPromptOfWhichOneDrawIsRefusedKeepsItsOtherPairs() {
        PromptSetMeasurement measurement = measurement(2);
        Map<String, List<Response>> baseline = measurement.responses(wordy(0));
        Map<String, List<Response>> candidate = measurement.responses(wordy(5)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().subList(1, 2)));
        Comparison comparison = measurement.compare(LONGEST, baseline, candidate);
        assertThat(comparison.pairs()).hasSize(2 * PROMPTS);
        assertThat(comparison.tooLong()).isZero();
    }

    @Test
    void aPointwiseJudgeScoresEveryResponseOnce(@TempDir Path folder) {
        StubModel model = StubModel.scoring((conversation, _) -> -1 - Math.abs(conversation.hashCode() % 97) / 97.0);
        assertThat(asked(folder, model, BackwardJudge::new)).isEqualTo(4 * PROMPTS);
    }

    private static int asked(Path folder, StubModel model, Function<ChatModel, Judge> kind) {
        try (Ledger ledger = Ledger.open(folder)) {
            Judge judge = kind.apply(ledger.remembering(model, CallPurpose.EVALUATION, 1));
            PromptSetMeasurement measurement = measurement(2);
            StubModel writer = StubModel.writing((conversation, seed) -> conversation.transcript() + " " + seed);
            StubModel other = StubModel.writing((conversation, seed) -> conversation.transcript() + " not " + seed);
            Map<String, List<Response>> start = measurement.responses(writer);
            measurement.control(judge, start);
            measurement.compare(judge, start, measurement.responses(other));
            return model.calls();
        }
    }

    @Test // four pairs and the control, two orders each
    void aPairwiseJudgeScoresEveryPairInBothOrders(@TempDir Path folder) {
        StubModel model = StubModel.scoring(
                (conversation, text) -> -1 - Math.abs((conversation.hashCode() + text.hashCode()) % 97) / 97.0);
        int asked = asked(folder, model, asks -> new LikelihoodJudge(asks, JudgeRubric.named("sao-v1")));
        assertThat(asked).isEqualTo((4 + 1) * 2 * PROMPTS);
    }
}
