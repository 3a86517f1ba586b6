package sao.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Removes the parts of a response that repeat its prompt: runs of four or more words in the order of the prompt.
/// A run may contain up to two other words between two of its words, so inserted words do not hide a repetition.
public final class EchoedText {
    /// Minimum length of a repeated run, in words. Texts about the same subject share shorter runs by chance.
    private static final int RUN = 4;

    /// Largest distance, in words of the response, from one word of a run to the next.
    private static final int LARGEST_STEP = 3;

    private final Map<String, List<Integer>> asked = new HashMap<>();
    private final List<String> said;
    private final List<Map<Integer, Link>> links = new ArrayList<>();
    private final boolean[] echoed;

    /// The longest run that ends at a word of the response and at an equal word of the prompt.
    ///
    /// @param length number of words of the run, including this one
    /// @param step distance to the previous word of the run in the response, in words; 0 for the first word
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

    /// {@return the response without the pieces whose words all repeat the prompt; the response itself if no piece
    /// does}
    ///
    /// @param prompt text whose runs of words are searched for in the response
    /// @param response to it
    public static String removed(String prompt, String response) {
        List<String> pieces = TextPieces.of(response);
        List<Integer> pieceOfWord = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            for (String word : Words.of(pieces.get(i))) {
                pieceOfWord.add(i);
                words.add(word);
            }
        }
        EchoedText echo = new EchoedText(Words.of(prompt), words);
        boolean[] ofResponse =
                new boolean[pieces.size()]; // pieces to keep: with a word that repeats nothing, or without words
        Arrays.fill(ofResponse, true);
        pieceOfWord.forEach(piece -> ofResponse[piece] = false);
        for (int j = 0; j < words.size(); j++) {
            ofResponse[pieceOfWord.get(j)] |= !echo.echoed[j];
        }
        List<String> left = IntStream.range(0, pieces.size())
                .filter(piece -> ofResponse[piece])
                .mapToObj(pieces::get)
                .toList();
        return left.size() == pieces.size() ? response : String.join(TextPieces.separator(response), left);
    }

    /// Extends the runs that a word continues, and marks the words of runs of at least [#RUN] words.
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
}
