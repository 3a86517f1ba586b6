package sao.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.torch.NativeLibrary;

/// A memory-mapped file: its pages are read on first access. In this package only this class passes raw
/// addresses to libtorch.
///
/// The map is private: a write through a tensor would change a copy of the page and never the file. A file
/// that may only be read is mapped read-only instead; writing to its tensors ends the process.
public final class MappedFile implements AutoCloseable {
    private static final long HASH_STRIDE = 1L << 26;

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;

    /// Bytes in memory, presented as the contents of a file.
    MappedFile(Path path, Arena arena, MemorySegment bytes) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
    }

    @SuppressWarnings("MustBeClosedChecker") // the arena lives until close()
    public static MappedFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new SaoException("%s is a folder, not a file.".formatted(path), "Name the file of weights in it.");
        }
        Arena arena = Arena.ofShared();
        try {
            return new MappedFile(path, arena, map(path, arena));
        } catch (NoSuchFileException e) {
            arena.close();
            throw new SaoException("%s does not exist.".formatted(path), "Check the path.", e);
        } catch (IOException e) {
            arena.close();
            throw new SaoException(
                    "%s cannot be read: %s".formatted(path, e), "Check that it is a file you may read.", e);
        }
    }

    private static MemorySegment map(Path path, Arena arena) throws IOException {
        if (Files.isWritable(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(MapMode.PRIVATE, 0, channel.size(), arena);
            } catch (AccessDeniedException _) {
                // a file system that may only be read says so no earlier than here
            }
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    public Path path() {
        return path;
    }

    public long size() {
        return bytes.byteSize();
    }

    public MemorySegment bytes() {
        return bytes;
    }

    /// {@return a tensor over the mapped bytes, or a copy of them where they are not aligned for its type}
    public Tensor view(long offset, long[] shape, ScalarType type, int elementBytes) {
        NativeLibrary.start();
        long size = elementBytes;
        for (long dimension : shape) {
            size *= dimension;
        }
        MemorySegment part = bytes.asSlice(offset, size);
        if (size == 0 || part.address() % elementBytes != 0) {
            Tensor copy = allocate(shape, type);
            segment(copy).copyFrom(part);
            return copy;
        }
        return torch.from_blob(new Address(part), shape, new TensorOptions(type));
    }

    /// {@return a contiguous tensor with uninitialised values}
    public static Tensor allocate(long[] shape, ScalarType type) {
        NativeLibrary.start();
        return torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional());
    }

    /// {@return the memory of a contiguous tensor; it must not be used after the tensor is freed}
    public static MemorySegment segment(Tensor tensor) {
        if (tensor.nbytes() == 0) {
            return MemorySegment.NULL;
        }
        return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(tensor.nbytes());
    }

    /// Returns the pages to the operating system, which reads them from the file again on access.
    public void unload() {
        if (bytes.isMapped()) {
            bytes.unload();
        }
    }

    /// {@return SHA-256 over the whole file, in hexadecimal}
    public String sha256() {
        MessageDigest digest = Sha256.begin();
        for (long at = 0; at < size(); at += HASH_STRIDE) {
            digest.update(bytes.asSlice(at, Math.min(HASH_STRIDE, size() - at)).asByteBuffer());
        }
        unload();
        return Sha256.hex(digest);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /// A pointer to memory of another owner.
    private static final class Address extends Pointer {
        Address(MemorySegment segment) {
            super((Pointer) null);
            address = segment.address();
            limit = segment.byteSize();
            capacity = limit;
        }
    }
}
