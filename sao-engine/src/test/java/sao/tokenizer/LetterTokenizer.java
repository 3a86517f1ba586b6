package sao.tokenizer;

import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// One token for each character: its id is its distance from U+0100.
public final class LetterTokenizer implements Tokenizer {
    private static final int FIRST = 0x100;

    private final int size;

    public LetterTokenizer(int size) {
        this.size = size;
    }

    @Override
    public TokenIds encode(String text) {
        return TokenIds.of(text.chars().map(letter -> letter - FIRST).toArray());
    }

    @Override
    public TokenIds encodeWithSpecials(String text) {
        return encode(text);
    }

    @Override
    public String decode(TokenIds ids, boolean skipSpecials) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            text.append((char) (ids.get(i) + FIRST));
        }
        return text.toString();
    }

    @Override
    public int vocabularySize() {
        return size;
    }

    @Override
    public Optional<Integer> addedBeginning() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> idOf(String token) {
        return token.length() == 1 ? Optional.of(token.charAt(0) - FIRST) : Optional.empty();
    }

    @Override
    public List<String> specialTokens() {
        return List.of();
    }

    @Override
    public String fingerprint() {
        return "letters";
    }
}
