package sao.metrics;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;
import sao.error.SaoException;

/// Writes scalars by step to an event file for TensorBoard.
///
/// A file is a sequence of records: length, checksum of the length, an `Event` message, checksum of the message.
/// The checksum is CRC-32C, rotated and shifted as TFRecord specifies. The protocol-buffer message has five fields
/// and is encoded here. Each scalar has been passed to the operating system when the call returns; [#close] forces
/// it to the disk. Not thread-safe.
public final class TensorBoardWriter implements Closeable {
    private static final int MASK = 0xa282ead8;
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final Path file;
    private final FileChannel channel;

    private TensorBoardWriter(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Creates an event file. TensorBoard shows all files of a folder as one run, so a resumed run adds another
    /// file.
    ///
    /// @param folder for event files; created if it is missing
    /// @param now the current time, which begins the file's name
    /// @throws SaoException if the file cannot be written
    public static TensorBoardWriter open(Path folder, Instant now) {
        Path file = folder.resolve("events.out.tfevents.%010d.%09d.sao".formatted(now.getEpochSecond(), now.getNano()));
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            TensorBoardWriter writer = new TensorBoardWriter(file, channel);
            writer.append(new Message().time(now).bytes(FILE_VERSION, "brain.Event:2"));
            return writer;
        } catch (IOException failure) {
            throw refused(file, failure);
        }
    }

    /// Writes one scalar.
    ///
    /// @param tag name of the series, such as `train/loss`
    /// @param step of the training, from 1
    /// @param value stored as float32
    /// @param now when the value was computed
    /// @throws SaoException if the file cannot be written
    public void scalar(String tag, long step, double value, Instant now) {
        Message scalar = new Message().bytes(TAG, tag).fixed32(SIMPLE_VALUE, (float) value);
        Message event = new Message()
                .time(now)
                .varint(STEP, step)
                .bytes(SUMMARY, new Message().bytes(VALUE, scalar.toBytes()).toBytes());
        try {
            append(event);
        } catch (IOException failure) {
            throw refused(file, failure);
        }
    }

    /// Forces the file to the disk and closes it.
    @Override
    public void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException failure) {
            throw refused(file, failure);
        }
    }

    private void append(Message event) throws IOException {
        byte[] message = event.toBytes();
        byte[] length = little(Long.BYTES).putLong(message.length).array();
        ByteBuffer frame = little(length.length + message.length + 2 * Integer.BYTES)
                .put(length)
                .putInt(masked(length))
                .put(message)
                .putInt(masked(message))
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static SaoException refused(Path file, IOException failure) {
        return new SaoException(
                "%s cannot be written: %s".formatted(file, failure.getMessage()),
                "Free disk space or check the rights on the folder, then run the same command again.",
                failure);
    }

    /// A protocol-buffer message, encoded field by field.
    private static final class Message {
        private static final int AS_VARINT = 0;
        private static final int AS_FIXED64 = 1;
        private static final int AS_BYTES = 2;
        private static final int AS_FIXED32 = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message time(Instant now) {
            key(WALL_TIME, AS_FIXED64);
            out.writeBytes(little(Double.BYTES)
                    .putDouble(now.getEpochSecond() + now.getNano() / 1e9)
                    .array());
            return this;
        }

        Message varint(int field, long value) {
            key(field, AS_VARINT);
            raw(value);
            return this;
        }

        Message fixed32(int field, float value) {
            key(field, AS_FIXED32);
            out.writeBytes(little(Float.BYTES).putFloat(value).array());
            return this;
        }

        Message bytes(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, byte[] value) {
            key(field, AS_BYTES);
            raw(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void key(int field, int type) {
            raw(((long) field << 3) | type);
        }

        private void raw(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
