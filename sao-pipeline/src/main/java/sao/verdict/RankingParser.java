package sao.verdict;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.rubric.JudgeRubric;

/// Parses the line `ranking: X > Y` of a judge's answer. Every text gives a [Verdict]; a text without an
/// unambiguous ranking is [Verdict.Unreadable].
///
/// Accepted: other text around the line, upper case, Markdown and quotes, `1>2`, `Response 1 > Response 2` after
/// the cue, the verdict on the line below the cue, repetitions of the same verdict. A cue without a label or
/// number after it, such as a copy of `ranking: X > Y`, is ignored. All other cues must be followed by a
/// well-formed verdict, and all verdicts must agree.
final class RankingParser {
    private static final Pattern CUE = Pattern.compile("(?i)\\branking\\b[\\s*_`\"]*[:：]\\s*([^\\n]*)");
    private static final Pattern ORNAMENT = Pattern.compile("(?i)\\bresponse\\b|[*_`\"'\\[\\](){}#]");
    private static final Pattern TIE = Pattern.compile("(?i)(a )?(tie|tied|draw|equal)[.!]?");
    private static final Pattern COMPARISON = Pattern.compile("[<>=＞]|&[gl]t;");

    private static final RankingParser OF_NUMBERS = new RankingParser(JudgeRubric.NUMBERS);

    private final String first;
    private final Pattern attempt;
    private final Pattern ranking;

    /// {@return the parser of verdicts about responses with these labels}
    static RankingParser of(JudgeRubric.Labels labels) {
        return labels.equals(JudgeRubric.NUMBERS) ? OF_NUMBERS : new RankingParser(labels);
    }

    private RankingParser(JudgeRubric.Labels labels) {
        this.first = labels.first();
        String label = "([%s%s])".formatted(labels.first(), labels.second());
        this.attempt = Pattern.compile("(?:\\d|%s(?!\\p{L})).*".formatted(label));
        this.ranking =
                Pattern.compile("%s\\s*(>|&gt;|＞|=)\\s*%s(?![.,]?\\d|(?<=\\p{L})\\p{L})(.*)".formatted(label, label));
    }

    /// {@return the verdict of an answer}
    Verdict parse(String answer) {
        Set<Verdict> found = new LinkedHashSet<>();
        Matcher cue = CUE.matcher(answer);
        while (cue.find()) {
            String rest = ORNAMENT.matcher(cue.group(1)).replaceAll(" ").strip().replaceAll("\\s+", " ");
            if (TIE.matcher(rest).matches()) {
                found.add(new Verdict.Tie());
            } else if (attempt.matcher(rest).matches()) {
                found.add(read(rest));
            }
        }
        return switch (found.size()) {
            case 0 -> new Verdict.Unreadable("no_ranking_line");
            case 1 -> found.iterator().next();
            default -> new Verdict.Unreadable("contradicting_rankings");
        };
    }

    private Verdict read(String rest) {
        Matcher said = ranking.matcher(rest);
        boolean plain = said.matches()
                && !said.group(1).equals(said.group(3))
                && !COMPARISON.matcher(said.group(4)).find(); // "1 > 2 or 2 > 1" is not a verdict
        if (!plain) {
            return new Verdict.Unreadable("malformed_ranking");
        }
        if (said.group(2).equals("=")) {
            return new Verdict.Tie();
        }
        return said.group(1).equals(first) ? new Verdict.First() : new Verdict.Second();
    }
}
