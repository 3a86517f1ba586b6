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

/// A text with `{{slots}}` that are filled with texts of others, between fences that those texts cannot have
/// guessed.
///
/// The word `{{tag}}` of the fences is drawn from a SHA-256 digest of the texts or of one of them, and so are the
/// letters by which texts are called: a text that contains the word would have to contain its own digest, or its
/// author, a model, would have to compute one. Slots are filled in one pass: slots inside a value are not filled.
public final class FencedTemplate {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final String TAG = "tag";
    private static final int TAG_LETTERS = 8;
    private static final String LABELS = "BCDFGHJKLMNPQRSTVWZ"; // no word, and neither X nor Y, which stand for them

    private final String name;
    private final String text;
    private final List<Piece> pieces = new ArrayList<>();

    /// A slot, or words between slots.
    ///
    /// @param text the slot's name, or the words
    private record Piece(boolean slot, String text) {}

    /// @param name and version
    /// @param text with slots
    FencedTemplate(String name, String text) {
        this.name = name;
        this.text = text;
        Matcher slot = SLOT.matcher(text);
        int end = 0;
        while (slot.find()) {
            pieces.add(new Piece(false, text.substring(end, slot.start())));
            pieces.add(new Piece(true, slot.group(1)));
            end = slot.end();
        }
        pieces.add(new Piece(false, text.substring(end)));
    }

    /// {@return name and version}
    public String name() {
        return name;
    }

    /// {@return the text with its slots}
    String text() {
        return text;
    }

    /// {@return the template of that name that comes with the product}
    public static FencedTemplate resource(String name) {
        String file = name + ".txt";
        try (InputStream stream = Objects.requireNonNull(FencedTemplate.class.getResourceAsStream(file), file)) {
            return new FencedTemplate(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return how often a slot occurs}
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

    /// {@return the text with every slot filled; the word in the fences is drawn from all values}
    ///
    /// @param values the text of each slot except `tag`
    public String fill(Map<String, String> values) {
        return fill(values, values.values());
    }

    /// {@return the text with every slot filled; the word in the fences is drawn from one text alone, so that
    /// questions about several responses to one prompt stand in the same words}
    ///
    /// @param values the text of each slot except `tag`
    /// @param source text from whose digest the word is drawn
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

    /// {@return the word in the fences: the same whichever value stands in which slot, and contained in no value}
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
        for (String value : new TreeSet<>(sources)) { // sorted, so that both orders have one tag
            digest.update((value.length() + "\0" + value).getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest();
    }

    /// {@return two different letters that none of the foreign texts can have known, drawn from all of them:
    /// the same whichever value stands in which slot}
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
