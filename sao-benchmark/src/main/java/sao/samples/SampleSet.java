package sao.samples;

import java.util.List;

/// The results of one model on the questions of one task by one metric.
///
/// @param key task, filter and metric
/// @param samples the results, in the order of the file
public record SampleSet(TaskMetric key, List<Sample> samples) {
    public SampleSet {
        samples = List.copyOf(samples);
    }

    /// What was measured.
    ///
    /// @param task name of the task; empty if the file does not state it
    /// @param filter extraction of the answer, such as `strict-match`; `none` without one
    /// @param metric such as `acc` or `correct`
    public record TaskMetric(String task, String filter, String metric) {
        @Override
        public String toString() {
            String name = task.isEmpty() ? metric : task + " " + metric;
            return filter.equals("none") ? name : "%s (%s)".formatted(name, filter);
        }
    }

    /// The result of a question.
    ///
    /// @param id of the question
    /// @param value the metric; 1 for a correct answer and 0 for a wrong one, or a number between them
    public record Sample(String id, double value) {}

    /// {@return the mean of the results}
    public double mean() {
        return samples.stream().mapToDouble(Sample::value).average().orElse(Double.NaN);
    }
}
