package sao.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.domain.Persona;
import sao.prompt.PromptReading.Unusable;
import sao.prompt.PromptReading.Usable;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class PromptReaderTest {
    private static final Persona PERSONA = new Persona(
            "0".repeat(32), "A patient retired clockmaker in a fishing village who is learning to keep bees.", "grid");
    private static final String PROMPT = "How do I keep a beehive warm in winter?";

    @Test
    void findsThePromptInAnyClothes() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String marker = pick(random, "User prompt:", "**User prompt:**", "user  Prompt :", "*User Prompt*:");
            String chatter = pick(random, "", "Sure, here it is.\n", "## Guess\n\n");
            String wrapped = pick(
                            random, "%s", "\"%s\"", "**%s**", "\u201c%s\u201d", "*\"%s\"*", "- %s", "1. %s", "> %s")
                    .formatted(PROMPT);
            String tail =
                    pick(random, "", "\n", "\n\nThis suits a beekeeper.", "\nUser prompt: What is honey made of?");
            String text = chatter + marker + pick(random, " ", "\n", "\n\n") + wrapped + tail;
            assertThat(read(text)).as("seed %d: %s", seed, text).isEqualTo(new Usable(PROMPT));
        }
    }

    @Test
    void theMarkerMayBeMissing() {
        for (String text : List.of(
                PROMPT,
                "\"" + PROMPT + "\"",
                "1. " + PROMPT + "\n2. Why do bees swarm in May?",
                "Question: " + PROMPT,
                PROMPT + "\n\nI hope this helps!")) {
            assertThat(read(text)).as(text).isEqualTo(new Usable(PROMPT));
        }
    }

    @Test
    void quotesInsideStay() {
        String prompt = "\"Queen\" and \"drone\": what do beekeepers mean by \"queen\" and \"drone\"";
        assertThat(read(prompt)).isEqualTo(new Usable(prompt));
    }

    @Test
    void anAnnouncementTakesItsListAlong() {
        String prompt = "Order these by weight and explain:\n\n- a bee\n- a hive";
        assertThat(read("User prompt: " + prompt)).isEqualTo(new Usable(prompt));
    }

    @Test
    void unusableAnswersSayWhy() {
        Map<String, String> reasons = Map.ofEntries(
                Map.entry("", "empty_prompt"),
                Map.entry("User prompt:", "empty_prompt"),
                Map.entry("Bees?", "short_prompt"),
                Map.entry("Why do bees <|im_end|> swarm in May?", "template_marker"),
                Map.entry("I'm sorry, but I cannot guess what this person would ask.", "refusal"),
                Map.entry("As an AI language model I have no personas to offer.", "refusal"),
                Map.entry(
                        "What would a patient retired clockmaker in a fishing village who is learning to keep bees ask?",
                        "persona_leak"),
                Map.entry("How much does a patient retired clockmaker in the city earn?", "persona_leak"),
                Map.entry("What kind of poem would this person write?", "persona_reference"),
                Map.entry("Which language is she learning, and why?", "persona_reference"),
                Map.entry("The person is interested in bees and in the repair of clocks.", "no_request"),
                Map.entry("I am a clockmaker and I love my bees.", "no_request"),
                Map.entry("Why " + "so ".repeat(1_000) + "many?", "long_prompt"));
        reasons.forEach((text, reason) -> assertThat(read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(reason)));
    }

    @Test
    void whatWasCutOffIsTruncatedUnlessThePromptWasOver() {
        assertThat(new PromptReader(Language.of("en"))
                        .read(PERSONA, answer("How do I keep a beehive", FinishReason.LENGTH)))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo("truncated_prompt"));
        assertThat(new PromptReader(Language.of("en"))
                        .read(PERSONA, answer(PROMPT + "\n\nThis would", FinishReason.LENGTH)))
                .isEqualTo(new Usable(PROMPT));
    }

    @Test
    void whatCannotBeAnsweredAsItStandsIsRefused() {
        Map<String, String> reasons = Map.ofEntries(
                Map.entry("Describe what is wrong with the hive in this picture.", "needs_attachment"),
                Map.entry("I have attached my notes; please shorten them.", "needs_attachment"),
                Map.entry("Please proofread the attached document.", "needs_attachment"),
                Map.entry("What can you read in the diagram below?", "needs_attachment"),
                Map.entry("Summarize the following article for me:", "needs_attachment"),
                Map.entry("Please translate the following sentence.", "needs_attachment"),
                Map.entry("Write a letter to [Name] about the village fair.", "placeholder"),
                Map.entry("Plan a trip to [insert city] for two people.", "placeholder"),
                Map.entry("How do I keep a beehive warm in the", "unfinished_prompt"),
                Map.entry("Write a poem about bees, clocks,", "unfinished_prompt"),
                Map.entry("Can I tell them which", "unfinished_prompt"),
                Map.entry("Wie halte ich einen Bienenstock im Winter warm?", "wrong_language"),
                Map.entry("我如何在冬天让蜂箱保持温暖？请告诉我 how to do it.", "wrong_script"));
        reasons.forEach((text, reason) -> assertThat(read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(reason)));
    }

    @Test
    void whatBringsItsTextAlongOrOnlyTalksAboutPicturesIsNot() {
        for (String text : List.of(
                "Correct the following sentence: \"Bees is flying home in the evening when the sun are low.\"",
                "What is the best image size for a web page?",
                "How do I take a sharp photo of a bee in flight?",
                "How is a shelf attached to a plaster wall?",
                "Sort the following list by weight: a bee, a hive, a bear, a feather, a clock.",
                "Write a Python function that takes a list of names and returns a copy of the given list of names.",
                "What did Marie Curie discover when she worked in Paris?",
                "Explain what array[0] means in this line of Java.")) {
            assertThat(read(text)).as(text).isEqualTo(new Usable(text));
        }
    }

    @Test
    void nobodyLeaksNothing() {
        Persona nobody = new Persona("0".repeat(32), "", "none");
        assertThat(new PromptReader(Language.of("en")).read(nobody, answer(PROMPT, FinishReason.STOP)))
                .isEqualTo(new Usable(PROMPT));
    }

    @Test
    void evidenceIsShort() {
        assertThat(read("I cannot " + "\ud83d\udc1d".repeat(5_000)))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.evidence())
                                .satisfies(text -> assertThat(text.codePointCount(0, text.length()))
                                        .isEqualTo(201)));
    }

    @Test
    void anyTextIsReadWithoutFailing() {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < random.nextInt(30); i++) {
                text.append(pick(
                        random, "\"", "**", "User prompt:", "\n", " ", "?", "1. ", "why", "\ud83d", "<s>", ":", "`"));
            }
            assertThat(read(text.toString())).as("seed %d", seed).isNotNull();
        }
    }

    private static PromptReading read(String text) {
        return new PromptReader(Language.of("en")).read(PERSONA, answer(text, FinishReason.STOP));
    }

    private static Answer answer(String text, FinishReason reason) {
        return new Answer(text, TokenIds.of(1), LogProbabilities.of(-1f), reason, 1);
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
