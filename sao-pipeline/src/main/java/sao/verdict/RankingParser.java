package sao.verdict;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.rubric.JudgeRubric;

/// Reads `ranking: X > Y` out of whatever a judge wrote. Total: every text has a verdict, and only a plain
/// one is read; nothing is guessed.
///
/// Tolerated: chatter around it, upper case, markdown and quotes, `1>2`, `Response 1 > Response 2` after
/// the cue, the verdict on the line below the cue, the same verdict said again. A cue that no label
/// and no number follows (an echo of `ranking: X > Y`, say) is no attempt at a verdict. Everything else that one
/// follows must be well formed, and all of it must agree.
final class RankingParser {
    private static final Pattern CUE = Pattern.compile("(?i)\\branking\\b[\\s*_`\"]*[:：]\\s*([^\\n]*)");
    private static final Pattern ORNAMENT = Pattern.compile("(?i)\\bresponse\\b|[*_`\"'\\[\\](){}#]");
    private static final Pattern TIE = Pattern.compile("(?i)(a )?(tie|tied|draw|equal)[.!]?");
    private static final Pattern COMPARISON = Pattern.compile("[<>=＞]|&[gl]t;");

    private static final RankingParser OF_NUMBERS = new RankingParser(JudgeRubric.NUMBERS);

    private final String first;
    private final Pattern attempt;
    private final Pattern ranking;

    /// {@return the parser of verdicts about responses that are called so}
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

    /// {@return what the answer says}
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
