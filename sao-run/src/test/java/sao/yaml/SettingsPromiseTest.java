package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.schema.SettingsSchema;

/// Which settings there are, and what they are without a word.
class SettingsPromiseTest {
    /// The keys are a promise to users: taking one away or renaming it breaks their files.
    private static final List<String> FROZEN_KEYS = List.of(
            "model",
            "seed",
            "rounds",
            "personas.source",
            "personas.count",
            "personas.file",
            "personas.field",
            "personas.related",
            "personas.max_tokens",
            "prompts.template",
            "prompts.mix",
            "prompts.language",
            "prompts.temperature",
            "prompts.top_p",
            "prompts.max_tokens",
            "prompts.novelty.minhash",
            "prompts.novelty.rouge_l",
            "prompts.novelty.repetitions",
            "prompts.novelty.benchmarks",
            "prompts.novelty.benchmark_files",
            "prompts.novelty.benchmark_run",
            "prompts.spare",
            "prompts.minimum_yield",
            "responses.count",
            "responses.temperature",
            "responses.top_p",
            "responses.max_tokens",
            "responses.source",
            "judge.kind",
            "judge.mean_of",
            "judge.copeland_of",
            "judge.model",
            "judge.orders",
            "judge.rubric",
            "judge.audit.minimum_accuracy",
            "judge.audit.minimum_kind_accuracy",
            "judge.audit.probes",
            "judge.audit.noise_pairs",
            "judge.audit.constraints",
            "pairs.minimum_margin",
            "pairs.maximum_length_ratio",
            "pairs.truncated",
            "pairs.flagged",
            "pairs.length_rho",
            "pairs.rejected",
            "train.trainer",
            "train.loss",
            "train.beta",
            "train.gamma",
            "train.label_smoothing",
            "train.nll_weight",
            "train.alpha",
            "train.desirable_weight",
            "train.undesirable_weight",
            "train.weighting",
            "train.learning_rate",
            "train.schedule",
            "train.warmup",
            "train.batch",
            "train.epochs",
            "train.clip",
            "train.shuffle",
            "train.max_tokens",
            "train.max_prompt_tokens",
            "train.precision",
            "train.soft_labels",
            "train.checkpoint_every",
            "train.keep_checkpoints",
            "train.pack",
            "train.recompute",
            "train.optimizer_state",
            "train.lora.rank",
            "train.lora.alpha",
            "train.lora.targets",
            "train.guard.every",
            "train.guard.probes",
            "train.guard.draws",
            "train.guard.tokens",
            "train.guard.false_alarm",
            "train.guard.max_repetition_rise",
            "train.guard.max_end_fall",
            "train.guard.max_length_fall",
            "train.guard.max_logprob_fall",
            "train.guard.rollbacks",
            "train.guard.action",
            "evaluate.held_out",
            "evaluate.draws",
            "evaluate.judges",
            "evaluate.kind",
            "evaluate.benchmarks",
            "evaluate.pairs",
            "evaluate.constraints",
            "engine.device",
            "engine.threads",
            "engine.slots",
            "engine.precision",
            "engine.memory",
            "servers");

    @Test
    void theKeysAreFrozen() {
        assertThat(SettingsReader.ROOT.leaves().stream().map(SettingsSchema.Leaf::path))
                .containsExactlyElementsOf(FROZEN_KEYS);
    }

    @Test // the defaults that the design promises, each of them
    void theDefaultsAreThePapers() {
        assertThat(SettingsWriter.write(SettingsReader.defaults())).isEqualTo("""
                        model: smollm2-135m-instruct
                        seed: 42
                        rounds: 1
                        personas:
                          source: grid
                          count: 10000
                          file: null
                          field: persona
                          related: 0.25
                          max_tokens: 96
                        prompts:
                          template: paper
                          mix: [any]
                          language: en
                          temperature: 0.6
                          top_p: 0.95
                          max_tokens: 256
                          novelty:
                            minhash: 0.7
                            rouge_l: 0.7
                            repetitions: drop
                            benchmarks: true
                            benchmark_files: []
                            benchmark_run: 8
                          spare: 1.5
                          minimum_yield: 0.02
                        responses:
                          count: 2
                          temperature: 0.6
                          top_p: 0.95
                          max_tokens: 1024
                          source: sampled
                        judge:
                          kind: likelihood
                          mean_of: [backward, forward, repetition]
                          copeland_of: likelihood
                          model: self
                          orders: both
                          rubric: sao-v4
                          audit:
                            minimum_accuracy: 0.6
                            minimum_kind_accuracy: 0.5
                            probes: 160
                            noise_pairs: 16
                            constraints: 16
                        pairs:
                          minimum_margin: 0.0
                          maximum_length_ratio: 4.0
                          truncated: drop
                          flagged: drop
                          length_rho: 0.0
                          rejected: own
                        train:
                          trainer: embedded
                          loss: simpo
                          beta: 10.0
                          gamma: 3.0
                          label_smoothing: 0.0
                          nll_weight: 0.0
                          alpha: 0.25
                          desirable_weight: 1.0
                          undesirable_weight: 1.0
                          weighting: none
                          learning_rate: 1.0E-6
                          schedule: cosine
                          warmup: 0.1
                          batch: 128
                          epochs: 1
                          clip: 1.0
                          shuffle: true
                          max_tokens: 2048
                          max_prompt_tokens: 1800
                          precision: auto
                          soft_labels: false
                          checkpoint_every: 20
                          keep_checkpoints: 2
                          pack: 512
                          recompute: auto
                          optimizer_state: fp32
                          lora:
                            rank: null
                            alpha: 32.0
                            targets: [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]
                          guard:
                            every: auto
                            probes: 32
                            draws: 2
                            tokens: 128
                            false_alarm: 0.01
                            max_repetition_rise: 0.25
                            max_end_fall: 0.5
                            max_length_fall: 0.75
                            max_logprob_fall: 1.0
                            rollbacks: 3
                            action: rollback
                        evaluate:
                          held_out: 256
                          draws: 2
                          judges: [start]
                          kind: auto
                          benchmarks: []
                          pairs: 0.05
                          constraints: 0
                        engine:
                          device: auto
                          threads: auto
                          slots: 64
                          precision: auto
                          memory: auto
                        servers: {}
                        """);
    }
}
