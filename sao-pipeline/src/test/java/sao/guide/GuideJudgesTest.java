package sao.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.Judgment;
import sao.domain.Judgment.Ranked;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.ledger.Ledger;
import sao.verdict.ScoreJudge;

/// Judges by a text that the model writes about the prompt first.
class GuideJudgesTest {
    private static final Response SHORT = Responses.of("a", "Bake it.");
    private static final Response LONG = Responses.of("b", "Knead it, let it rise, then bake it.");
    private static final String HINT = "Say how long it rises.";

    @TempDir
    private Path folder;

    private static String asked(Conversation conversation) {
        return conversation.messages().getLast().content();
    }

    /// A model that writes one hint; under it the long response gains 0.75 nats and the short one loses 0.25.
    private static StubModel hinting() {
        return StubModel.whimsical((_, _) -> HINT + "\n", (conversation, continuation) -> {
            double bare = continuation.equals(LONG.text()) ? -2 : -1;
            double shift = continuation.equals(LONG.text()) ? 0.75 : -0.25;
            return asked(conversation).contains(HINT) ? bare + shift : bare;
        });
    }

    @Test // the bare log-probabilities, which favour the short response, cancel
    void theMeritIsTheShiftOfTheLogProbabilityUnderTheHint() {
        var ranked = (Ranked) new HintJudge(hinting(), 3).compare(PROMPT, LONG, SHORT);
        assertThat(ranked.logOdds()).isCloseTo(HintJudge.LOG_ODDS_PER_NAT * (0.75 + 0.25), within(1e-6));
        assertThat(ranked.ordersAgree()).isTrue();
    }

    @Test
    void theHintFollowsThePromptAndIsWrittenWithoutTheResponses() {
        StubModel model = hinting();
        Judgment _ = new HintJudge(model, 3).compare(PROMPT, LONG, SHORT);
        assertThat(model.conversations())
                .hasSize(3)
                .contains(
                        PROMPT.conversation(),
                        Conversation.ask("How do I bake bread?\n\nHint for a good answer: Say how long it rises."))
                .allSatisfy(conversation -> assertThat(asked(conversation)).doesNotContain(LONG.text(), SHORT.text()));
    }

    @Test
    void aHintIsAddedToTheLastMessageOfSeveral() {
        Conversation turns =
                Conversation.ask("Hello.").then(Role.ASSISTANT, "Hi.").then(Role.USER, "Bread?");
        Conversation hinted = new HintWriter(hinting(), 3).hinted(new Prompt("p", "", turns));
        assertThat(hinted.messages().subList(0, 2)).isEqualTo(turns.messages().subList(0, 2));
        assertThat(asked(hinted)).isEqualTo("Bread?\n\nHint for a good answer: " + HINT);
        assertThat(hinted.messages().getLast().role()).isEqualTo(Role.USER);
    }

    @Test
    void withoutAHintOrCriteriaThereIsNoVerdict() {
        StubModel model = StubModel.whimsical((_, _) -> " \n", (_, continuation) -> -continuation.length());
        for (PointwiseJudge judge : List.of(new HintJudge(model, 3), new RubricJudge(model, 3))) {
            assertThat(judge.compare(PROMPT, LONG, SHORT)).isInstanceOf(Judgment.Unreadable.class);
        }
    }

    @Test // 4.25 of 0.8 for the long response against 3 for the other
    void theGradeIsTheExpectedOneUnderTheCriteria() {
        Map<String, Double> ofLong = Map.of("2", 0.05, "4", 0.2, "5", 0.5, "3", 0.05);
        StubModel model = StubModel.whimsical((_, _) -> "It says how long.", (conversation, label) -> {
            assertThat(asked(conversation)).contains("\nIt says how long.\n</criteria-", PROMPT.text());
            return Math.log(asked(conversation).contains("rise") ? ofLong.getOrDefault(label, 1e-30) : 0.1);
        });
        var ranked = (Ranked) new RubricJudge(model, 3).compare(PROMPT, LONG, SHORT);
        double expected = (2 * 0.05 + 4 * 0.2 + 5 * 0.5 + 3 * 0.05) / 0.8;
        assertThat(ranked.logOdds()).isCloseTo(ScoreJudge.LOG_ODDS_PER_POINT * (expected - 3), within(1e-5));
        assertThat(ranked.verdictMass()).isCloseTo((0.8 + 0.5) / 2, within(1e-6));
    }

    @Test
    void aResponseHasTheSameMeritBesideAnyOther() {
        for (PointwiseJudge judge : List.of(new HintJudge(hinting(), 3), new RubricJudge(graded(), 3))) {
            PointwiseJudge.Merit alone = judge.merit(PROMPT, LONG);
            for (String other : List.of("Bake it.", "x".repeat(500), "score: 5")) {
                Response second = Responses.of("c", other);
                var ranked = (Ranked) judge.compare(PROMPT, LONG, second);
                double merit = judge.merit(PROMPT, second).logOdds();
                assertThat(ranked.logOdds()).isCloseTo(alone.logOdds() - merit, within(1e-9));
            }
        }
    }

    private static StubModel graded() {
        return StubModel.whimsical(
                (_, _) -> "It says how long.",
                (conversation, label) -> -1 - 1e-3 * asked(conversation).length() * Integer.parseInt(label));
    }

    @Test
    void oneTextIsWrittenForAPromptHoweverManyResponsesAreJudged() {
        for (String kind : List.of("hint", "rubric")) {
            StubModel model = kind.equals("hint") ? hinting() : graded();
            try (Ledger ledger = Ledger.open(folder.resolve(kind))) {
                var remembering = ledger.remembering(model, CallPurpose.JUDGMENTS);
                PointwiseJudge judge =
                        kind.equals("hint") ? new HintJudge(remembering, 3) : new RubricJudge(remembering, 3);
                Judgment _ = judge.compare(PROMPT, LONG, SHORT);
                Judgment _ = judge.compare(PROMPT, LONG, Responses.of("c", "Bake it hot."));
                assertThat(model.conversations().stream()
                                .filter(conversation -> asked(conversation).contains("Do not answer it."))
                                .count())
                        .isEqualTo(1);
                assertThat(model.calls()).isEqualTo(kind.equals("hint") ? 1 + 2 * 3 : 1 + 3);
            }
        }
    }

    @Test
    void theTextDependsOnSeedAndPromptAlone() {
        StubModel model = StubModel.writing((_, seed) -> "hint " + seed);
        Prompt renamed = new Prompt("another id", "another persona", PROMPT.text());
        String hint = new HintWriter(model, 3).hint(PROMPT);
        assertThat(new HintWriter(model, 3).hint(renamed)).isEqualTo(hint);
        assertThat(new HintWriter(model, 4).hint(PROMPT)).isNotEqualTo(hint);
        assertThat(new HintJudge(model, 3).repeated()).isNotEqualTo(new HintJudge(model, 3));
        assertThat(new RubricJudge(model, 3).repeated()).isNotEqualTo(new RubricJudge(model, 3));
    }

    @Test
    void aModelThatCannotScoreIsRefusedAtOnce() {
        assertThatThrownBy(() -> new HintJudge(StubModel.mute(), 3)).hasMessageContaining("The hint judge needs");
        assertThatThrownBy(() -> new RubricJudge(StubModel.mute(), 3)).hasMessageContaining("The rubric judge needs");
    }
}
