package sao.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sao.ifbench.IfBench;
import sao.ifeval.IfEval;

class HostileAnswerTest {
    private static final int LENGTH = 50_000;
    private static final List<String> PIECES = List.of(
            "a",
            "*",
            "[",
            "<",
            "<<",
            "\"",
            "'",
            "\"'",
            "(",
            "([{",
            ".",
            "a.",
            "A.B. ",
            "1.",
            "...",
            "!",
            " ",
            "\n",
            " \n",
            "* \n",
            "- ",
            ",",
            "***",
            "******",
            "<i>",
            "Question 1 A)",
            "A) ",
            "p. ",
            "Section ",
            "🙂",
            "e\u0301",
            "\uD83D",
            "can't",
            "''",
            "--",
            "0,",
            "\"\",",
            "{\"a\":",
            "[1,",
            "日",
            "Mr. ",
            " Inc. He ",
            "a\n\n");

    @Test
    void everyRuleDecidesOnFiftyThousandCharactersInTime() throws IOException {
        List<InstructionRule> rules = rules();
        assertThat(rules).hasSize(83);
        for (String piece : PIECES) {
            String answer = piece.repeat(LENGTH / piece.length());
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> rules.forEach(rule -> rule.isFollowedBy(answer)),
                    "an answer of '%s'".formatted(piece));
        }
    }

    private static List<InstructionRule> rules() throws IOException {
        try (InputStream in = HostileAnswerTest.class.getResourceAsStream("instructions.json")) {
            Map<String, InstructionRule> rules = new TreeMap<>();
            for (JsonNode instruction : new JsonMapper().readTree(in)) {
                String id = instruction.path("id").asText();
                InstructionRules benchmark = IfEval.rules().ids().contains(id) ? IfEval.rules() : IfBench.rules();
                rules.put(id, benchmark.rule(id, instruction.path("kwargs")));
            }
            return List.copyOf(rules.values());
        }
    }
}
