package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.domain.Response;
import sao.judging.HostileTexts;
import sao.judging.Responses;
import sao.token.FinishReason;

class ResponseFlagTest {
    private static Set<ResponseFlag> flags(String text) {
        return ResponseFlag.of(List.of(Responses.of("a", text))).getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I’m really sorry, but as an AI I have no kitchen.",
                "I cannot assist with this request.",
                "Unfortunately, I can't provide medical advice.",
                "I am unable to open links.",
                "As an AI language model, I don't have opinions."
            })
    void refusalsAreSeen(String text) {
        assertThat(flags(text)).containsExactly(ResponseFlag.REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry to hear that your bread fell flat. Let it rise longer.",
                "You can't help it: bread needs time.",
                "Write to them: \"I'm sorry, but I can't come.\"",
                "AI is a field of computer science."
            })
    void sorrowIsNoRefusal(String text) {
        assertThat(flags(text)).isEmpty();
    }

    @Test
    void loopsAreSeenAlsoAtTheEndOfASoundBeginning() {
        StringBuilder sound = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            sound.append("word").append(i).append(' ');
        }
        assertThat(flags(sound.toString())).isEmpty();
        assertThat(flags(sound + "and then it goes on ".repeat(10))).containsExactly(ResponseFlag.LOOP);
        assertThat(flags("I love bread. ".repeat(20))).containsExactly(ResponseFlag.LOOP);
        assertThat(flags("I love bread. ".repeat(3))).isEmpty(); // a short refrain is none
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bake it.<|im_end|>",
                "Bake it.\n<start_of_turn>user",
                "[INST] Bake it. [/INST]",
                "Bake it.</s>",
                "Bake it.\nUser: And then?",
                "Bake it.\n### Response: Then eat it."
            })
    void marksOfTemplatesAreSeen(String text) {
        assertThat(flags(text)).containsExactly(ResponseFlag.TEMPLATE_LEAKAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b and b > c", "<b>bold</b>", "The user: a person who bakes.", "x <- y || z"})
    void plainTextIsNoTemplate(String text) {
        assertThat(flags(text)).isEmpty();
    }

    @Test
    void emptyCutAndRepeatedAnswersAreSeen() {
        Response one = Responses.of("a", "Bake it.");
        Response cut = Responses.of("b", "Bake i", FinishReason.LENGTH);
        Response twin = Responses.of("c", "Bake it.\n");
        Response empty = Responses.of("d", " \n");
        assertThat(ResponseFlag.of(List.of(one, cut, twin, empty, empty)))
                .containsExactly(
                        Set.of(),
                        Set.of(ResponseFlag.TRUNCATED),
                        Set.of(ResponseFlag.TWIN),
                        Set.of(ResponseFlag.EMPTY),
                        Set.of(ResponseFlag.EMPTY));
    }

    /// All that tells a template, in one pattern.
    private static final Pattern MARKS = Pattern.compile(
            "<\\|[^<>|\\n]{1,40}\\|>|</?(?:start|end)_of_turn>|<(?:bos|eos|pad)>|\\[/?INST]|<</?SYS>>|</?s>(?!\\w)"
                    + "|(?m)^(?:#{2,3} )?(?:User|Human|Assistant|Instruction|Response|User prompt) ?:\\s*(?:\\S|$)");

    @Test
    void marksAreFoundAsByOnePattern() throws IOException {
        String[] pieces =
                "<|im_end|> <|im <start_of_turn> </end_of_turn> [INST] [/INST] [ INST] <<SYS>> <</SYS>> </s> <s> </s>x < > | User: Human_: ### ## User_prompt: Assistant: Instruction Response_: user: : The bread_rises"
                        .split(" ");
        List<String> texts = new ArrayList<>(HostileTexts.ordinary());
        for (long seed = 0; seed < 30_000; seed++) {
            texts.add(HostileTexts.of(pieces, seed));
        }
        int leaking = 0;
        for (String text : texts) {
            boolean expected = MARKS.matcher(text).find();
            assertThat(flags(text).contains(ResponseFlag.TEMPLATE_LEAKAGE))
                    .as(text)
                    .isEqualTo(expected);
            leaking += expected ? 1 : 0;
        }
        assertThat(leaking).isBetween(3_000, 27_000);
    }
}
