package sao.settings;

import java.util.Map;
import sao.judging.ConsensusJudge;
import sao.schema.Setting;
import sao.token.Seeds;

/// All that a run is asked to do.
///
/// @param model what to align
/// @param seed that decides every draw of the run
/// @param rounds how often the loop runs
/// @param personas who asks
/// @param prompts how prompts are written
/// @param responses how responses are generated
/// @param judge how responses are ranked
/// @param pairs which pairs are good enough
/// @param train how the model learns from them
/// @param evaluate how the result is measured
/// @param engine how the embedded model computes
/// @param servers served models by name
public record RunSettings(
        @Setting(
                standard = "smollm2-135m-instruct",
                about = "the model to align: a name of `sao models`, a Hugging Face folder, a .gguf file, or"
                        + " `hf:org/name` (not fetched yet: download it and give the folder)")
        String model,

        @Setting(standard = "42", about = "decides every draw; the same settings and seed give the same pairs")
        long seed,

        @Setting(
                standard = "1",
                range = "[1, 100]",
                about =
                        "number of rounds, each from the model of the previous round and with its own personas; they end"
                                + " early when a model wins at most half against its start model, or its responses"
                                + " lose a quarter of their distinct words")
        int rounds,

        PersonaSettings personas,
        PromptSettings prompts,
        ResponseSettings responses,
        JudgeSettings judge,
        PairSettings pairs,
        TrainSettings train,
        EvaluateSettings evaluate,
        EngineSettings engine,

        @Setting(standard = "{}", about = "reserved for served models by name; must be empty in this version")
        Map<String, String> servers) {
    public RunSettings {
        servers = Map.copyOf(servers);
        if (responses.maxTokens() > train.maxTokens()) {
            throw new IllegalArgumentException(
                    ("responses.max_tokens is %d and train.max_tokens %d, so long answers could never be trained;"
                                    + " give train.max_tokens more")
                            .formatted(responses.maxTokens(), train.maxTokens()));
        }
        if (pairs.marginFromNoise() && judge.audit().noisePairs() == 0) {
            throw new IllegalArgumentException("pairs.minimum_margin is auto, which needs the judge's noise;"
                    + " judge.audit.noise_pairs is 0, and it must be above 0");
        }
        if (responses.source() == ResponseSettings.Source.HINTED && pairs.rejected() == PairSettings.Rejected.START) {
            throw new IllegalArgumentException(
                    "responses.source is hinted and pairs.rejected start, and both decide which responses are rejected;"
                            + " set one of them to its default");
        }
        if (judge.uses(JudgeSettings.Kind.CONSENSUS) && responses.count() < ConsensusJudge.LEAST_RESPONSES) {
            throw new IllegalArgumentException("judge.kind consensus needs responses.count of at least %d, and it is %d"
                    .formatted(ConsensusJudge.LEAST_RESPONSES, responses.count()));
        }
    }

    /// {@return the settings of one round: those of the first are these, every other has its own seed}
    ///
    /// @param round from 1
    public RunSettings ofRound(int round) {
        if (round == 1) {
            return this;
        }
        return withSeed(Seeds.of(seed, "round " + round));
    }

    /// {@return these settings with another seed}
    public RunSettings withSeed(long other) {
        return new RunSettings(
                model, other, rounds, personas, prompts, responses, judge, pairs, train, evaluate, engine, servers);
    }

    /// {@return these settings with a lower limit for answers}
    ///
    /// @param limit most tokens of an answer; a greater one than that of these settings changes nothing
    public RunSettings withAnswersUpTo(int limit) {
        ResponseSettings shorter = new ResponseSettings(
                responses.count(),
                responses.temperature(),
                responses.topP(),
                Math.min(limit, responses.maxTokens()),
                responses.source());
        return new RunSettings(
                model, seed, rounds, personas, prompts, shorter, judge, pairs, train, evaluate, engine, servers);
    }

    /// {@return the same with another judge}
    public RunSettings with(JudgeSettings other) {
        return new RunSettings(
                model, seed, rounds, personas, prompts, responses, other, pairs, train, evaluate, engine, servers);
    }

    /// {@return the same with other rules of pairs}
    public RunSettings with(PairSettings other) {
        return new RunSettings(
                model, seed, rounds, personas, prompts, responses, judge, other, train, evaluate, engine, servers);
    }

    /// All that decides a training outside a run. The keys are those of a run.
    ///
    /// @param seed of the order of the pairs
    /// @param train how the model learns from them
    /// @param engine how it computes
    /// @param evaluate how it is measured
    public record TrainingOnly(
            @Setting(standard = "42", about = "decides the order of the pairs")
            long seed,

            TrainSettings train,
            EngineSettings engine,
            Evaluation evaluate) {
        /// How a training outside a run is measured.
        ///
        /// @param pairs share of the pairs that are held out of training
        public record Evaluation(
                @Setting(
                        standard = EvaluateSettings.PAIRS,
                        range = EvaluateSettings.PAIRS_RANGE,
                        about = EvaluateSettings.ABOUT_PAIRS)
                double pairs) {}
    }
}
