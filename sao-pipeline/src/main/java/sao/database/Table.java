package sao.database;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The tables of a ledger whose rows carry a digest of their values: all but the index of calls.
///
/// Each has its key columns first, then the other columns that the digest covers, then contents that one of
/// these columns (`sha`) is a digest of.
public enum Table {
    META(1, "key, value"),
    TEXTS(1, "number, sha", "body"),
    SEQUENCES(1, "number, sha", "tokens"),
    ANSWERS(1, "number, sha, text, finish_reason, seed, token_count, log_probability", "tokens, log_probabilities"),
    PURPOSES(1, "number, purpose, kind, model"),
    CALLS(
            1,
            "number, id, purpose, prompt, prompt_tokens, cached_tokens, completion_tokens, nanoseconds, at, scores,"
                    + " round, processor, row"),
    CALL_ANSWERS(2, "call, slot, answer"),
    RECIPES(1, "number, id, round, json, at, attempt, complete"),
    ROUNDS(1, "round, recipe"),
    PERSONAS(2, "recipe, row, id, source, text"),
    PROMPTS(2, "recipe, row, id, persona, text, held_out"),
    RESPONSES(3, "recipe, row, slot, id, prompt, prompt_tokens, answer"),
    JUDGMENTS(3, "recipe, row, judge, verdict, first, second, given, swapped, verdict_mass, reason, evidence"),
    PAIRS(2, "recipe, row, id, persona, prompt, prompt_tokens, chosen, rejected, probability, given, swapped, judge"),
    DROPS(2, "recipe, row, stage, reason, evidence"),
    TRAIN_STEPS(2, "round, step, loss, margin, accuracy, learning_rate, gradient_norm, tokens, seconds"),
    REFERENCE_VALUES(1, "key, log_probability"),
    EVALUATIONS(2, "round, metric, value, n, ci_low, ci_high, json"),
    STAGES(2, "round, name, ordinal, done, total, seconds"),
    EVENTS(1, "seq, at, kind, json");

    private final int keys;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> digested;

    private final String insert;
    private final String put;

    Table(int keys, String digested) {
        this(keys, digested, "");
    }

    Table(int keys, String digested, String contents) {
        this.keys = keys;
        this.digested = List.of(digested.split(", "));
        String columns = contents.isEmpty() ? digested : digested + ", " + contents;
        List<String> all = List.of(columns.split(", "));
        this.insert = "INSERT INTO %s(%s, digest) VALUES(%s?)".formatted(label(), columns, "?, ".repeat(all.size()));
        this.put = insert
                + all.stream()
                        .skip(keys)
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(
                                ", ",
                                " ON CONFLICT(%s) DO UPDATE SET ".formatted(String.join(", ", keys())),
                                ", digest = excluded.digest"));
    }

    /// {@return the name in SQL}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the columns of the primary key, in order}
    public List<String> keys() {
        return digested.subList(0, keys);
    }

    /// {@return the columns that a row's digest covers, the key's first}
    public List<String> digested() {
        return digested;
    }

    /// {@return SQL that inserts a row: all columns in order, then the digest}
    String insert() {
        return insert;
    }

    /// {@return SQL that inserts a row or replaces the one of the same key}
    String put() {
        return put;
    }

    /// {@return SQL that reads columns of the row of a key}
    String select(String columns) {
        return "SELECT %s FROM %s WHERE %s"
                .formatted(
                        columns,
                        label(),
                        keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" AND ")));
    }

    /// {@return the key of a row in words, such as `pairs recipe 1, row 17`}
    ///
    /// @param values of the row, key columns first
    String describe(Object... values) {
        StringBuilder text = new StringBuilder(label());
        for (int i = 0; i < keys; i++) {
            text.append(i == 0 ? " " : ", ").append(digested.get(i)).append(' ').append(values[i]);
        }
        return text.toString();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Table::label).toList();
    }
}
