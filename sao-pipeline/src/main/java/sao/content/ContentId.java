package sao.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sao.file.Sha256;
import sao.token.SamplingSettings;

/// Names a thing by what determines it: the first 16 bytes of SHA-256 over canonical JSON, as 32
/// hexadecimal digits.
///
/// Equal content has equal ids on every machine, so what two machines did can be put together, and a change
/// of one setting changes the ids of what depends on it and of nothing else. Wall clocks never enter one.
public final class ContentId {
    private static final int BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();

    private ContentId() {}

    /// {@return the id of a thing}
    ///
    /// @param content all that determines it: maps, lists, text, numbers, booleans; by convention with a
    ///     `kind`
    /// @throws IllegalArgumentException if something inside has no canonical form
    public static String of(Map<String, ?> content) {
        return hex(digest(CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8)));
    }

    /// {@return sampling settings as content, under the names that settings files use; the rarer ones only
    /// where they are on}
    public static Map<String, Object> contentOf(SamplingSettings sampling) {
        Map<String, Object> content = new TreeMap<>(Map.of(
                "temperature", sampling.temperature(),
                "top_p", sampling.topP(),
                "top_k", sampling.topK(),
                "min_p", sampling.minP(),
                "repetition_penalty", sampling.penalties().repetition(),
                "max_tokens", sampling.maximumTokens(),
                "stop", sampling.stop()));
        if (sampling.penalties().frequency() != 0) {
            content.put("frequency_penalty", sampling.penalties().frequency());
        }
        if (sampling.penalties().presence() != 0) {
            content.put("presence_penalty", sampling.penalties().presence());
        }
        if (sampling.ending().minimumTokens() != 0) {
            content.put("min_tokens", sampling.ending().minimumTokens());
        }
        if (!sampling.ending().stopTokens().isEmpty()) {
            content.put(
                    "stop_token_ids",
                    List.copyOf(new TreeSet<>(sampling.ending().stopTokens())));
        }
        return content;
    }

    public static byte[] digest(byte[]... parts) {
        MessageDigest sha = Sha256.begin();
        for (byte[] part : parts) {
            sha.update(part);
        }
        return Arrays.copyOf(sha.digest(), BYTES);
    }

    public static byte[] bytes(String id) {
        if (id.length() != 2 * BYTES) {
            throw new IllegalArgumentException("'%s' is not a content id of 32 hexadecimal digits".formatted(id));
        }
        return HEX.parseHex(id);
    }

    public static String hex(byte[] id) {
        return HEX.formatHex(id);
    }
}
