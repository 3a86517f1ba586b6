package sao.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// Names in cards are text.
class MarkdownTextTest {
    @Test
    void markupIsShownAndNotInterpreted() {
        assertThat(MarkdownText.escaped("<img src=x onerror=alert(1)>"))
                .isEqualTo("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(MarkdownText.escaped("[a](b) `c` **d** | e\n# f & g"))
                .isEqualTo("\\[a\\](b) \\`c\\` \\*\\*d\\*\\* \\| e # f &amp; g");
        assertThat(MarkdownText.escaped("SmolLM2-135M_Instruct.Q4_1")).isEqualTo("SmolLM2-135M_Instruct.Q4_1");
    }

    @Test
    void aModelCardHoldsNoElementOfAName() {
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        facts.put("judge", "<script>x</script>");
        String name = "<img src=x onerror=alert(1)>";
        String card = new ModelCard(name, name, "other", ModelCard.Pairs.GIVEN, facts).markdown();
        String body = card.substring(card.lastIndexOf("---\n\n#"));
        assertThat(body).doesNotContain("<img", "<script");
    }
}
