package sao.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sao.file.DurableFile;

/// Writes a [DurableFile] through a channel.
public final class DurableChannel {
    private DurableChannel() {}

    /// Writes the content of a file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything.
        ///
        /// @param channel of the empty file, positioned at its beginning; closed by the caller
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Writes a file, replacing an existing one.
    ///
    /// @throws sao.error.SaoException if the file cannot be written; the target stays as it was
    public static void write(Path path, Content content) {
        DurableFile.write(path, temporary -> {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
            }
        });
    }

    /// Writes all remaining bytes of a buffer.
    public static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
    }
}
