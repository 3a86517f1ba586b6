package sao.generation;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import sao.architecture.Precision;
import sao.weights.DefaultModel;

/// Opens the default model in float32 once for the tests of a class.
@Tag("model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DefaultEngine {
    private Optional<EngineChatModel> opened = Optional.empty();

    @BeforeAll
    void open() {
        opened = Optional.of(EngineChatModel.open(
                DefaultModel.file(),
                EngineOptions.defaults()
                        .withPrecision(Precision.FLOAT32)
                        .forThroughput(1)
                        .withSlots(8)));
    }

    final EngineChatModel engine() {
        return opened.orElseThrow();
    }

    @AfterAll
    void close() {
        opened.ifPresent(EngineChatModel::close);
    }
}
