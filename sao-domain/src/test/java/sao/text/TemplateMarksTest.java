package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMarksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|im_end|>",
                "<|Start Header|>",
                "<start_of_turn>",
                "</end_of_turn>",
                "<bos>",
                "[INST]",
                "[/INST]",
                "<<SYS>>",
                "<</SYS>>",
                "</s>"
            })
    void marksOfChatTemplatesAreFoundAndRemoved(String mark) {
        assertThat(TemplateMarks.areIn("bread " + mark + " rises")).isTrue();
        assertThat(TemplateMarks.removedFrom("bread" + mark + " rises")).isEqualTo("bread rises");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b and c > d", "List<String> list", "x[0]", "if (a <| b)", "<section>", "[INSTALL]"})
    void codeAndMathematicsAreNoMarks(String text) {
        assertThat(TemplateMarks.areIn(text)).isFalse();
        assertThat(TemplateMarks.removedFrom(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fine.\nUser: and then?", "### Assistant: hello", "Human:\nwhat now"})
    void aLineThatNamesItsSpeakerBeginsATurn(String text) {
        assertThat(TemplateMarks.nameSpeakerIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"The User: manual", "Users: many", "the human: a being"})
    void aSpeakersNameElsewhereBeginsNone(String text) {
        assertThat(TemplateMarks.nameSpeakerIn(text)).isFalse();
    }
}
