package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import org.junit.jupiter.api.Test;
import sao.domain.FinishReason;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Response;
import sao.judging.Responses;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.pairing.Selection.Selected;

class PairSelectionTest {
    private static final Response FIRST = Responses.of("a", "Knead it and bake it.");
    private static final Response SECOND = Responses.of("b", "Buy it at the shop.");
    private static final Judgment FIRST_WINS = new Judgment.Ranked(1.5, -0.5, 0.9);
    private static final PairSelection SELECTION =
            new PairSelection(new PairRules(0, 4, TruncatedAnswers.DROP), 1, "likelihood/sao-v1");

    private static PreferencePair pair(Selection selection) {
        return ((Selected) selection).pair();
    }

    private static Reason reason(Selection selection) {
        return ((Excluded) selection).reason();
    }

    @Test
    void theBetterAnswerIsChosen() {
        PreferencePair pair = pair(SELECTION.select(PROMPT, FIRST, SECOND, FIRST_WINS));
        assertThat(pair.chosen()).isEqualTo(FIRST.answer());
        assertThat(pair.rejected()).isEqualTo(SECOND.answer());
        assertThat(pair.margin()).isEqualTo(1);
        assertThat(pair.probability()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(pair.promptTokens()).isEqualTo(FIRST.promptTokens());
        assertThat(pair.judge()).isEqualTo("likelihood/sao-v1");
    }

    @Test
    void theOrderOfTheResponsesChangesNothing() {
        var mirrored = ((Judgment.Ranked) FIRST_WINS).mirrored();
        assertThat(SELECTION.select(PROMPT, SECOND, FIRST, mirrored))
                .isEqualTo(SELECTION.select(PROMPT, FIRST, SECOND, FIRST_WINS));
    }

    @Test
    void anotherRoundOrJudgeIsAnotherPair() {
        PairRules rules = SELECTION.rules();
        String id = pair(SELECTION.select(PROMPT, FIRST, SECOND, FIRST_WINS)).id();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(pair(new PairSelection(rules, 2, SELECTION.judge()).select(PROMPT, FIRST, SECOND, FIRST_WINS))
                        .id())
                .isNotEqualTo(id);
        assertThat(pair(new PairSelection(rules, 1, "other").select(PROMPT, FIRST, SECOND, FIRST_WINS))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void everyExclusionHasItsReason() {
        Response empty = Responses.of("c", " \n");
        Response twin = Responses.of("d", FIRST.text());
        Response cut = Responses.of("e", "Knead it and", FinishReason.LENGTH);
        Response wordy = Responses.of("f", "Well, ".repeat(100));
        assertThat(reason(SELECTION.select(PROMPT, FIRST, empty, FIRST_WINS))).isEqualTo(Reason.EMPTY_RESPONSE);
        assertThat(reason(SELECTION.select(PROMPT, FIRST, twin, FIRST_WINS))).isEqualTo(Reason.IDENTICAL_RESPONSES);
        assertThat(reason(SELECTION.select(PROMPT, cut, FIRST, FIRST_WINS))).isEqualTo(Reason.TRUNCATED_RESPONSE);
        assertThat(reason(SELECTION.select(PROMPT, FIRST, wordy, FIRST_WINS))).isEqualTo(Reason.LENGTH_RATIO);
        assertThat(reason(SELECTION.select(PROMPT, FIRST, SECOND, new Judgment.Tied(1, 1, 1))))
                .isEqualTo(Reason.TIED_JUDGMENT);
        assertThat(reason(SELECTION.select(PROMPT, FIRST, SECOND, new Judgment.Unreadable("no_ranking_line", "hm"))))
                .isEqualTo(Reason.UNREADABLE_JUDGMENT);
        var strict = new PairSelection(new PairRules(1.01, 4, TruncatedAnswers.DROP), 1, "j");
        assertThat(reason(strict.select(PROMPT, FIRST, SECOND, FIRST_WINS))).isEqualTo(Reason.SMALL_MARGIN);
    }

    @Test
    void cutAnswersStayWhenTheRulesKeepThem() {
        Response cut = Responses.of("e", "Knead it and", FinishReason.LENGTH);
        var keeping = new PairSelection(new PairRules(0, 4, TruncatedAnswers.KEEP), 1, "j");
        assertThat(keeping.select(PROMPT, cut, FIRST, FIRST_WINS)).isInstanceOf(Selected.class);
    }

    @Test
    void reasonsAreStableNames() {
        assertThat(Reason.values())
                .extracting(Reason::label)
                .containsExactly(
                        "empty_response",
                        "identical_responses",
                        "truncated_response",
                        "length_ratio",
                        "unreadable_judgment",
                        "tied_judgment",
                        "small_margin");
    }
}
