package sao.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import sao.error.SaoException;

/// Damages the header of a weight file in many ways, the same for the same seed: each must be read or refused
/// with a message, and none may make the parser allocate memory that the file only claims to need.
public final class WeightFileFuzz {
    private static final long MOST_ALLOCATED = 4_000_000; // bytes; the files have less than a thousand

    private static final long[] EXTREMES = {
        -1,
        0,
        1,
        2,
        31,
        33,
        255,
        256,
        65_536,
        0x7FFFFFFFL,
        0x80000000L,
        0xFFFFFFFFL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 7
    };

    private WeightFileFuzz() {}

    /// What a parser or a reader does with damaged bytes.
    public interface Reading {
        void of(byte[] bytes) throws IOException;
    }

    /// Parses bytes as a mapped file.
    public static void inMemory(byte[] bytes, Consumer<MappedFile> read) {
        try (Arena arena = Arena.ofConfined()) {
            read.accept(new MappedFile(Path.of("damaged"), arena, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes)));
        }
    }

    /// Opens bytes as a file in a folder and reads all tensors.
    public static void readAll(Path folder, byte[] bytes, Function<Path, WeightSource> open) throws IOException {
        try (WeightSource source = open.apply(Files.write(folder.resolve("damaged"), bytes));
                PointerScope _ = new PointerScope()) {
            source.names().forEach(name -> assertThat(source.read(name).numel()).isNotNegative());
        }
    }

    /// Runs a reader over damaged copies of a file.
    ///
    /// @param whole the undamaged file
    /// @param header how many of its first bytes are damaged
    public static void fuzz(byte[] whole, int header, int mutations, long seed, Reading reading) throws IOException {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            byte[] mutated = mutate(whole, header, random);
            long before = memory.getCurrentThreadAllocatedBytes();
            try {
                reading.of(mutated);
            } catch (SaoException e) {
                assertThat(e.problem()).as("mutation %d", i).isNotBlank();
                assertThat(e.remedy()).as("mutation %d", i).isNotBlank();
                refused++;
            } catch (RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("mutation %d of seed %d".formatted(i, seed), e);
            }
            assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated for mutation %d", i)
                    .isLessThan(MOST_ALLOCATED);
        }
        assertThat(refused).as("most damage is seen, some changes nothing").isBetween(mutations / 2, mutations - 1);
    }

    private static byte[] mutate(byte[] whole, int header, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            int at = random.nextInt(header);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> put(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], 8);
                case 3 -> put(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], 4);
                case 4 -> move(bytes, at, random.nextInt(header), random.nextInt(1, 40));
                default -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            header = Math.max(1, Math.min(header, bytes.length));
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, long value, int size) {
        byte[] little = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        System.arraycopy(little, 0, bytes, at, Math.min(size, bytes.length - at));
    }

    private static void move(byte[] bytes, int from, int to, int size) {
        int length = Math.min(size, bytes.length - Math.max(from, to));
        if (length > 0) {
            System.arraycopy(bytes, from, bytes, to, length);
        }
    }
}
