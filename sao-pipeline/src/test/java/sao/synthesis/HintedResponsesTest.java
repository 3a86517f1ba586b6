package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.guide.HintWriter;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.token.SamplingSettings;

/// A round whose chosen answers are given under a hint that the model writes. Seed: 42.
class HintedResponsesTest {
    @TempDir
    private Path folder;

    /// Writes answers that show whether their prompt had a hint.
    private static final class Hinted extends StubModel {
        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            Generation generation = super.generate(conversation, sampling, count, seed);
            if (!conversation.messages().getLast().content().contains("\n\nHint for a good answer: ")) {
                return generation;
            }
            List<Answer> marked = generation.answers().stream()
                    .map(answer -> new Answer(
                            "Guided: " + answer.text(),
                            answer.tokens(),
                            answer.logProbabilities(),
                            answer.completionTokens(),
                            answer.finishReason(),
                            answer.seed()))
                    .toList();
            return new Generation(generation.promptTokens(), marked, generation.usage());
        }
    }

    private static SynthesisParts parts(ChatModel prompts, ChatModel own, SynthesisSettings settings) {
        SynthesisParts usual = StubRun.parts(prompts, own, settings);
        return new SynthesisParts(
                usual.personas(),
                usual.personaWriting(),
                usual.promptWriter(),
                usual.responder(),
                usual.judge(),
                usual.judgeModel(),
                usual.rules(),
                Optional.empty(),
                Optional.of(new HintWriter(own, settings.seed())));
    }

    private static SynthesisSettings four(SynthesisSettings usual) {
        return new SynthesisSettings(
                usual.seed(),
                usual.count(),
                usual.heldOut(),
                usual.spare(),
                usual.prompts(),
                4,
                usual.responses(),
                usual.inFlight());
    }

    @Test
    void everyChosenAnswerIsGivenUnderTheHintAndEveryRejectedOneWithout() {
        for (SynthesisSettings settings : List.of(StubRun.settings(16), four(StubRun.settings(16)))) {
            try (Ledger ledger = Ledger.open(folder.resolve("answers-" + settings.answers()))) {
                ChatModel own = ledger.remembering(new Hinted(), CallPurpose.RESPONSES);
                SynthesisParts parts = parts(ledger.remembering(new StubModel(), CallPurpose.PROMPTS), own, settings);
                new Synthesis(parts, settings).run(ledger, 1);
                try (LedgerReader reader = ledger.reader()) {
                    List<PreferencePair> pairs = reader.round(1).pairList();
                    assertThat(pairs).hasSizeGreaterThan(5).allSatisfy(pair -> {
                        assertThat(pair.chosen().text()).startsWith("Guided: ");
                        assertThat(pair.chosen().logProbabilities()).isEmpty();
                        assertThat(pair.rejected().text()).doesNotStartWith("Guided: ");
                        assertThat(pair.rejected().logProbabilities()).isPresent();
                    });
                }
            }
        }
    }

    @Test
    void pairsAreTrainedOnTheTokensOfTheBarePrompt() {
        SynthesisSettings settings = StubRun.settings(16);
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel own = ledger.remembering(new Hinted(), CallPurpose.RESPONSES);
            new Synthesis(parts(ledger.remembering(new StubModel(), CallPurpose.PROMPTS), own, settings), settings)
                    .run(ledger, 1);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).pairList())
                        .allSatisfy(pair -> assertThat(pair.promptTokens().orElseThrow())
                                .isEqualTo(own.generate(pair.prompt(), settings.responses(), 1, 0)
                                        .promptTokens()
                                        .orElseThrow()));
            }
        }
    }

    @Test // of five answers the first two; the others are the first three that the bare prompt has without hints
    void halfOfTheAnswersAreGivenUnderTheHint() {
        StubModel model = new Hinted();
        Prompt prompt = new Prompt("p", "", "How do I bake bread?");
        Responder responder = new Responder(model, 5, SamplingSettings.of(0.6, 0.95, 64), 42);
        List<Response> responses = responder.answer(prompt, new HintWriter(model, 42));
        assertThat(responses).extracting(Response::slot).containsExactly(0, 1, 2, 3, 4);
        assertThat(responses)
                .extracting(response -> response.text().startsWith("Guided: "))
                .containsExactly(true, true, false, false, false);
        assertThat(new HashSet<>(responses.stream().map(Response::id).toList())).hasSize(5);
        assertThat(model.asked).hasValue(3); // hint, answers under the hint, answers to the bare prompt
        assertThat(responses.subList(2, 5))
                .extracting(Response::text)
                .isEqualTo(responder.answer(prompt).subList(0, 3).stream()
                        .map(Response::text)
                        .toList());
    }

    @Test
    void theSampleOfAnAuditMakesTheCallsOfTheRound() {
        SynthesisSettings settings = StubRun.settings(16);
        try (Ledger ledger = Ledger.open(folder)) {
            Hinted model = new Hinted();
            ChatModel own = ledger.remembering(model, CallPurpose.RESPONSES);
            Synthesis synthesis = new Synthesis(
                    parts(ledger.remembering(new StubModel(), CallPurpose.PROMPTS), own, settings), settings);
            Set<String> sampled = new HashSet<>();
            synthesis.sample(5).forEach(one -> one.responses().forEach(response -> sampled.add(response.id())));
            int asked = model.asked.get();
            synthesis.run(ledger, 1);
            assertThat(asked).isEqualTo(3 * 5);
            assertThat(model.asked).hasValue(3 * StubRun.COUNT);
            assertThat(sampled).hasSize(2 * 5);
        }
    }

    @Test
    void hintsAndAnAnchorExcludeEachOther() {
        SynthesisSettings settings = StubRun.settings(16);
        SynthesisParts hinted = parts(new StubModel(), new StubModel(), settings);
        assertThatThrownBy(() -> hinted.anchoredBy(new StubModel()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both decide which responses are rejected");
    }
}
