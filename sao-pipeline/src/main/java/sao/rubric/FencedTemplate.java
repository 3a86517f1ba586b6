package sao.rubric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.file.Sha256;

/// A template with `{{slots}}` for untrusted texts, between fences that these texts cannot predict.
///
/// The word `{{tag}}` of the fences and the labels of the responses are derived from a SHA-256 digest of the texts
/// or of one of them. A text that contains the word would have to contain a part of its own digest. Slots are
/// filled in one pass: slots inside a value are not filled.
public final class FencedTemplate {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final String TAG = "tag";
    private static final int TAG_LETTERS = 8;
    /* Without vowels, so that labels form no words, and without X and Y, the placeholders of the rubric. */
    private static final String LABELS = "BCDFGHJKLMNPQRSTVWZ";

    private final String name;
    private final String text;
    private final String salt;
    private final List<Piece> pieces = new ArrayList<>();

    /// A slot, or text between slots.
    ///
    /// @param slot whether the piece is a slot
    /// @param text name of the slot, or the text
    private record Piece(boolean slot, String text) {}

    /// @param name name and version of the template
    /// @param text text with slots
    FencedTemplate(String name, String text) {
        this(name, text, "");
    }

    private FencedTemplate(String name, String text, String salt) {
        this.name = name;
        this.text = text;
        this.salt = salt;
        Matcher slot = SLOT.matcher(text);
        int end = 0;
        while (slot.find()) {
            pieces.add(new Piece(false, text.substring(end, slot.start())));
            pieces.add(new Piece(true, slot.group(1)));
            end = slot.end();
        }
        pieces.add(new Piece(false, text.substring(end)));
    }

    /// {@return this template with other words in the fences and other labels}
    ///
    /// @param salt part of the digest from which words and labels are derived; empty for the usual ones
    public FencedTemplate salted(String salt) {
        return new FencedTemplate(name, text, salt);
    }

    /// {@return name and version}
    public String name() {
        return name;
    }

    /// {@return the text with its slots}
    String text() {
        return text;
    }

    /// {@return the template in the resources of this package with this name}
    public static FencedTemplate resource(String name) {
        String file = name + ".txt";
        try (InputStream stream = Objects.requireNonNull(FencedTemplate.class.getResourceAsStream(file), file)) {
            return new FencedTemplate(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the number of occurrences of a slot}
    long occurrences(String slot) {
        return pieces.stream().filter(new Piece(true, slot)::equals).count();
    }

    /// {@return the names of all slots, sorted}
    List<String> slots() {
        return pieces.stream()
                .filter(Piece::slot)
                .map(Piece::text)
                .distinct()
                .sorted()
                .toList();
    }

    /// {@return the text with all slots filled; the word in the fences is derived from all values}
    ///
    /// @param values the text of each slot except `tag`
    public String fill(Map<String, String> values) {
        return fill(values, values.values());
    }

    /// {@return the text with all slots filled; the word in the fences is derived from one text, so that judge
    /// prompts for several responses to one prompt have the same fences}
    ///
    /// @param values the text of each slot except `tag`
    /// @param source text whose digest gives the word
    public String fill(Map<String, String> values, String source) {
        return fill(values, List.of(source));
    }

    private String fill(Map<String, String> values, Collection<String> sources) {
        String tag = tag(values, sources);
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.slot()) {
                filled.append(piece.text());
            } else if (piece.text().equals(TAG)) {
                filled.append(tag);
            } else {
                filled.append(Objects.requireNonNull(values.get(piece.text()), piece.text()));
            }
        }
        return filled.toString();
    }

    /// {@return the word in the fences: independent of which value is in which slot, and not contained in any
    /// value}
    private String tag(Map<String, String> values, Collection<String> sources) {
        for (int attempt = 0; ; attempt++) {
            String tag = letters(digest(sources, attempt));
            if (values.values().stream().noneMatch(value -> value.contains(tag))) {
                return tag;
            }
        }
    }

    private byte[] digest(Collection<String> sources, int attempt) {
        MessageDigest digest = Sha256.begin();
        digest.update((name + '\0' + attempt).getBytes(StandardCharsets.UTF_8));
        if (!salt.isEmpty()) {
            digest.update(('\0' + salt + '\0').getBytes(StandardCharsets.UTF_8));
        }
        for (String value : new TreeSet<>(sources)) { // sorted, so that both orders have the same tag
            digest.update((value.length() + "\0" + value).getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest();
    }

    /// {@return two different letters derived from the digest of all values: independent of which value is in
    /// which slot}
    List<String> labels(Map<String, String> values) {
        byte[] digest = digest(values.values(), -1);
        int first = Byte.toUnsignedInt(digest[0]) % LABELS.length();
        int second = (first + 1 + Byte.toUnsignedInt(digest[1]) % (LABELS.length() - 1)) % LABELS.length();
        return List.of(LABELS.substring(first, first + 1), LABELS.substring(second, second + 1));
    }

    private static String letters(byte[] digest) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < TAG_LETTERS; i++) {
            word.append((char) ('a' + Byte.toUnsignedInt(digest[i]) % 26));
        }
        return word.toString();
    }
}
