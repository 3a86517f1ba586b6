package sao.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;
import sao.batch.TrainingPair;
import sao.file.Sha256;
import sao.token.TokenIds;
import sao.trainer.ComputeSettings;

/// The digest of all inputs that determine the trained weights. A checkpoint with another digest belongs to
/// another training.
final class WorkDigest {
    private WorkDigest() {}

    /// {@return the digest of trainer, model, settings, probes and pairs, in hexadecimal. The device is not
    /// included: a training may be resumed on another device}
    static String of(TrainingRun.Inputs inputs) {
        return digest(digest -> {
            add(digest, EmbeddedTrainer.NAME + " " + EmbeddedTrainer.VERSION);
            add(digest, ofStart(inputs.start(), inputs.settings().compute()));
            add(digest, inputs.settings().canonical());
            add(
                    digest,
                    inputs.questions().seed() + " "
                            + inputs.questions().endOfTurn().stream().sorted().toList());
            inputs.questions().probes().forEach(probe -> add(digest, probe));
            for (TrainingPair pair : inputs.intake().kept()) {
                add(digest, pair.pair().id());
                add(digest, Double.toString(pair.pair().probability()));
                add(digest, pair.row().prompt());
                pair.row().answers().forEach(answer -> add(digest, answer));
            }
        });
    }

    /// {@return the digest of what determines the log-probabilities of the start model: weights, configuration,
    /// padding token and precision, in hexadecimal}
    static String ofStart(TrainingRun.Start start, ComputeSettings compute) {
        return digest(digest -> {
            add(digest, start.weights().fingerprint());
            add(digest, start.config().toString());
            add(digest, start.paddingToken().toString());
            add(digest, compute.precision().label());
        });
    }

    /// {@return the digest of what determines the log-probability of an answer, in hexadecimal}
    ///
    /// @param model digest of the weights, and the precision
    static String ofAnswer(String model, TokenIds prompt, TokenIds answer) {
        return digest(digest -> {
            add(digest, model);
            add(digest, prompt);
            add(digest, answer);
        });
    }

    private static String digest(Consumer<MessageDigest> content) {
        MessageDigest digest = Sha256.begin();
        content.accept(digest);
        return Sha256.hex(digest);
    }

    private static void add(MessageDigest digest, TokenIds tokens) {
        add(digest, tokens.toString());
    }

    // each text ends with a byte that UTF-8 never has, so that two texts cannot be split in another way
    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xFF);
    }
}
