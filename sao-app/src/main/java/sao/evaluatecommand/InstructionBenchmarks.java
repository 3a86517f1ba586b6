package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.command.UsageException;
import sao.generation.EngineChatModel;
import sao.ifbench.IfBench;
import sao.ifeval.IfEval;
import sao.instruction.InstructionAccuracy;
import sao.instruction.InstructionAnswers;
import sao.instruction.InstructionEvaluation;
import sao.instruction.InstructionFile;
import sao.instruction.InstructionRow;
import sao.instruction.InstructionRules;
import sao.instruction.MatchedAnswers;

/// Benchmarks of instructions that a program verifies: IFEval and IFBench. The answers come from a file or from a
/// model.
final class InstructionBenchmarks implements BenchmarkKind {
    private static final String IFEVAL = "ifeval";
    private static final String IFBENCH = "ifbench";

    @Override
    public List<String> names() {
        return List.of(IFEVAL, IFBENCH);
    }

    private static InstructionRules rules(String name) {
        return name.equals(IFEVAL) ? IfEval.rules() : IfBench.rules();
    }

    @Override
    public void list(PrintWriter out) {
        list(IFEVAL, "arXiv 2311.07911", "google/IFEval, input_data.jsonl (Apache-2.0)", out);
        list(IFBENCH, "arXiv 2507.02833", "allenai/IFBench_test (ODC-BY-1.0)", out);
    }

    private static void list(String name, String definition, String rows, PrintWriter out) {
        out.printf("%s%n", name);
        out.printf("  %d verifiable instructions%n", rules(name).ids().size());
        out.printf("  definition: %s%n", definition);
        out.println("  metrics: prompt_strict, prompt_loose, instruction_strict, instruction_loose");
        out.println(
                "  answers: --answers FILE (JSON lines: prompt, response), or --model, greedy, with the chat template");
        out.println("  columns: key, prompt, instruction_id_list, kwargs");
        out.printf("  rows: %s%n", rows);
        out.println("  read from: --data FILE (JSON lines)");
    }

    @Override
    public void evaluate(String name, EvaluateOptions options, PrintWriter out, PrintWriter err) {
        Path data = options.data()
                .orElseThrow(() -> new UsageException(
                        "--data is missing.",
                        "Give the rows of %s as JSON lines with the columns key, prompt, instruction_id_list and kwargs."
                                .formatted(name)));
        List<InstructionRow> all = InstructionFile.rows(data);
        List<InstructionRow> rows = all.subList(0, Math.min(options.limit(), all.size()));
        MatchedAnswers answers = options.answers()
                .map(file -> MatchedAnswers.of(rows, all, InstructionFile.answers(file)))
                .orElseGet(() -> generated(rows, options, err));
        InstructionEvaluation evaluation = InstructionEvaluation.of(rules(name), answers.rows(), answers.answers());
        warn(answers, evaluation, err);
        options.samples().ifPresent(file -> InstructionFile.writeSamples(file, evaluation.verdicts()));
        InstructionAccuracy accuracy = InstructionAccuracy.of(evaluation);
        if (options.json()) {
            out.println(json(name, accuracy));
        } else {
            table(name, accuracy, out);
        }
    }

    private static MatchedAnswers generated(List<InstructionRow> rows, EvaluateOptions options, PrintWriter err) {
        try (EngineChatModel model = options.openModel(err)) {
            List<String> answers =
                    InstructionAnswers.generate(model, rows, new ProgressCounter(rows.size(), "answers", err));
            return new MatchedAnswers(rows, answers, 0, 0);
        }
    }

    private static void warn(MatchedAnswers answers, InstructionEvaluation evaluation, PrintWriter err) {
        if (answers.unanswered() > 0 || answers.foreign() > 0) {
            err.printf(
                    "Not evaluated: %d rows without an answer; %d answers have a prompt that is in no row.%n",
                    answers.unanswered(), answers.foreign());
        }
        evaluation.notEvaluated().forEach((reason, rows) -> err.printf("Not evaluated: %d rows: %s%n", rows, reason));
    }

    private static String json(String name, InstructionAccuracy accuracy) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", name);
        figures.put("n", accuracy.prompts());
        shares(accuracy).forEach((metric, share) -> figures.put(metric, share.value()));
        return new JsonMapper().valueToTree(figures).toString();
    }

    private static void table(String name, InstructionAccuracy accuracy, PrintWriter out) {
        out.printf("%s: %d prompts, %d instructions%n", name, accuracy.prompts(), accuracy.instructions());
        out.printf("%-18s %8s   %s%n", "metric", "value", "95 % interval");
        shares(accuracy)
                .forEach((metric, share) -> out.printf(
                        Locale.ROOT,
                        "%-18s %8.4f   %.4f to %.4f%n",
                        metric,
                        share.value(),
                        share.interval().low(),
                        share.interval().high()));
    }

    private static Map<String, InstructionAccuracy.Share> shares(InstructionAccuracy accuracy) {
        Map<String, InstructionAccuracy.Share> shares = new LinkedHashMap<>();
        shares.put("prompt_strict", accuracy.promptStrict());
        shares.put("prompt_loose", accuracy.promptLoose());
        shares.put("instruction_strict", accuracy.instructionStrict());
        shares.put("instruction_loose", accuracy.instructionLoose());
        return shares;
    }
}
