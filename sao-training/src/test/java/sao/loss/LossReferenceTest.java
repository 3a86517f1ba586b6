package sao.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import sao.likelihood.PairLikelihoods;

/// Every loss against the values and gradients of the field's trainers; the fixture names versions and
/// calls.
class LossReferenceTest {
    private static final Map<String, PreferenceLoss> LOSSES = new TreeMap<>(Map.ofEntries(
            Map.entry("simpo_b10_g3", SimpoLoss.of(10, 3)),
            Map.entry("simpo_b2.5_g1.375", SimpoLoss.of(2.5, 1.375)),
            Map.entry("simpo_b10_g3_ls0.1", new SimpoLoss(10, 3, 0.1, false, 0)),
            Map.entry("cpo_simpo_b10_g3_nll1", new SimpoLoss(10, 3, 0, false, 1)),
            Map.entry("dpo_b0.01", new DpoLoss(0.01, 0, false)),
            Map.entry("dpo_b0.1", new DpoLoss(0.1, 0, false)),
            Map.entry("cdpo_b0.1_ls0.1", new DpoLoss(0.1, 0.1, false)),
            Map.entry("robust_dpo_b0.1_ls0.1", new RobustDpoLoss(0.1, 0.1)),
            Map.entry("length_normalised_dpo_b2", new DpoLoss(2, 0, true)),
            Map.entry("ipo_b0.1_length_normalised", new IpoLoss(0.1, true)),
            Map.entry("ipo_b0.1_sums", new IpoLoss(0.1, false)),
            Map.entry("hinge_b0.1", new HingeLoss(0.1, true)),
            Map.entry("slic_b0.1_no_reference", new HingeLoss(0.1, false)),
            Map.entry("cpo_b0.1_nll1", new CpoLoss(0.1, 0, 1)),
            Map.entry("orpo_b0.1", new OrpoLoss(0.1)),
            Map.entry("orpo_b0.1_answer_nll", new OrpoLoss(0.1)),
            Map.entry("kto_b0.1", new KtoLoss(0.1, 1, 1)),
            Map.entry("kto_b0.1_w1_w1.33", new KtoLoss(0.1, 1, 1.33)),
            Map.entry("sppo_hard_b0.1", new SppoLoss(0.1)),
            Map.entry("sppo_hard_b0.001", new SppoLoss(0.001)),
            Map.entry("alphapo_b2.5_g0.1_a0.25", new AlphaPoLoss(2.5, 0.1, 0.25))));

    @Test
    void everyLossOfTheReferenceIsHere() throws IOException {
        assertThat(reference().get("losses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(LOSSES.keySet());
    }

    @Test
    void valuesAndGradientsAreTheReferencesInDoublePrecision() throws IOException {
        compareAll(torch.ScalarType.Double, 1e-9);
    }

    @Test
    void valuesAndGradientsAreTheReferencesInSinglePrecision() throws IOException {
        compareAll(torch.ScalarType.Float, 1e-5);
    }

    private static void compareAll(torch.ScalarType type, double tolerance) throws IOException {
        for (JsonNode testCase : reference().get("cases")) {
            LOSSES.forEach((name, loss) -> {
                try (PointerScope _ = new PointerScope()) {
                    compare(testCase, name, loss, type, tolerance);
                }
            });
        }
    }

    private static void compare(
            JsonNode testCase, String name, PreferenceLoss loss, torch.ScalarType type, double tolerance) {
        String what = testCase.get("name").asText() + " " + name;
        JsonNode expected = testCase.get("results").get(name);
        boolean single = type == torch.ScalarType.Float;
        boolean overflows = single && what.equals("huge_differences alphapo_b2.5_g0.1_a0.25"); // exp(125)
        if (!allFinite(expected) || overflows) {
            return;
        }
        var inputs = new ReferenceInputs(testCase.get("inputs"), type);
        PairLikelihoods pairs = inputs.pairs(name.equals("orpo_b0.1"));
        // float32 cannot hold what the edge cases subtract: there the inputs' own rounding decides
        double scale = single ? inputs.largest(loss) : 0;

        if (!(loss instanceof KtoLoss)) {
            close(what + " per pair", loss.perPair(pairs), expected.get("per_example"), tolerance, scale);
        }
        Tensor total = loss.share(pairs, inputs.totals(name.equals("orpo_b0.1")));
        assertThat(total.item_double())
                .as(what)
                .isCloseTo(
                        expected.get("loss").asDouble(),
                        near(expected.get("loss").asDouble(), tolerance, scale));
        total.backward();
        close(what + " d chosen", pairs.chosen().sum().grad(), expected.get("grad_chosen_sum"), tolerance, scale);
        close(what + " d rejected", pairs.rejected().sum().grad(), expected.get("grad_rejected_sum"), tolerance, scale);
    }

    private static boolean allFinite(JsonNode expected) {
        return expected.findValues("loss").stream().allMatch(JsonNode::isNumber)
                && expected.get("grad_chosen_sum").valueStream().allMatch(JsonNode::isNumber)
                && expected.get("grad_rejected_sum").valueStream().allMatch(JsonNode::isNumber);
    }

    private static void close(String what, Tensor found, JsonNode expected, double tolerance, double scale) {
        for (int i = 0; i < expected.size(); i++) {
            double value = expected.get(i).asDouble();
            assertThat(found.select(0, i).item_double())
                    .as("%s %d of scale %s", what, i, scale)
                    .isCloseTo(value, near(value, tolerance, scale));
        }
    }

    private static org.assertj.core.data.Offset<Double> near(double value, double tolerance, double scale) {
        return within(tolerance * Math.max(Math.abs(value), Math.max(scale, 1e-12)));
    }

    private static JsonNode reference() throws IOException {
        try (InputStream file = Objects.requireNonNull(LossReferenceTest.class.getResourceAsStream("losses.json"))) {
            return new ObjectMapper().readTree(file);
        }
    }
}
