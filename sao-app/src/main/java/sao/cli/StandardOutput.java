package sao.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The standard output of the process. A [PrintWriter] hides why a write failed; this remembers it, so that lost
/// output becomes an error of the command. Any thread.
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final PrintWriter writer;

    StandardOutput() {
        this.stream = new FileOutputStream(FileDescriptor.out);
        this.writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(this, System.out.charset())), true);
    }

    /// {@return text onto this stream, flushed after each line}
    PrintWriter writer() {
        return writer;
    }

    /// {@return the first error of a write}
    Optional<IOException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /// {@return whether the reader of a pipe has closed it, as `head` does when it has read enough}
    static boolean isClosedPipe(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }
}
