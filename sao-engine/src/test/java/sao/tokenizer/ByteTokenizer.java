package sao.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// One token for each byte of UTF-8, so that most characters beyond ASCII are spread over several; 256 is
/// special.
public final class ByteTokenizer implements Tokenizer {
    static final int SPECIAL = 256;

    @Override
    public TokenIds encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return TokenIds.of(ids);
    }

    @Override
    public TokenIds encodeWithSpecials(String text) {
        return encode(text);
    }

    @Override
    public String decode(TokenIds ids, boolean skipSpecials) {
        byte[] bytes = new byte[ids.size()];
        int count = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) != SPECIAL) {
                bytes[count++] = (byte) ids.get(i);
            }
        }
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    @Override
    public int vocabularySize() {
        return SPECIAL + 1;
    }

    @Override
    public Optional<Integer> addedBeginning() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> idOf(String token) {
        return Optional.empty();
    }

    @Override
    public List<String> specialTokens() {
        return List.of("<special>");
    }

    @Override
    public String fingerprint() {
        return "bytes";
    }
}
