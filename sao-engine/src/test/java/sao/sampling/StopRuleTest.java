package sao.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.token.Ending;
import sao.token.FinishReason;
import sao.token.TokenIds;
import sao.tokenizer.ByteTokenizer;

/// Texts cut at stops while they grow, against the whole text searched again after every token.
class StopRuleTest {
    private static final int END = 2;
    private static final ByteTokenizer TOKENIZER = new ByteTokenizer();
    private static final List<String> LETTERS = List.of("a", "b", "ab", "é", "日", "🙂", " ");

    /// What a rule made of some tokens.
    private record Outcome(int tokens, Optional<FinishReason> reason, String text, List<String> pieces) {}

    private static String text(SplittableRandom random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static Outcome run(Ending ending, TokenIds ids) {
        StopRule rule = new StopRule(ending, Set.of(END), TOKENIZER, true);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<FinishReason> reason = rule.after(ids.get(i));
            if (reason.isPresent()) {
                pieces.add(rule.lastPiece());
                return new Outcome(i + 1, reason, rule.text(ids.slice(0, i + 1), TOKENIZER), pieces);
            }
            pieces.add(rule.piece());
        }
        return new Outcome(ids.size(), Optional.empty(), "", pieces);
    }

    /// The same by searching everything after every token.
    private static Outcome plain(Ending ending, TokenIds ids) {
        for (int count = 1; count <= ids.size(); count++) {
            String whole = TOKENIZER.decode(ids.slice(0, count), true);
            String certain = whole.replaceAll("\uFFFD+$", "");
            int first = -1;
            for (String stop : ending.stop()) {
                int place = certain.indexOf(stop);
                first = place >= 0 && (first < 0 || place < first) ? place : first;
            }
            if (first >= 0) {
                return new Outcome(count, Optional.of(FinishReason.STOP), whole.substring(0, first), List.of());
            }
            if (count == ending.maximumTokens()) {
                return new Outcome(count, Optional.of(FinishReason.LENGTH), whole, List.of());
            }
        }
        return new Outcome(ids.size(), Optional.empty(), "", List.of());
    }

    @Test
    void theTextIsCutWhereTheFirstStopBeginsAndThePiecesAreTheText() {
        int stopped = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TokenIds ids = TOKENIZER.encode(text(random, random.nextInt(1, 60)));
            List<String> stops = new ArrayList<>();
            for (int i = random.nextInt(0, 4); i > 0; i--) {
                stops.add(text(random, random.nextInt(1, 6)));
            }
            Ending ending = Ending.after(random.nextInt(1, ids.size() + 1), stops);
            Outcome found = run(ending, ids);
            Outcome wanted = plain(ending, ids);
            assertThat(found.tokens()).as("seed %d", seed).isEqualTo(wanted.tokens());
            assertThat(found.reason()).as("seed %d", seed).isEqualTo(wanted.reason());
            assertThat(found.text()).as("seed %d", seed).isEqualTo(wanted.text());
            assertThat(String.join("", found.pieces())).as("seed %d", seed).isEqualTo(wanted.text());
            for (String piece : found.pieces().subList(0, found.pieces().size() - 1)) {
                assertThat(piece).as("seed %d", seed).doesNotContain("\uFFFD");
            }
            stopped += found.reason().equals(Optional.of(FinishReason.STOP)) ? 1 : 0;
        }
        assertThat(stopped).isBetween(500, 1_500);
    }

    @Test
    void whatMayBecomeAStopIsHeldBackUntilItIsDecided() {
        Ending ending = Ending.after(100, List.of("abcd", "cx"));
        assertThat(run(ending, TOKENIZER.encode("zabcab")).pieces()).containsExactly("z", "", "", "", "abc", "");
        assertThat(run(ending, TOKENIZER.encode("zabcx")).pieces()).containsExactly("z", "", "", "", "ab");
        assertThat(run(ending, TOKENIZER.encode("zabce")).pieces()).containsExactly("z", "", "", "", "abce");
    }

    @Test
    void bytesThatNeverBecomeACharacterComeOutAtTheEnd() {
        TokenIds ids = TokenIds.of('a', 0xF0, 0x9F);
        Outcome found = run(Ending.after(3), ids);
        assertThat(found.text()).isEqualTo(TOKENIZER.decode(ids, true)).startsWith("a\uFFFD");
        assertThat(String.join("", found.pieces())).isEqualTo(found.text());
    }

    @Test
    void aStopTokenEndsTheAnswerAndLeavesNoText() {
        Ending ending = new Ending(0, 100, List.of(), Set.of((int) 'b'));
        Outcome found = run(ending, TOKENIZER.encode("aab"));
        assertThat(found.reason()).contains(FinishReason.STOP);
        assertThat(found.text()).isEqualTo("aa");
        assertThat(run(ending, TokenIds.of('a', END)).text()).isEqualTo("a");
    }

    @Test
    void stopsThatBeginBeforeTheFewestTokensAreText() {
        Ending ending = new Ending(4, 100, List.of("ab"), Set.of());
        Outcome found = run(ending, TOKENIZER.encode("abababab"));
        assertThat(found.tokens()).isEqualTo(6);
        assertThat(found.text()).isEqualTo("abab");
        assertThat(String.join("", found.pieces())).isEqualTo("abab");
    }

    @Test
    void whatWouldEndTheAnswerCannotBeDrawnBeforeItsFewestTokens() {
        StopRule rule = new StopRule(new Ending(2, 9, List.of(), Set.of(5)), Set.of(END), TOKENIZER, false);
        assertThat(rule.forbidden()).containsExactly(Set.of(END), Set.of(5));
        assertThat(rule.after('x')).isEmpty();
        assertThat(rule.forbidden()).isNotEmpty();
        assertThat(rule.after('x')).isEmpty();
        assertThat(rule.forbidden()).isEmpty();
        assertThat(rule.after(5)).contains(FinishReason.STOP);
    }
}
