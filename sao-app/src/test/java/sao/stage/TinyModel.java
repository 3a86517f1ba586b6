package sao.stage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/// A Llama of two small layers with random weights that speaks word salad: enough for the whole loop in
/// seconds. Its embeddings carry a constant in their first place, by which the head keeps single bytes out
/// of what it says and makes turns end now and then.
public final class TinyModel {
    private static final int WIDTH = 32;
    private static final int INNER = 64;
    private static final int HEAD_WIDTH = 8;
    private static final int HEADS = 4;
    private static final int KEY_VALUE_HEADS = 2;
    private static final int LAYERS = 2;
    private static final int CONSTANT = 6;
    private static final int BYTES = 256;
    private static final String TEMPLATE =
            "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>'"
                    + " + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
    private static final List<String> SPECIALS = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
    private static final String WORDS = """
            how why when where what which can could should would do does did is are was were will may might
            old new small great broken quiet early late warm cold bright dark simple strange honest careful
            clock garden river harbour letter recipe engine violin market window kitchen bridge lantern orchard
            teacher doctor sailor baker nurse farmer painter child friend neighbour stranger mayor
            repair plant write cook paint teach carry measure compare explain describe choose begin finish
            before after between without under above near beyond during against because although until
            slowly quickly gently often never always perhaps together tomorrow yesterday twice
            bread stone paper glass iron wool honey salt water fire snow rain thunder music silence""";

    private final Random random;
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final List<String> vocabulary = new ArrayList<>();

    private TinyModel(long seed) {
        random = new Random(seed);
    }

    /// {@return the folder, with the model in it}
    public static Path write(Path folder, long seed) throws IOException {
        TinyModel model = new TinyModel(seed);
        Files.createDirectories(folder);
        model.speak();
        model.weigh();
        model.writeTokenizer(folder);
        model.writeConfig(folder, "LlamaForCausalLM");
        model.writeWeights(folder.resolve("model.safetensors"));
        return folder;
    }

    /// {@return the folder, with a reward model in it}
    public static Path writeReward(Path folder, long seed) throws IOException {
        TinyModel model = new TinyModel(seed);
        Files.createDirectories(folder);
        model.speak();
        model.weigh();
        model.weights.remove("lm_head.weight");
        model.tensor("score.weight", 0.5, 1, WIDTH);
        model.writeTokenizer(folder);
        model.writeConfig(folder, "LlamaForSequenceClassification");
        model.writeWeights(folder.resolve("model.safetensors"));
        return folder;
    }

    private void speak() {
        for (int code = 0; code < BYTES; code++) {
            vocabulary.add(spelling(code));
        }
        for (String word : Pattern.compile("\\s+").splitAsStream(WORDS).toList()) {
            vocabulary.add("\u0120" + word);
        }
        vocabulary.addAll(SPECIALS);
    }

    /// GPT-2's way to write bytes as visible characters.
    private static String spelling(int code) {
        boolean visible = (code >= '!' && code <= '~') || (code >= 0xA1 && code <= 0xAC) || (code >= 0xAE);
        if (visible) {
            return String.valueOf((char) code);
        }
        int hidden = code <= ' ' ? code : code <= 0xA0 ? code - 0x7F + 33 : 67;
        return String.valueOf((char) (BYTES + hidden));
    }

    private void weigh() {
        int size = vocabulary.size();
        tensor("model.embed_tokens.weight", 1, size, WIDTH);
        tensor("lm_head.weight", 0.35, size, WIDTH);
        tensor("model.norm.weight", 0, WIDTH);
        for (int token = 0; token < size; token++) {
            Objects.requireNonNull(weights.get("model.embed_tokens.weight"))[token * WIDTH] = CONSTANT;
            Objects.requireNonNull(weights.get("lm_head.weight"))[token * WIDTH] = token < BYTES ? -8 : 0;
        }
        int end = size - 1;
        for (int special = size - SPECIALS.size(); special < end; special++) {
            Objects.requireNonNull(weights.get("lm_head.weight"))[special * WIDTH] = -8;
        }
        Objects.requireNonNull(weights.get("lm_head.weight"))[end * WIDTH] = 1.2f;
        for (int layer = 0; layer < LAYERS; layer++) {
            String prefix = "model.layers.%d.".formatted(layer);
            tensor(prefix + "input_layernorm.weight", 0, WIDTH);
            tensor(prefix + "post_attention_layernorm.weight", 0, WIDTH);
            tensor(prefix + "self_attn.q_proj.weight", 0.2, HEADS * HEAD_WIDTH, WIDTH);
            tensor(prefix + "self_attn.k_proj.weight", 0.2, KEY_VALUE_HEADS * HEAD_WIDTH, WIDTH);
            tensor(prefix + "self_attn.v_proj.weight", 0.2, KEY_VALUE_HEADS * HEAD_WIDTH, WIDTH);
            tensor(prefix + "self_attn.o_proj.weight", 0.1, WIDTH, HEADS * HEAD_WIDTH);
            tensor(prefix + "mlp.gate_proj.weight", 0.1, INNER, WIDTH);
            tensor(prefix + "mlp.up_proj.weight", 0.1, INNER, WIDTH);
            tensor(prefix + "mlp.down_proj.weight", 0.1, WIDTH, INNER);
        }
    }

    /// Normally distributed; of scale 0, all ones: a norm.
    private void tensor(String name, double scale, int... shape) {
        int size = 1;
        for (int side : shape) {
            size *= side;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = scale == 0 ? 1 : (float) (scale * random.nextGaussian());
        }
        weights.put(name, values);
        shapes.put(name, shape);
    }

    private void writeTokenizer(Path folder) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode();
        root.put("version", "1.0");
        var added = root.putArray("added_tokens");
        int first = vocabulary.size() - SPECIALS.size();
        for (int i = 0; i < SPECIALS.size(); i++) {
            added.addObject()
                    .put("id", first + i)
                    .put("content", SPECIALS.get(i))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putNull("normalizer");
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        root.putNull("post_processor");
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout").putNull("unk_token");
        model.put("fuse_unk", false).put("byte_fallback", false);
        ObjectNode ids = model.putObject("vocab");
        for (int i = 0; i < first; i++) {
            ids.put(vocabulary.get(i), i);
        }
        model.putArray("merges");
        Files.writeString(folder.resolve("tokenizer.json"), root.toPrettyString());
        ObjectNode config = json.createObjectNode()
                .put("bos_token", "<|im_start|>")
                .put("eos_token", "<|im_end|>")
                .put("tokenizer_class", "GPT2Tokenizer")
                .put("chat_template", TEMPLATE);
        Files.writeString(folder.resolve("tokenizer_config.json"), config.toPrettyString());
    }

    private void writeConfig(Path folder, String className) throws IOException {
        ObjectNode config = new JsonMapper().createObjectNode();
        config.putArray("architectures").add(className);
        config.putObject("id2label").put("0", "LABEL_0");
        config.put("model_type", "llama")
                .put("hidden_act", "silu")
                .put("attention_bias", false)
                .put("hidden_size", WIDTH)
                .put("intermediate_size", INNER)
                .put("num_hidden_layers", LAYERS)
                .put("num_attention_heads", HEADS)
                .put("num_key_value_heads", KEY_VALUE_HEADS)
                .put("head_dim", HEAD_WIDTH)
                .put("max_position_embeddings", 8192)
                .put("rms_norm_eps", 1e-5)
                .put("rope_theta", 10000.0)
                .put("tie_word_embeddings", false)
                .put("torch_dtype", "float32")
                .put("vocab_size", vocabulary.size())
                .put("bos_token_id", vocabulary.size() - 2)
                .put("eos_token_id", vocabulary.size() - 1);
        Files.writeString(folder.resolve("config.json"), config.toPrettyString());
    }

    private void writeWeights(Path file) throws IOException {
        ObjectNode header = new JsonMapper().createObjectNode();
        int offset = 0;
        for (var weight : weights.entrySet()) {
            ObjectNode entry = header.putObject(weight.getKey()).put("dtype", "F32");
            var shape = entry.putArray("shape");
            for (int side : Objects.requireNonNull(shapes.get(weight.getKey()))) {
                shape.add(side);
            }
            int bytes = weight.getValue().length * Float.BYTES;
            entry.putArray("data_offsets").add(offset).add(offset + bytes);
            offset += bytes;
        }
        byte[] head = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(head.length, 8) * 8;
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + padded + offset).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(head);
        while (buffer.position() < Long.BYTES + padded) {
            buffer.put((byte) ' ');
        }
        weights.values().forEach(values -> {
            for (float value : values) {
                buffer.putFloat(value);
            }
        });
        Files.write(file, buffer.array());
    }
}
