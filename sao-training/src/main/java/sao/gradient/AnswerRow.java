package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import sao.token.TokenIds;

/// A prompt and its answers in one row, `prompt | answer | answer …`. The prompt occurs once, and the
/// positions of every answer continue from the end of the prompt. There is no padding.
///
/// The last token of an answer does not predict a trained token, so it is a target but not part of the row.
/// The last token of the prompt predicts the first token of every answer.
///
/// Source: prefix sharing, arXiv 2410.20305; the paper copies the last prompt token, this class copies its
/// hidden state.
///
/// @param prompt at least one token
/// @param answers at least one, none empty
public record AnswerRow(TokenIds prompt, List<TokenIds> answers) {
    /// @throws IllegalArgumentException if the prompt, the answers or one of them is empty
    public AnswerRow {
        answers = List.copyOf(answers);
        if (prompt.size() == 0 || answers.isEmpty() || answers.stream().anyMatch(answer -> answer.size() == 0)) {
            throw new IllegalArgumentException("a row needs a prompt and answers that are not empty");
        }
    }

    /// The tokens of one answer that are part of the row.
    ///
    /// @param start index of the first one in the row
    /// @param length number of tokens: all but the answer's last
    record Segment(int start, int length) {}

    /// {@return N, the number of tokens in the row}
    public int size() {
        return prompt.size() + targetCount() - answers.size();
    }

    /// {@return M, the number of tokens of all answers}
    public int targetCount() {
        return answers.stream().mapToInt(TokenIds::size).sum();
    }

    /// {@return the span of each answer in the row}
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>(answers.size());
        int start = prompt.size();
        for (TokenIds answer : answers) {
            segments.add(new Segment(start, answer.size() - 1));
            start += answer.size() - 1;
        }
        return segments;
    }

    /// {@return `[N]`, the tokens of the row}
    int[] ids() {
        int[] ids = new int[size()];
        System.arraycopy(prompt.toArray(), 0, ids, 0, prompt.size());
        List<Segment> segments = segments();
        for (int i = 0; i < answers.size(); i++) {
            Segment segment = segments.get(i);
            System.arraycopy(answers.get(i).toArray(), 0, ids, segment.start(), segment.length());
        }
        return ids;
    }

    /// {@return `[N]`, each token's position in its own sequence of prompt and answer}
    int[] positions() {
        int[] positions = new int[size()];
        for (int i = 0; i < prompt.size(); i++) {
            positions[i] = i;
        }
        for (Segment segment : segments()) {
            for (int i = 0; i < segment.length(); i++) {
                positions[segment.start() + i] = prompt.size() + i;
            }
        }
        return positions;
    }

    /// {@return `[M]`, for each answer token the index of the row's token whose hidden state predicts it}
    int[] predicting() {
        int[] places = new int[targetCount()];
        int at = 0;
        for (Segment segment : segments()) {
            places[at++] = prompt.size() - 1;
            for (int i = 0; i < segment.length(); i++) {
                places[at++] = segment.start() + i;
            }
        }
        return places;
    }

    /// {@return `[M]`, the answer tokens themselves}
    int[] targets() {
        int[] targets = new int[targetCount()];
        int at = 0;
        for (TokenIds answer : answers) {
            System.arraycopy(answer.toArray(), 0, targets, at, answer.size());
            at += answer.size();
        }
        return targets;
    }

    /// {@return the number of tokens of the longest sequence of prompt and answer in the row}
    public int longestSequence() {
        return prompt.size()
                + segments().stream().mapToInt(Segment::length).max().orElseThrow();
    }

    /// {@return the number of scores that one head of attention computes: those of the prompt within itself,
    /// and of each answer against the prompt and itself}
    public long attentionScores() {
        long prompt = prompt().size();
        long scores = prompt * prompt;
        for (Segment segment : segments()) {
            scores += segment.length() * (prompt + segment.length());
        }
        return scores;
    }
}
