package sao.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.ChatMessage;
import sao.chat.Role;
import sao.domain.Persona;
import sao.error.SaoException;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class PromptTemplateTest {
    private static final Persona PERSONA = new Persona("0".repeat(32), "A shy baker who sings.", "grid");

    @Test
    void thePaperAsksInOneTurn() {
        List<ChatMessage> messages = PromptTemplate.named("paper")
                .render(PERSONA, "", PromptKind.ANY, 1)
                .messages();
        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.role()).isEqualTo(Role.USER);
            assertThat(message.content()).contains(PERSONA.text()).contains("User prompt:");
        });
    }

    @Test
    void fewShotShowsThreeDifferentExamplesBySeed() {
        PromptTemplate template = PromptTemplate.named("few-shot");
        Set<String> shown = new HashSet<>();
        for (long seed = 0; seed < 500; seed++) {
            List<ChatMessage> messages =
                    template.render(PERSONA, "", PromptKind.ANY, seed).messages();
            assertThat(messages).as("seed %d", seed).hasSize(7);
            assertThat(messages.getLast().content()).endsWith(PERSONA.text());
            Set<String> prompts = new HashSet<>();
            for (int i = 1; i < 6; i += 2) {
                assertThat(messages.get(i).role()).isEqualTo(Role.ASSISTANT);
                prompts.add(messages.get(i).content());
            }
            assertThat(prompts).as("seed %d", seed).hasSize(3);
            shown.addAll(prompts);
            assertThat(template.render(PERSONA, "", PromptKind.ANY, seed).messages())
                    .isEqualTo(messages);
        }
        assertThat(shown).hasSize(FewShotTemplate.load().examples().size());
    }

    @Test
    void everyExampleIsItselfAUsablePrompt() {
        for (FewShotTemplate.Example example : FewShotTemplate.load().examples()) {
            Persona persona = new Persona("0".repeat(32), example.persona(), "example");
            Answer answer =
                    new Answer(example.prompt(), TokenIds.of(1), LogProbabilities.of(-1f), FinishReason.STOP, 1);
            assertThat(new PromptReader(Language.of("en")).read(persona, answer))
                    .isEqualTo(new PromptReading.Usable(example.prompt()));
        }
    }

    @Test
    void everyKindHasItsDemandAndEnoughExamples() {
        for (String name : List.of("paper", "few-shot")) {
            PromptTemplate template = PromptTemplate.named(name);
            for (PromptKind kind : PromptKind.values()) {
                String demand = PromptTemplate.demands(Language.of("de")).getOrDefault(kind, "");
                assertThat(demand).endsWith("Write it in German.");
                assertThat(template.render(PERSONA, demand, kind, 4)
                                .messages()
                                .getLast()
                                .content())
                        .contains(demand)
                        .contains(PERSONA.text())
                        .doesNotContain("{");
            }
        }
        assertThat(PromptTemplate.demands(Language.of("en"))).containsEntry(PromptKind.ANY, "");
    }

    @Test
    void fewShotShowsExamplesOfTheKindWanted() {
        FewShotTemplate template = FewShotTemplate.load();
        for (long seed = 0; seed < 50; seed++) {
            List<ChatMessage> messages =
                    template.render(PERSONA, "", PromptKind.CODING, seed).messages();
            for (int i = 1; i < 6; i += 2) {
                String shown = messages.get(i).content();
                assertThat(template.examples())
                        .filteredOn(example -> example.prompt().equals(shown))
                        .singleElement()
                        .satisfies(example -> assertThat(example.kind()).isEqualTo(PromptKind.CODING));
            }
        }
    }

    @Test
    void withoutAPersonaNobodyIsMentioned() {
        Persona nobody = new Persona("0".repeat(32), "", "none");
        for (String name : List.of("paper", "few-shot")) {
            assertThat(PromptTemplate.named(name)
                            .render(nobody, "", PromptKind.ANY, 1)
                            .messages())
                    .allSatisfy(message -> assertThat(message.content())
                            .doesNotContain("Person:")
                            .doesNotContain("described below")
                            .doesNotContain("{"));
        }
    }

    @Test
    void anUnknownNameIsAnswered() {
        assertThatThrownBy(() -> PromptTemplate.named("zero-shot"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("paper, few-shot");
    }
}
