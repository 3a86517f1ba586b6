package sao.judging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Texts on which a fast way and a plain one may disagree.
public final class HostileTexts {
    private static final String[] GAPS = {
        " ", " ", " ", " ", " ", " ", "\n", "  ", "\t", "\r\n", "\u00a0", "\u2028", "", "-", "_", ".", "\u0301", ": "
    };

    private HostileTexts() {}

    /// {@return pieces in any order and spelling, with any gaps between them: some in capitals, some with letters
    /// that lower-casing or folding takes for others, or with an accent}
    public static String of(String[] pieces, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String piece = pieces[random.nextInt(pieces.length)].replace('_', ' ');
            text.append(spelled(piece, random)).append(GAPS[random.nextInt(GAPS.length)]);
        }
        return text.toString();
    }

    private static String spelled(String piece, SplittableRandom random) {
        return switch (random.nextInt(16)) {
            case 0 -> piece.toUpperCase(Locale.ROOT);
            case 1 -> piece.replace('i', '\u0130');
            case 2 -> piece.replace('i', '\u0131');
            case 3 -> piece.replace('s', '\u017f').replace('k', '\u212a');
            case 4 -> piece.replace('e', '\u00e9');
            case 5 -> piece.substring(0, 1).toUpperCase(Locale.ROOT) + piece.substring(1);
            default -> piece;
        };
    }

    /// {@return the prompts and answers of the pairs that benchmarks take}
    public static List<String> ordinary() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("sao.project"), "bench/pairs64.jsonl"))) {
            JsonNode pair = new JsonMapper().readTree(line);
            for (String side : List.of("prompt", "chosen", "rejected")) {
                texts.add(pair.at("/%s/0/content".formatted(side)).asText());
            }
        }
        return texts;
    }
}
