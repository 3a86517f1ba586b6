package sao.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Usage;
import sao.control.RandomJudge;
import sao.domain.Persona;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaGrid;
import sao.prompt.PromptReading.Unusable;
import sao.prompt.PromptReading.Usable;
import sao.prompt.PromptWriter.Written;
import sao.rows.Funnel;
import sao.synthesis.StubModel;
import sao.synthesis.StubRun;
import sao.synthesis.Synthesis;
import sao.synthesis.SynthesisParts;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

class PersonaWriterTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);

    @TempDir
    private Path folder;

    @Test
    void thePersonIsFoundInWhateverStandsAroundIt() {
        String person = "A person who mends clocks and knows everything about springs.";
        for (String text : List.of(
                person,
                "**" + person + "**",
                "Persona: " + person,
                "\"" + person + "\"",
                person + "\n\nI hope this helps!")) {
            assertThat(PersonaWriter.read(answer(text, FinishReason.STOP)))
                    .as(text)
                    .isEqualTo(new Usable(person));
        }
        assertThat(PersonaWriter.read(answer(person + " They also know a lot ab", FinishReason.LENGTH)))
                .isEqualTo(new Usable(person));
    }

    @Test
    void nobodyIsMadeOfNothing() {
        Map<String, String> reasons = Map.of(
                "", "short_persona",
                "A baker.", "short_persona",
                "I'm sorry, but I cannot describe a real person here.", "persona_refusal",
                "A person who says <|im_end|> all day long.", "persona_template_marker");
        reasons.forEach((text, reason) -> assertThat(PersonaWriter.read(answer(text, FinishReason.STOP)))
                .as(text)
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(reason)));
        assertThat(PersonaWriter.read(answer("A person who never comes to an end and", FinishReason.LENGTH)))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo("truncated_persona"));
    }

    @Test // 400 draws of a quarter: standard deviation 9
    void someAreRelatedToAPersonThatWasWrittenBefore() {
        People model = new People();
        PersonaWriter writer = new PersonaWriter(new PersonaWriting(model, SAMPLING, 0.25), 5);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            written.add(
                    writer.write(new Persona("%032d".formatted(i), "A calm baker number %d.".formatted(i), "grid:0")));
        }
        List<Written> related = written.stream()
                .filter(each -> each.persona().source().equals("model/related of model/role of grid:0"))
                .toList();
        assertThat(related.size()).isBetween(64, 136);
        assertThat(written).extracting(each -> each.persona().id()).doesNotHaveDuplicates();
        long unusable = written.stream()
                .filter(each ->
                        each.persona().source().equals("model/role of grid:0") && each.reading() instanceof Unusable)
                .count();
        assertThat(model.asked.get()).isEqualTo(400 + related.size() + (int) unusable);
    }

    @Test
    void aRoundWithWrittenPeopleIsRememberedLikeAnyOther() {
        Funnel first;
        List<String> rows;
        try (Ledger ledger = Ledger.open(folder)) {
            first = synthesis(ledger, new People()).run(ledger, 1);
            try (LedgerReader reader = ledger.reader()) {
                rows = StubRun.rows(reader);
            }
        }
        assertThat(first.prompts()).isEqualTo(StubRun.COUNT + StubRun.HELD_OUT);
        assertThat(first.dropped()).containsKey("short_persona");
        assertThat(first.underWay()).isZero();
        People again = new People();
        try (Ledger ledger = Ledger.open(folder)) {
            synthesis(ledger, again).run(ledger, 1);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(rows);
                assertThat(reader.round(1)
                                .persona(reader.round(1)
                                        .prompts(false)
                                        .getFirst()
                                        .personaId()))
                        .hasValueSatisfying(text -> assertThat(text).startsWith("A person who"));
            }
        }
        assertThat(again.asked).hasValue(0);
    }

    private static Synthesis synthesis(Ledger ledger, ChatModel model) {
        SynthesisParts parts = new SynthesisParts(
                new PersonaGrid(42),
                Optional.of(new PersonaWriting(ledger.remembering(model, CallPurpose.PERSONAS), SAMPLING, 0.25)),
                ledger.remembering(model, CallPurpose.PROMPTS),
                ledger.remembering(model, CallPurpose.RESPONSES),
                new RandomJudge(7),
                "",
                new PairRules(0, 4, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0),
                Optional.empty(),
                Optional.empty());
        return new Synthesis(parts, StubRun.settings(16));
    }

    private static Answer answer(String text, FinishReason reason) {
        return new Answer(text, TokenIds.of(1), LogProbabilities.of(-1f), reason, 1);
    }

    /// Writes people, too; one in twenty is nobody.
    private static final class People extends StubModel {
        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            if (!conversation.messages().getLast().content().contains("A person who")
                    || conversation.messages().getLast().content().contains("User prompt:")) {
                return super.generate(conversation, sampling, count, seed);
            }
            asked.incrementAndGet();
            String text = Long.remainderUnsigned(seed, 20) == 0
                    ? "Nobody."
                    : "A person who has the number %d and likes it.".formatted(seed);
            return new Generation(TokenIds.of(1), List.of(answer(text, FinishReason.STOP)), new Usage(1, 0, 1, 1));
        }
    }
}
