package sao.report;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prompts and answers that try to break out of a page.
final class SampleTexts {
    private static final List<String> HOSTILE = List.of(
            "<script>document.title = 'broken'</script>",
            "</script><script>document.title = 'broken'</script><!--",
            "<img src=x onerror=\"document.title='broken'\">",
            "\"><svg onload=alert(1)> & 'quotes' \u2028 \u0000 end",
            "שלום, איך מכינים קפה שחור? \u202e evil override \u202c",
            "Donaudampfschifffahrtsgesellschaftskapitän".repeat(12),
            "🦔👩‍🔬 emoji, 東京の天気は？",
            "");
    private static final List<String> WORDS = List.of(
            ("the train was late and the driver asked whether anyone could restore a clock that had been damaged in"
                            + " the flood because nobody else in the village remembered how its springs were wound")
                    .split(" "));

    private SampleTexts() {}

    static String prompt(SplittableRandom random, int i) {
        return i % 5 == 2
                ? HOSTILE.get(i % HOSTILE.size()) + " " + sentence(random, 6)
                : "How do I " + sentence(random, 9) + "?";
    }

    static String answer(SplittableRandom random, int i) {
        String text = IntStream.range(0, 1 + random.nextInt(14))
                .mapToObj(_ -> sentence(random, 16) + (random.nextInt(3) == 0 ? ".\n\n" : ". "))
                .collect(Collectors.joining());
        return i % 4 == 1 ? HOSTILE.get(i % HOSTILE.size()) : text.strip();
    }

    private static String sentence(SplittableRandom random, int words) {
        return IntStream.range(0, words)
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }
}
