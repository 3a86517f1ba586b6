package sao.judging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with `{{slots}}` that takes foreign texts in between fences which those texts cannot have
/// guessed.
///
/// The word `{{tag}}` of the fences is drawn from a digest of all the texts, so a text that wanted to
/// contain it would have to contain its own digest; so are the letters by which texts can be called. Slots
/// are filled in one pass: what a foreign text contains is never looked at again.
record FencedTemplate(String name, String text) {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final String TAG = "tag";
    private static final int TAG_LETTERS = 8;
    private static final String LABELS = "BCDFGHJKLMNPQRSTVWZ"; // no word, and neither X nor Y, which stand for them

    /// {@return the template of that name that comes with the product}
    static FencedTemplate resource(String name) {
        String file = name + ".txt";
        try (InputStream stream = Objects.requireNonNull(FencedTemplate.class.getResourceAsStream(file), file)) {
            return new FencedTemplate(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return how often a slot occurs}
    long occurrences(String slot) {
        return SLOT.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(slot))
                .count();
    }

    /// {@return the names of all slots, sorted}
    List<String> slots() {
        return SLOT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /// {@return the text with every slot filled}
    ///
    /// @param values the foreign text of each slot except `tag`
    String fill(Map<String, String> values) {
        String tag = tag(values);
        Matcher matcher = SLOT.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String slot = matcher.group(1);
            String value = slot.equals(TAG) ? tag : Objects.requireNonNull(values.get(slot), slot);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    /// {@return the word in the fences: the same whichever value stands in which slot, and in none of the
    /// values}
    private String tag(Map<String, String> values) {
        for (int attempt = 0; ; attempt++) {
            String tag = letters(digest(values, attempt));
            if (values.values().stream().noneMatch(value -> value.contains(tag))) {
                return tag;
            }
        }
    }

    private byte[] digest(Map<String, String> values, int attempt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + '\0' + attempt).getBytes(StandardCharsets.UTF_8));
            for (String value : new TreeSet<>(values.values())) { // sorted, so that both orders have one tag
                digest.update((value.length() + "\0" + value).getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// {@return two different letters that none of the foreign texts can have known, drawn from all of them:
    /// the same whichever value stands in which slot}
    List<String> labels(Map<String, String> values) {
        byte[] digest = digest(values, -1);
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
