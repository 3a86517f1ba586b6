package sao.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a response merely says back of its prompt: four and more words in the prompt's order, also when up to
/// two words of the response's own stand between one and the next, for those would hide an echo from a reader
/// who looks for whole runs.
public final class EchoedText {
    /// Shorter runs are how anybody speaks of a subject.
    private static final int RUN = 4;

    /// From one word of an echo to the next.
    private static final int LARGEST_STEP = 3;

    private final Map<String, List<Integer>> asked = new HashMap<>();
    private final List<String> said;
    private final List<Map<Integer, Link>> links = new ArrayList<>();
    private final boolean[] echoed;

    /// A word of the response at a place of the prompt.
    ///
    /// @param length words of the echo up to this one
    /// @param step to the word before it in the response; 0 for the first
    private record Link(int length, int step) {}

    private EchoedText(List<String> prompt, List<String> said) {
        for (int i = 0; i < prompt.size(); i++) {
            asked.computeIfAbsent(prompt.get(i), _ -> new ArrayList<>()).add(i);
        }
        this.said = said;
        this.echoed = new boolean[said.size()];
        for (int j = 0; j < said.size(); j++) {
            link(j);
        }
    }

    /// {@return the response without what it says back; a response that says nothing back is returned as it is}
    public static String removed(String prompt, String response) {
        List<String> prompted = TextUnits.of(prompt).stream()
                .map(EchoedText::bare)
                .filter(EchoedText::isWord)
                .toList();
        List<String> pieces = TextUnits.of(response);
        List<Integer> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            String word = bare(pieces.get(i));
            if (isWord(word)) {
                places.add(i);
                words.add(word);
            }
        }
        EchoedText echo = new EchoedText(prompted, words);
        List<String> left = new ArrayList<>(pieces);
        for (int j = words.size() - 1; j >= 0; j--) {
            if (echo.echoed[j]) {
                left.remove(places.get(j).intValue());
            }
        }
        return left.size() == pieces.size() ? response : String.join(TextUnits.between(response), left);
    }

    /// Finds the echoes that a word goes on, and marks those that are long enough.
    private void link(int j) {
        Map<Integer, Link> here = new HashMap<>();
        for (int i : asked.getOrDefault(said.get(j), List.of())) {
            Link longest = new Link(1, 0);
            for (int step = 1; step <= Math.min(LARGEST_STEP, j); step++) {
                Link before = links.get(j - step).get(i - 1);
                if (before != null && before.length() >= longest.length()) {
                    longest = new Link(before.length() + 1, step);
                }
            }
            here.put(i, longest);
        }
        links.add(here);
        here.forEach((i, link) -> {
            if (link.length() >= RUN) {
                mark(j, i);
            }
        });
    }

    private void mark(int last, int at) {
        int j = last;
        int i = at;
        for (Link link = links.get(j).get(i); link != null; link = links.get(j).get(i)) {
            echoed[j] = true;
            if (link.step() == 0) {
                return;
            }
            j -= link.step();
            i--;
        }
    }

    private static boolean isWord(String bare) {
        return !bare.isEmpty();
    }

    private static String bare(String piece) {
        return piece.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }
}
