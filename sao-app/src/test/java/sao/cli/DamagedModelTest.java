package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.stage.TinyModel;

/// A model whose file was damaged is opened or refused with a sentence, never with a stack trace.
class DamagedModelTest {
    private static final int MUTATIONS = 400;
    private static final long SEED = 20_255;

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void aDamagedGgufFileIsOpenedOrRefused() throws IOException {
        String model = TinyModel.write(folder.resolve("tiny"), 3).toString();
        Path file = folder.resolve("tiny.gguf");
        assertThat(terminal.type("convert", model, "--to", file.toString())).isZero();
        byte[] whole = Files.readAllBytes(file);
        int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf("blk.0.");
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(24, i % 4 == 0 ? header : 2_000); // sizes come first, tokens fill the rest
            ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> little.putInt(at, random.nextInt(-2, 1_000_000_000));
                default -> little.putInt(at, random.nextInt(-1, 300));
            }
            refused += open(bytes, i) ? 0 : 1;
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
    }

    private boolean open(byte[] bytes, int mutation) throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.gguf"), bytes);
        try (ModelSource source = ModelSource.open(damaged)) {
            source.config().requireIn(source.weights());
            return true;
        } catch (SaoException e) {
            assertThat(e.remedy()).as("mutation %d", mutation).isNotBlank();
            return false;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AssertionError("mutation %d of seed %d".formatted(mutation, SEED), e);
        }
    }
}
