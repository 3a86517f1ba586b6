package sao.prompt;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.content.ContentId;
import sao.domain.Persona;
import sao.error.Excerpt;
import sao.prompt.PromptReading.Unusable;
import sao.prompt.PromptReading.Usable;
import sao.prompt.PromptWriter.Written;
import sao.text.Refusals;
import sao.text.TemplateMarks;
import sao.text.Words;
import sao.token.FinishReason;
import sao.token.Seeds;

/// Writes the description of a persona with a model: from the traits of a grid, and for a share of the rows a
/// second persona that is related to the first one.
///
/// Source: text-to-persona and persona-to-persona of Persona-Hub, arXiv 2406.20094, section 2.
///
/// @param writing model and settings
/// @param seed seed of the round
record PersonaWriter(PersonaWriting writing, long seed) {
    static final String VERSION = "persona-v1";

    private static final Map<String, String> WORDS = PromptResource.sections(VERSION);
    private static final List<String> RELATIONS =
            WORDS.getOrDefault("relations", "").lines().toList();
    private static final int FEWEST_WORDS = 5;
    private static final int MOST_CHARACTERS = 600;
    private static final Pattern SENTENCES = Pattern.compile("(?s).*[.!?]");
    private static final Pattern LABEL = Pattern.compile("(?i)^(?:person|persona|description|the person)\\s*:\\s*");

    /// {@return the persona that the model writes from the persona `grid`, or the reason why its answer is
    /// unusable}
    Written write(Persona grid) {
        Written first = write(grid, "role", WORDS.getOrDefault("write", "").replace("{persona}", grid.text()));
        boolean relate = Seeds.uniform(Seeds.of(seed, grid.id() + " related")) < writing.related();
        if (!relate || first.reading() instanceof Unusable) {
            return first;
        }
        int relation = (int) Long.remainderUnsigned(Seeds.of(seed, grid.id() + " relation"), RELATIONS.size());
        return write(
                first.persona(),
                "related",
                WORDS.getOrDefault("relate", "")
                        .replace("{persona}", first.persona().text())
                        .replace("{relation}", RELATIONS.get(relation)));
    }

    private Written write(Persona from, String source, String request) {
        Answer answer = writing.model()
                .generate(
                        Conversation.ask(request),
                        writing.sampling(),
                        1,
                        Seeds.of(seed, from.id() + " persona " + source))
                .answers()
                .getFirst();
        PromptReading reading = read(answer);
        return switch (reading) {
            case Unusable _ -> new Written(from, reading);
            case Usable(String text) ->
                new Written(
                        new Persona(
                                ContentId.of(Map.of("kind", "persona", "text", text, "from", from.id())),
                                text,
                                "model/%s of %s".formatted(source, from.source())),
                        reading);
        };
    }

    static PromptReading read(Answer answer) {
        String text = answer.text().strip();
        int paragraph = text.indexOf("\n\n");
        boolean cut = answer.finishReason() == FinishReason.LENGTH && paragraph < 0;
        String person = Markup.unwrap(paragraph < 0 ? text : text.substring(0, paragraph));
        person = Markup.unwrap(LABEL.matcher(person).replaceFirst("")).replaceAll("\\s+", " ");
        if (cut || person.length() > MOST_CHARACTERS) {
            String whole = person.substring(0, Math.min(person.length(), MOST_CHARACTERS));
            Matcher sentences = SENTENCES.matcher(whole);
            person = sentences.lookingAt() ? sentences.group() : "";
        }
        String evidence = Excerpt.line(text);
        if (TemplateMarks.areIn(person)) {
            return new Unusable("persona_template_marker", evidence);
        }
        if (Refusals.begin(person)) {
            return new Unusable("persona_refusal", evidence);
        }
        if (Words.of(person).size() < FEWEST_WORDS) {
            return new Unusable(cut ? "truncated_persona" : "short_persona", evidence);
        }
        return new Usable(person);
    }
}
