package sao.assembly;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sao.chat.ChatModel;
import sao.novelty.BenchmarkIndex;
import sao.novelty.NoveltyRules;
import sao.persona.NoPersona;
import sao.persona.PersonaFile;
import sao.persona.PersonaGrid;
import sao.persona.PersonaSource;
import sao.prompt.Language;
import sao.prompt.PersonaWriting;
import sao.prompt.PromptTemplate;
import sao.settings.PersonaSettings;
import sao.settings.PersonaSettings.Source;
import sao.settings.PromptSettings;
import sao.settings.RunSettings;
import sao.synthesis.PromptRules;
import sao.token.SamplingSettings;
import sao.workspace.FileFormats;

/// Creates the parts that produce prompts as configured in the settings: personas, prompt writing, and prompt
/// rules.
public final class PromptParts {
    private static final int MOST_WARNINGS = 10;

    private PromptParts() {}

    /// {@return the source of personas}
    ///
    /// @param warnings receives a message for each of the first ten rows that cannot be read, and one for the
    ///     rest
    public static PersonaSource personas(RunSettings settings, FileFormats formats, Consumer<String> warnings) {
        PersonaSettings personas = settings.personas();
        boolean ownGrid = !personas.file().isEmpty();
        return switch (personas.source()) {
            case GRID, MODEL ->
                ownGrid ? new PersonaGrid(Path.of(personas.file()), settings.seed()) : new PersonaGrid(settings.seed());
            case FILE -> file(personas, formats, few(warnings));
            case NONE -> new NoPersona(settings.seed());
        };
    }

    private static PersonaSource file(PersonaSettings personas, FileFormats formats, Consumer<String> warnings) {
        Path file = Path.of(personas.file());
        return personas.file().toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? formats.parquetPersonas(file, personas.field(), warnings)
                : new PersonaFile(file, personas.field(), warnings);
    }

    private static Consumer<String> few(Consumer<String> warnings) {
        AtomicInteger said = new AtomicInteger();
        return warning -> {
            int number = said.incrementAndGet();
            if (number <= MOST_WARNINGS) {
                warnings.accept("Note: " + warning);
            } else if (number == MOST_WARNINGS + 1) {
                warnings.accept(
                        "Note: more rows of the persona file cannot be read; they are skipped without a message.");
            }
        };
    }

    /// {@return how a model expands persona traits into descriptions; empty if personas are used as they are}
    public static Optional<PersonaWriting> writing(RunSettings settings, ChatModel model) {
        PersonaSettings personas = settings.personas();
        return personas.source() == Source.MODEL
                ? Optional.of(new PersonaWriting(
                        model,
                        SamplingSettings.of(
                                settings.prompts().temperature(),
                                settings.prompts().topP(),
                                personas.maxTokens()),
                        personas.related()))
                : Optional.empty();
    }

    /// {@return how prompts are written and which of them are accepted}
    ///
    /// @param refused prompts of benchmarks, which must not be trained on
    /// @param force whether a low yield does not stop the run
    public static sao.synthesis.PromptSettings prompts(RunSettings settings, BenchmarkIndex refused, boolean force) {
        PromptSettings prompts = settings.prompts();
        PromptSettings.Novelty novelty = prompts.novelty();
        return new sao.synthesis.PromptSettings(
                PromptTemplate.named(prompts.template().label()),
                prompts.kinds(),
                Language.of(prompts.language()),
                SamplingSettings.of(prompts.temperature(), prompts.topP(), prompts.maxTokens()),
                new PromptRules(
                        new NoveltyRules(novelty.minhash(), novelty.rougeL()),
                        novelty.repetitions(),
                        refused,
                        force ? 0 : prompts.minimumYield()));
    }
}
