package sao.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.configfile.GgufConfig;
import sao.configfile.HuggingFaceConfig;
import sao.configfile.TextPart;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.gguf.GgufFile;
import sao.safetensors.ShardedSafetensors;
import sao.template.ChatTemplate;
import sao.template.JinjaTemplate;
import sao.tokenizer.GgufVocabulary;
import sao.tokenizer.Tokenizer;
import sao.tokenizer.TokenizerConfig;
import sao.tokenizer.TokenizerFile;
import sao.tokenizer.VocabularyMetadata;
import sao.weights.WeightSource;

/// A model on disk, opened: a Hugging Face folder or a GGUF file.
///
/// Weights are read on demand by one thread at a time; everything else is immutable and shared.
public final class ModelSource implements AutoCloseable {
    private final Place place;
    private final ModelConfig config;
    private final WeightSource weights;
    private final Vocabulary vocabulary;
    private final Roles roles;

    /// The parts that turn conversations into tokens.
    ///
    /// @param tokenizer text to ids
    /// @param tokenizerConfig tokens with a role, and the template's source
    /// @param template conversations to text, if the model has one
    private record Vocabulary(
            TokenizerFile tokenizer, TokenizerConfig tokenizerConfig, Optional<ChatTemplate> template) {
        static Vocabulary of(TokenizerFile tokenizer, TokenizerConfig config) {
            Optional<ChatTemplate> template = config.chatTemplate().isEmpty()
                    ? Optional.empty()
                    : Optional.of(JinjaTemplate.parse(
                            config.chatTemplate(),
                            config.beginning().orElse(""),
                            config.end().orElse("")));
            return new Vocabulary(tokenizer, config, template);
        }

        Set<Integer> ends() {
            return TurnEnds.of(tokenizer, tokenizerConfig);
        }
    }

    /// The ids of tokens with a role in training and generation.
    ///
    /// @param endOfTurn those that end a turn or a text
    /// @param padding the one that the model's configuration calls padding, if any
    private record Roles(Set<Integer> endOfTurn, Optional<Integer> padding) {}

    /// The location of a model.
    ///
    /// @param path of its folder or file
    /// @param hasOtherParts whether the model also has parts for images
    /// @param configuration SHA-256 of the folder's configuration files; empty for a GGUF file, whose fingerprint
    ///     covers its metadata
    private record Place(Path path, boolean hasOtherParts, Optional<String> configuration) {}

    private ModelSource(Place place, ModelConfig config, WeightSource weights, Vocabulary vocabulary, Roles roles) {
        this.place = place;
        this.config = config;
        this.weights = weights;
        this.vocabulary = vocabulary;
        this.roles = roles;
    }

    /// Opens a model that generates: a Hugging Face folder or a `.gguf` file.
    ///
    /// @throws SaoException if it is neither, a part of it is missing, damaged or not supported, or it is a reward
    ///     model
    public static ModelSource open(Path path) {
        return openAny(path).requireGenerating();
    }

    /// Opens a model that generates or a reward model: a Hugging Face folder or a `.gguf` file.
    ///
    /// @throws SaoException if it is neither, or a part of it is missing, damaged or not supported
    public static ModelSource openAny(Path path) {
        if (Files.isDirectory(path)) {
            return openFolder(path, whole -> TextPart.weights(whole, ShardedSafetensors.open(path)));
        }
        if (Files.isRegularFile(path)) {
            return openGguf(path);
        }
        throw new SaoException(
                "No model was found at %s.".formatted(path),
                "Give a folder with config.json and safetensors, or a .gguf file.");
    }

    /// Opens a Hugging Face folder with other weights than its own, such as the float32 weights of the training
    /// that wrote it in bfloat16.
    ///
    /// @param weights under Hugging Face names, of the folder's shapes; closed with the source, and at once if
    ///     the folder is refused
    /// @throws SaoException if a part of the folder is missing, damaged or not built in
    public static ModelSource open(Path folder, WeightSource weights) {
        try {
            return openFolder(folder, _ -> weights);
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private ModelSource requireGenerating() {
        if (config.head() == OutputHead.REWARD) {
            close();
            throw new SaoException(
                    "%s is a reward model: it scores answers and generates none.".formatted(path()),
                    "Give a chat model here; to judge by this one, set judge.kind to reward and judge.model to it.");
        }
        return this;
    }

    private static ModelSource openFolder(Path folder, Function<JsonNode, WeightSource> weights) {
        JsonNode whole = json(folder.resolve("config.json"));
        JsonNode json = TextPart.config(whole);
        ModelConfig config = HuggingFaceConfig.parse(json);
        TokenizerFile tokenizer = TokenizerFile.ofJson(folder.resolve("tokenizer.json"));
        Vocabulary vocabulary = Vocabulary.of(tokenizer, TokenizerConfig.read(folder));
        Set<Integer> ends = vocabulary.ends();
        TurnEnds.add(json.path("eos_token_id"), ends);
        Path generation = folder.resolve("generation_config.json");
        if (Files.exists(generation)) {
            TurnEnds.add(json(generation).path("eos_token_id"), ends);
        }
        Roles roles = new Roles(ends, number(json.path("pad_token_id")));
        Place place = new Place(folder, TextPart.isWithin(whole), Optional.of(configuration(folder)));
        return new ModelSource(place, config, weights.apply(whole), vocabulary, roles);
    }

    private static ModelSource openGguf(Path file) {
        GgufFile gguf = GgufFile.open(file);
        try {
            GgufVocabulary words = new GgufVocabulary(gguf.metadata());
            TokenizerFile tokenizer = TokenizerFile.ofJson(words.json());
            Vocabulary vocabulary = Vocabulary.of(tokenizer, words.config());
            Set<Integer> ends = vocabulary.ends();
            ends.addAll(words.ends());
            ModelConfig config = GgufConfig.parse(gguf.metadata(), gguf.names(), gguf.frequencyDivisors());
            Optional<Integer> padding =
                    gguf.number("tokenizer.ggml.padding_token_id").map(Number::intValue);
            return new ModelSource(
                    new Place(file, false, Optional.empty()), config, gguf, vocabulary, new Roles(ends, padding));
        } catch (RuntimeException e) {
            gguf.close();
            throw e;
        }
    }

    private static Optional<Integer> number(JsonNode id) {
        return id.isInt() ? Optional.of(id.asInt()) : Optional.empty();
    }

    private static JsonNode json(Path file) {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            String problem = e instanceof JacksonException json
                    ? "it is not JSON: " + Excerpt.ofJsonError(json.getOriginalMessage())
                    : e.getMessage();
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, problem),
                    "Check that the folder is a complete Hugging Face model.",
                    e);
        }
    }

    /// {@return the folder or GGUF file of the model}
    public Path path() {
        return place.path();
    }

    /// {@return whether this is the text part of a model that also has parts for images} Exports of it are text
    /// models.
    public boolean isTextPart() {
        return place.hasOtherParts();
    }

    /// {@return the model's shape}
    public ModelConfig config() {
        return config;
    }

    /// {@return the weights under their Hugging Face names; closed with this source}
    public WeightSource weights() {
        return weights;
    }

    /// {@return text to token ids and back}
    public Tokenizer tokenizer() {
        return vocabulary.tokenizer();
    }

    /// {@return the text of the tokenizer's `tokenizer.json`; made from the vocabulary for a GGUF file}
    public String tokenizerJson() {
        return vocabulary.tokenizer().json();
    }

    /// {@return the tokens with a role, and the template's source}
    public TokenizerConfig tokenizerConfig() {
        return vocabulary.tokenizerConfig();
    }

    /// {@return tokenizer, template and end-of-turn tokens as the metadata of a GGUF file}
    ///
    /// @throws SaoException if GGUF has no keys for the kind of tokenizer
    public Map<String, Object> vocabularyMetadata() {
        return new VocabularyMetadata(
                        vocabulary.tokenizer(),
                        vocabulary.tokenizerConfig(),
                        roles.endOfTurn(),
                        roles.padding(),
                        config.vocabularySize())
                .metadata();
    }

    /// {@return conversations to text}
    ///
    /// @throws SaoException if the model has no chat template
    public ChatTemplate template() {
        return vocabulary
                .template()
                .orElseThrow(() -> new SaoException(
                        "%s has no chat template: it is a base model.".formatted(path()),
                        "Use the instruction-tuned variant of the model."));
    }

    /// {@return the ids that end a turn or a text, in order}
    public Set<Integer> endOfTurn() {
        return roles.endOfTurn();
    }

    /// {@return the padding id of the model's configuration; transformers does not train its embedding}
    public Optional<Integer> paddingToken() {
        return roles.padding();
    }

    /// {@return the folder whose tokenizer and template files an export copies; empty for a GGUF file}
    public Optional<Path> folder() {
        return Optional.of(path()).filter(Files::isDirectory);
    }

    /// {@return SHA-256 over weights, tokenizer and template}
    public String fingerprint() {
        MessageDigest digest = Sha256.begin();
        for (String part : List.of(
                weights.fingerprint(),
                vocabulary.tokenizer().fingerprint(),
                vocabulary.tokenizerConfig().chatTemplate())) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        place.configuration().ifPresent(files -> digest.update(files.getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }

    /// {@return the digest of the files that determine the arithmetic and the end of a turn}
    private static String configuration(Path folder) {
        MessageDigest digest = Sha256.begin();
        for (String name : List.of("config.json", "generation_config.json")) {
            Path file = folder.resolve(name);
            try {
                digest.update(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
            } catch (IOException e) {
                throw new SaoException(
                        "%s cannot be read: %s".formatted(file, e.getMessage()), "Check the file's permissions.", e);
            }
            digest.update((byte) 0);
        }
        return Sha256.hex(digest);
    }

    @Override
    public void close() {
        weights.close();
    }
}
