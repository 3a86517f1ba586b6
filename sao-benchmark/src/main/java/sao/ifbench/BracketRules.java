package sao.ifbench;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import sao.instruction.InstructionRule;
import sao.linguistics.UnicodeText;

/// Rules on brackets and quotation marks.
final class BracketRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("format:parentheses", _ -> BracketRules::nestsBrackets),
            entry("format:quotes", _ -> BracketRules::nestsQuotes),
            entry("format:quote_unquote", _ -> BracketRules::explainsQuotes));

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final int BRACKET_DEPTH = 5;
    private static final int QUOTE_DEPTH = 3;

    private BracketRules() {}

    /// A bracket at depth 5 or more is closed by its counterpart. A closing bracket of another kind closes all.
    private static boolean nestsBrackets(String answer) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < answer.length(); i++) {
            int opening = OPENING.indexOf(answer.charAt(i));
            int closing = CLOSING.indexOf(answer.charAt(i));
            if (opening >= 0) {
                open.push(opening);
            } else if (closing >= 0 && !open.isEmpty()) {
                if (open.peek() != closing) {
                    open.clear();
                } else if (open.size() >= BRACKET_DEPTH) {
                    return true;
                } else {
                    open.pop();
                }
            }
        }
        return false;
    }

    /// Straight quotation marks alternate to depth 3 or more, and three levels are closed again. A mark closes the
    /// level that the same mark opened, and opens a new one after the other mark; apostrophes are marks, too.
    private static boolean nestsQuotes(String answer) {
        Deque<Character> open = new ArrayDeque<>();
        int reached = 0;
        for (int i = 0; i < answer.length(); i++) {
            char mark = answer.charAt(i);
            if (mark != '"' && mark != '\'') {
                continue;
            }
            if (!open.isEmpty() && open.peek() == mark) {
                open.pop();
                if (reached - open.size() >= QUOTE_DEPTH) {
                    return true;
                }
            } else {
                open.push(mark);
                reached = open.size();
            }
        }
        return false;
    }

    /// No two double quotation marks follow each other with only white space between them, and the answer does not
    /// end with one, punctuation and digits after it left out.
    private static boolean explainsQuotes(String answer) {
        String text = answer.replace('“', '"').replace('”', '"');
        boolean afterMark = false;
        for (int i = 0; i < text.length(); i++) {
            boolean mark = text.charAt(i) == '"';
            if (mark && afterMark) {
                return false;
            }
            afterMark = mark || (afterMark && UnicodeText.isSpace(text.charAt(i)));
        }
        String end = UnicodeText.stripEnd(text, BracketRules::mayFollowQuote);
        return !end.isEmpty() && !end.endsWith("\"");
    }

    private static boolean mayFollowQuote(int character) {
        return UnicodeText.isSpace(character)
                || (character >= '0' && character <= '9')
                || (character != '"' && character != '\'' && UnicodeText.isPunctuation(character));
    }
}
