package sao.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

class LanguageTest {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("en", "How do I keep a beehive warm in winter?"),
            Map.entry("de", "Wie halte ich einen Bienenstock im Winter warm, und was brauche ich dafür?"),
            Map.entry("fr", "Comment garder une ruche au chaud pendant les mois de l'hiver ?"),
            Map.entry("es", "¿Cómo puedo mantener una colmena caliente en el invierno?"),
            Map.entry("it", "Come posso tenere al caldo un alveare nel mese più freddo?"),
            Map.entry("pt", "Como posso manter uma colmeia quente no inverno, e o que não devo fazer?"),
            Map.entry("nl", "Hoe houd ik een bijenkorf warm in de winter en wat moet ik niet doen?"),
            Map.entry("ru", "Как мне сохранить улей тёплым зимой и что для этого нужно?"),
            Map.entry("uk", "Як мені зберегти вулик теплим взимку і що для цього потрібно?"),
            Map.entry("zh", "我如何在冬天让蜂箱保持温暖？"),
            Map.entry("ja", "冬に蜂の巣箱を暖かく保つにはどうすればいいですか。"),
            Map.entry("ko", "겨울에 벌통을 따뜻하게 유지하려면 어떻게 해야 하나요?"),
            Map.entry("ar", "كيف أحافظ على دفء خلية النحل في الشتاء؟"),
            Map.entry("hi", "मैं सर्दियों में मधुमक्खी के छत्ते को गर्म कैसे रखूँ?"));

    @Test
    void everyLanguageTakesItsOwnSentenceAndRefusesTheOthers() {
        SENTENCES.forEach((code, own) -> SENTENCES.forEach((other, sentence) -> {
            boolean objects = Language.of(code).objection(sentence).isPresent();
            assertThat(objects).as("%s reads %s", code, other).isEqualTo(!code.equals(other));
        }));
    }

    @Test
    void theObjectionHasAName() {
        Language english = Language.of("en");
        assertThat(english.objection(SENTENCES.getOrDefault("zh", ""))).hasValue("wrong_script");
        assertThat(english.objection(SENTENCES.getOrDefault("de", ""))).hasValue("wrong_language");
        assertThat(english.objection("asdf qwer zxcv uiop hjkl vbnm tyui")).hasValue("no_language");
    }

    @Test
    void namesQuotationsAndNumbersAreNoOtherLanguage() {
        for (String prompt : List.of(
                "What does the German word \"Gemütlichkeit\" mean?",
                "Explain what 你好 means and how to say it.",
                "Solve 3x + 7 = 2x + 19.",
                "Plan a weekend in San Miguel de Allende for two.",
                "Write a limerick about La Rochelle.")) {
            assertThat(Language.of("en").objection(prompt)).as(prompt).isEmpty();
        }
    }

    @Test
    void anyLanguageIsAnyText() {
        assertThat(Language.ANY.objection("asdf 你好 zxcv")).isEmpty();
        assertThat(Language.of("any")).isEqualTo(Language.ANY);
        assertThatThrownBy(() -> Language.of("tlh"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'tlh'");
    }
}
