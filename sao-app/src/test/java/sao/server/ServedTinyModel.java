package sao.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import sao.architecture.Precision;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.stage.TinyModel;

/// A server over a tiny random model.
record ServedTinyModel(EngineChatModel engine, ModelServer server) implements AutoCloseable {
    static final String NAME = "tiny";

    static ServedTinyModel start(Path folder, Optional<String> token, int queue) throws IOException {
        EngineOptions settings = EngineOptions.defaults()
                .withPrecision(Precision.FLOAT32)
                .withSlots(4)
                .forLatency(1);
        EngineChatModel engine = EngineChatModel.open(TinyModel.write(folder, 11), settings);
        return new ServedTinyModel(
                engine, ModelServer.start(engine, new ServerSettings("127.0.0.1", 0, token, NAME, queue)));
    }

    TestClient client() {
        return TestClient.of(server.port());
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
