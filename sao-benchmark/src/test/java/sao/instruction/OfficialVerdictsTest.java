package sao.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sao.ifbench.IfBench;
import sao.ifeval.IfEval;

/// Compares all rules with the official verifiers on answers of this project's own:
/// `bench/peers/instruction_verdicts.py` writes the verdicts.
class OfficialVerdictsTest {
    /// Share of answers on which the rules that depend on a model, or on its replacement, must agree. All other
    /// rules must agree on every answer.
    private static final Map<String, Double> MODELS = Map.of(
            "length_constraints:number_sentences", 0.9,
            "words:start_verb", 0.9,
            "words:odd_even_syllables", 0.9,
            "language:response_language", 0.9,
            "change_case:english_capital", 0.9,
            "change_case:english_lowercase", 0.9);

    /// Answers that no model writes, on which a rule and the official verifier differ: quotation marks nested
    /// without words between them, and an acronym of three letters that begins within one of four, where the
    /// official splitter counts an empty sentence.
    private static final Set<String> UNLIKE =
            Set.of("format:quote_unquote '\"'\"'x'\"'\"'", "sentence:increment B.A.B.C. He x");

    private static final List<InstructionRules> BENCHMARKS = List.of(IfEval.rules(), IfBench.rules());

    @Test
    void everyRuleGivesTheOfficialVerdictsOnAllAnswers() throws IOException {
        List<String> disagreements = new ArrayList<>();
        Map<String, int[]> agreed = new TreeMap<>();
        forEachAnswer((instruction, answer, official) -> {
            int own = digit(rule(instruction), answer);
            String id = instruction.path("id").asText();
            int[] counts = agreed.computeIfAbsent(id, _ -> new int[2]);
            counts[0] += own == official ? 1 : 0;
            counts[1]++;
            if (UNLIKE.contains(id + " " + answer)) {
                counts[0] += own == official ? 0 : 1;
            } else if (own != official && !MODELS.containsKey(id)) {
                disagreements.add("%s: official %d, own %d: %s".formatted(instruction, official, own, answer));
            }
        });
        assertThat(disagreements).isEmpty();
        agreed.forEach((id, counts) -> assertThat((double) counts[0] / counts[1])
                .as("%s: %d of %d", id, counts[0], counts[1])
                .isGreaterThanOrEqualTo(MODELS.getOrDefault(id, 1.0)));
    }

    @Test
    void theAnswersFollowAndBreakEachOfTheEightyThreeInstructions() throws IOException {
        Set<String> followed = new TreeSet<>();
        Set<String> broken = new TreeSet<>();
        forEachAnswer((instruction, _, official) ->
                (official == 2 ? followed : broken).add(instruction.path("id").asText()));
        Set<String> all = new TreeSet<>();
        BENCHMARKS.forEach(rules -> all.addAll(rules.ids()));
        assertThat(IfEval.rules().ids()).hasSize(25);
        assertThat(IfBench.rules().ids()).hasSize(58);
        assertThat(followed).isEqualTo(all);
        assertThat(broken).isEqualTo(all);
    }

    private interface Visitor {
        void visit(JsonNode instruction, String answer, int official);
    }

    private static void forEachAnswer(Visitor visitor) throws IOException {
        JsonNode answers = resource("answers.json");
        JsonNode instructions = resource("instructions.json");
        JsonNode verdicts = resource("verdicts.json").path("verdicts");
        assertThat(verdicts.size()).isEqualTo(instructions.size());
        for (int i = 0; i < instructions.size(); i++) {
            String digits = verdicts.get(i).asText();
            assertThat(digits).hasSize(answers.size());
            for (int j = 0; j < answers.size(); j++) {
                visitor.visit(instructions.get(i), answers.get(j).asText(), digits.charAt(j) - '0');
            }
        }
    }

    private static InstructionRule rule(JsonNode instruction) {
        String id = instruction.path("id").asText();
        return BENCHMARKS.stream()
                .filter(rules -> rules.ids().contains(id))
                .findFirst()
                .orElseThrow()
                .rule(id, instruction.path("kwargs"));
    }

    private static int digit(InstructionRule rule, String answer) {
        Followed followed = Followed.of(List.of(rule), answer);
        return followed.allStrict() ? 2 : followed.allLoose() ? 1 : 0;
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = OfficialVerdictsTest.class.getResourceAsStream(name)) {
            return new JsonMapper().readTree(in);
        }
    }
}
